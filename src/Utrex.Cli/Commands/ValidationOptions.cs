using Utrex.Cli.Masking;
using Utrex.Cli.Reports;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary>What <c>utrex validate</c> was asked for.</summary>
internal sealed record ValidationOptions(string[] Files, SubmissionContext Context, ReferenceFolder? Reference, string Format, string? Output, Baseline? Baseline, Pseudonyms? Pseudonyms, bool IncludesCascades)
{
    /// <summary>The school year that was asked for, or <see langword="null"/>: then SIF objects say theirs.</summary>
    public int? SchoolYear { get; init; }

    /// <summary>Whether personal values are shown by pseudonyms.</summary>
    public bool IsMasked => Pseudonyms is not null;

    /// <summary>Whether a person reads the findings as they come.</summary>
    public bool IsForTerminal => Output is null && !Console.IsOutputRedirected;

    /// <summary>The report in the format that was asked for.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="reopen">Opens a file once more, or gives <see langword="null"/> where it cannot be read twice.</param>
    public IFindingReport CreateReport(Stream stream, Func<string, Stream?> reopen) => Format switch
    {
        "jsonl" => new JsonLinesReport(stream, IsMasked),
        "csv" => new CsvReport(stream),
        "sarif" => new SarifReport(stream, reopen),
        "html" => new HtmlReport(stream, Context, IsMasked),
        _ => new TableReport(stream, IsForTerminal ? Terminal.Width : null, IsForTerminal && Terminal.IsColoured),
    };
}
