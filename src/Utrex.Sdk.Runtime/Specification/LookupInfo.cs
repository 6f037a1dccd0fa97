namespace Utrex.Sdk.Specification;

/// <summary>A list of the specification that is neither a field nor a code table and changes from year to year.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class LookupInfo
{
    /// <summary>The list's id.</summary>
    public required string Id { get; init; }

    /// <summary>The readable name.</summary>
    public required string Title { get; init; }

    /// <summary>What the list is for.</summary>
    public required string Description { get; init; }

    /// <summary>The names of the columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The rows, each with a value for each column.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <summary>The line of the text of each row.</summary>
    public required IReadOnlyList<int> RowSources { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
