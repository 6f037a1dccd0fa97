using Utrex.Cli.Masking;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary>What <c>utrex validate</c> was asked for.</summary>
internal sealed record ValidationOptions(string[] Files, DateOnly Today, ReferenceFolder? Reference, string Format, string? Output, Baseline? Baseline, Pseudonyms? Pseudonyms, bool IncludesCascades)
{
    /// <summary>The specification that was asked for, or <see langword="null"/>: then each batch, and SIF objects, say theirs.</summary>
    public CompiledSpecification? Asked { get; init; }

    /// <summary>Whether the file is judged as a whole first.</summary>
    public bool JudgesShape { get; init; } = true;

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
        "html" => new HtmlReport(stream, Today, IsMasked),
        _ => new TableReport(stream, IsForTerminal ? Display.Width : null, IsForTerminal && Display.IsColoured),
    };
}
