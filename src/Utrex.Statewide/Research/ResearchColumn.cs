using Utrex.Sdk.Specification;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>A column of a <see cref="ResearchTable"/>.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record ResearchColumn
{
    /// <summary>The name, such as <c>exit_date</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are; every column may lack one.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>What the values mean, in sentences; those of a field are the specification's.</summary>
    public required string Definition { get; init; }

    /// <summary>The record type that the values come from, or <see langword="null"/> where they come from none.</summary>
    public RecordInfo? Record { get; init; }

    /// <summary>The field that the values come from, or <see langword="null"/> where they come from no single one.</summary>
    public FieldInfo? Field { get; init; }

    /// <summary>The codes that the values are, or <see langword="null"/> where they are none.</summary>
    public CodeTableInfo? Codes => Kind == ColumnKind.Text ? Field?.Codes : null;
}
