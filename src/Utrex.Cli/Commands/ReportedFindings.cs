using Utrex.Cli.Reports;
using Utrex.Cli.Rules;

namespace Utrex.Cli.Commands;

/// <summary>A finding.</summary>
/// <param name="Row">What it is.</param>
/// <param name="Shown">What is shown of it.</param>
internal readonly record struct FoundRow(ReportRow Row, ReportRow Shown);

/// <summary>The way of findings into a report: some are acknowledged or not asked for, and all are compared with the baseline by what they are and shown by their pseudonyms.</summary>
internal sealed class ReportedFindings(ValidationOptions options, RunSummary summary, IFindingReport report)
{
    /// <summary>Takes a finding by what it is; what is not shown goes no further.</summary>
    public void Take(FoundRow row, Action<FoundRow> take)
    {
        options.Baseline?.See(row.Row);
        if (options.Acknowledgements.Of(row.Row) is { } acknowledgement)
        {
            summary.Acknowledged++;
            if (!options.ShowsAcknowledged)
            {
                return;
            }

            row = row with { Shown = row.Shown with { Message = $"{row.Shown.Message} ({acknowledgement.Note})" } };
        }

        if (options.Filter.Shows(row.Row))
        {
            take(row);
        }
        else
        {
            summary.Hidden++;
        }
    }

    /// <summary>Writes a finding, compared with the baseline by what it is, shown by its pseudonyms.</summary>
    public void Write(FoundRow row) =>
        report.Write(options.Baseline is { } baseline ? row.Shown with { Status = baseline.StatusOf(row.Row) } : row.Shown);

    /// <summary>Lists what was there and is gone. What this run did not look at is not gone: of that nobody knows.</summary>
    /// <param name="whyNotCompared">Why the run did not look at a finding, or <see langword="null"/> where it did.</param>
    public void WriteResolved(Func<ReportRow, string?> whyNotCompared)
    {
        if (options.Baseline is not { } baseline)
        {
            return;
        }

        var notEvaluated = summary.NotEvaluated.Select(entry => (entry.Rule.Id, entry.Rule.Field)).ToHashSet();
        summary.New = baseline.NewOnes;
        foreach (var row in baseline.Resolved())
        {
            if (Why(row) is { } reason)
            {
                summary.NotCompared[reason] = summary.NotCompared.GetValueOrDefault(reason) + 1;
                continue;
            }

            summary.Resolved++;
            if (options.Filter.Shows(row))
            {
                report.Write(Masked(row with { Status = FindingStatus.Resolved }));
            }
        }

        foreach (var (row, more) in baseline.Untold())
        {
            if (Why(row) is null)
            {
                summary.AddUntold(row, more);
            }
        }

        string? Why(ReportRow row) => whyNotCompared(row) ?? (notEvaluated.Contains((row.Rule.Id, row.Rule.Field)) ? "their rules were not evaluated" : null);
    }

    /// <summary>What a finding says of SIF objects names them.</summary>
    private ReportRow Masked(ReportRow row) =>
        options.Pseudonyms is not { } pseudonyms ? row : pseudonyms.Mask(RuleRows.IsAboutSif(row.Rule) ? row with { Value = null } : row);
}
