namespace Utrex.Sdk.Utah;

/// <summary>The rows of an SSID in the register of students, one after the other. The default has none.</summary>
public ref struct StudentRows
{
    private readonly ReferenceFolder? _folder;
    private int _next;

    internal StudentRows(ReferenceFolder folder, int first)
    {
        _folder = folder;
        _next = first;
    }

    /// <summary>The row at hand.</summary>
    public StudentRow Current { get; private set; }

    /// <summary>Goes on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_next == 0)
        {
            return false;
        }

        Current = _folder!.StudentAt(_next, out var next);
        _next = next;
        return true;
    }

    /// <summary>The rows themselves, for <c>foreach</c>.</summary>
    public readonly StudentRows GetEnumerator() => this;
}
