using System.Globalization;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Masking;

/// <summary>A finding without its values: what must be the same in a masked batch.</summary>
/// <param name="Line">The line.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The field.</param>
/// <param name="Related">The related lines, as a text.</param>
/// <param name="CausedBy">The line of the cause.</param>
internal sealed record MaskedFinding(int Line, RuleInfo Rule, FieldInfo? Field, string Related, int? CausedBy)
{
    /// <summary>The lines that have a part in it.</summary>
    public IEnumerable<int> Lines =>
        Related.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Append(Line).Append(CausedBy ?? Line);
}

/// <summary>The findings of a batch, each as often as it stands there.</summary>
internal sealed class MaskedFindings
{
    private readonly Dictionary<MaskedFinding, int> _counts = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Lines and fields whose text has the wrong form.</summary>
    public HashSet<(int Line, FieldInfo Field)> Misfits { get; } = [];

    public static MaskedFindings Of(Stream batch, CompiledSpecification specification, DateOnly today, IReferenceData? reference)
    {
        var findings = new MaskedFindings();
        batch.Position = 0;
        using var reader = BatchReader.Open(batch, specification, leaveOpen: true);
        new BatchValidator(specification, new SubmissionContext(specification.EndingYear, today), reference).Validate(reader, findings.Add);
        return findings;
    }

    /// <summary>The findings that are here more or less often than there.</summary>
    public List<MaskedFinding> Changed(MaskedFindings others) =>
        [.. _counts.Keys.Concat(others._counts.Keys).Distinct().Where(finding => _counts.GetValueOrDefault(finding) != others._counts.GetValueOrDefault(finding)).OrderBy(finding => finding.Line)];

    private void Add(Finding finding)
    {
        var related = string.Join(' ', finding.Related.Select(line => line.ToString(CultureInfo.InvariantCulture)));
        var key = new MaskedFinding(finding.Line, finding.Rule, finding.Field, related, finding.CausedBy);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        Count++;
        if (WrongColumns.IsMisfit(finding))
        {
            Misfits.Add((finding.Line, finding.Field!));
        }
    }
}
