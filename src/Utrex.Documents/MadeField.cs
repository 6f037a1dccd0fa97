namespace Utrex.Documents;

/// <summary>A field that an adapter makes, and of what.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class MadeField
{
    /// <summary>A field that is made.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="how">Of what it is made.</param>
    public MadeField(int field, string how)
    {
        ArgumentNullException.ThrowIfNull(how);
        (Field, How) = (field, how);
    }

    /// <summary>The number of the field.</summary>
    public int Field { get; }

    /// <summary>Of what it is made.</summary>
    public string How { get; }
}
