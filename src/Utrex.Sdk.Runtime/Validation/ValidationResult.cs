using System.Globalization;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation;

/// <summary>
/// What a validation found, for those who show it, log it or answer with it. Personal values are left out (<see cref="Finding.Redact"/>) unless somebody asks for them.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ValidationResult
{
    private readonly SubmissionContext _context;

    /// <summary>The result of findings.</summary>
    /// <param name="findings">The findings, such as those of a <see cref="RecordValidator"/> on a record.</param>
    /// <param name="context">What the run knew besides the records.</param>
    /// <param name="summary">What the run did; <see langword="null"/> where it was about single records.</param>
    /// <param name="showsPersonalValues">Whether personal values are kept.</param>
    public ValidationResult(IEnumerable<Finding> findings, SubmissionContext context, ValidationSummary? summary = null, bool showsPersonalValues = false)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        Summary = summary;
        Findings = [.. showsPersonalValues ? findings : findings.Select(finding => finding.Redact())];
        Errors = Findings.Count(finding => finding.Severity == Severity.Error);
    }

    /// <summary>The findings, by line and, within a line, in the order of the specification's rules.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What the run did, and which rules it did not evaluate; <see langword="null"/> where it was about single records.</summary>
    public ValidationSummary? Summary { get; }

    /// <summary>The findings that make the state reject a record.</summary>
    public int Errors { get; }

    /// <summary>The findings that ask for a second look.</summary>
    public int Warnings => Findings.Count - Errors;

    /// <summary>Whether the state would take everything. Rules that were not evaluated say nothing: see <see cref="ValidationSummary.NotEvaluated"/>.</summary>
    public bool IsValid => Errors == 0;

    /// <summary>The state's message of a finding.</summary>
    public string MessageOf(in Finding finding) => finding.FormatMessage(_context);

    /// <summary>
    /// The errors as ASP.NET Core takes them for a validation problem: rules with their messages by property, such as <c>ExitCode</c>, or by an empty name where a rule is about a whole record.
    /// </summary>
    /// <param name="records">The name of a list of records; then the names are <c>records[2].ExitCode</c>, and the number is the record's place in the list, from 0.</param>
    public IDictionary<string, string[]> ToDictionary(string? records = null) => Findings
        .Where(finding => finding.Severity == Severity.Error)
        .GroupBy(finding => NameOf(finding, records), finding => $"{finding.Rule.Id}: {MessageOf(finding)}", StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    /// <summary>How many errors and warnings there are.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Errors} errors, {Warnings} warnings");

    private static string NameOf(in Finding finding, string? records)
    {
        var property = finding.Field?.Property ?? "";
        return records is null ? property : string.Create(CultureInfo.InvariantCulture, $"{records}[{finding.Line - 1}]{(property.Length == 0 ? "" : ".")}{property}");
    }
}
