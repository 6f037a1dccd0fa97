namespace Utrex.Cli.Reports;

/// <summary>Which findings are shown; sums and the exit code are those of all. What is empty or absent filters nothing.</summary>
internal sealed class FindingFilter
{
    /// <summary>A filter that shows everything.</summary>
    public static readonly FindingFilter None = new();

    /// <summary>The ids of rules or record types, rows of a rule as <c>S1.009@EXIT CODE</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The level, or <see langword="null"/> for both.</summary>
    public string? Level { get; init; }

    /// <summary>The numbers of schools; leading zeros do not count.</summary>
    public IReadOnlyList<string> Schools { get; init; } = [];

    /// <summary>The numbers of LEAs; leading zeros do not count.</summary>
    public IReadOnlyList<string> Leas { get; init; } = [];

    /// <summary>The numbers of students, the LEA's own or statewide.</summary>
    public IReadOnlyList<string> Students { get; init; } = [];

    /// <summary>Whether anything may be hidden.</summary>
    public bool IsEmpty => Rules.Count == 0 && Level is null && Leas.Count == 0 && Schools.Count == 0 && Students.Count == 0;

    /// <summary>The same, of these LEAs.</summary>
    public FindingFilter Of(IReadOnlyList<string> leas) => new() { Rules = Rules, Level = Level, Schools = Schools, Students = Students, Leas = leas };

    /// <summary>Whether a finding is shown.</summary>
    public bool Shows(ReportRow row) =>
        (Level is null || string.Equals(Level, row.Level, StringComparison.Ordinal))
        && (Rules.Count == 0 || Rules.Any(rule => IsOf(row, rule)))
        && (Leas.Count == 0 || Leas.Any(lea => AreSame(lea, row.Lea)))
        && (Schools.Count == 0 || Schools.Any(school => AreSame(school, row.School)))
        && (Students.Count == 0 || Students.Any(student => AreSame(student, row.Student) || AreSame(student, row.StatewideStudentId)));

    private static bool IsOf(ReportRow row, string rule)
    {
        var at = rule.IndexOf('@', StringComparison.Ordinal);
        return at < 0
            ? string.Equals(rule, row.Rule.Id, StringComparison.OrdinalIgnoreCase) || string.Equals(rule, row.Rule.Record, StringComparison.OrdinalIgnoreCase)
            : string.Equals(rule[..at], row.Rule.Id, StringComparison.OrdinalIgnoreCase) && string.Equals(rule[(at + 1)..], row.Field, StringComparison.OrdinalIgnoreCase);
    }

    private static bool AreSame(string number, string? other) =>
        other is not null && number.AsSpan().Trim().TrimStart('0').SequenceEqual(other.AsSpan().Trim().TrimStart('0'));
}
