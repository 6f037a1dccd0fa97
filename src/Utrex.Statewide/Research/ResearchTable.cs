namespace Utrex.Statewide.Research;

/// <summary>A table of a <see cref="ResearchFile"/>.</summary>
/// <param name="Name">The name, such as <c>student_year</c>.</param>
/// <param name="Definition">What a row is, in sentences.</param>
/// <param name="Columns">The columns, in their order.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record ResearchTable(string Name, string Definition, IReadOnlyList<ResearchColumn> Columns);
