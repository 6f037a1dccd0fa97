using Utrex.Cli.Masking;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary>What a command that validates was asked for.</summary>
internal sealed record ValidationOptions
{
    /// <summary>The files.</summary>
    public string[] Files { get; init; } = [];

    /// <summary>The day that counts as today.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The state's registers, or <see langword="null"/> without them.</summary>
    public ReferenceFolder? Reference { get; init; }

    /// <summary>The format of the report.</summary>
    public string Format { get; init; } = "table";

    /// <summary>Where the report goes; <see langword="null"/> for standard output.</summary>
    public string? Output { get; init; }

    /// <summary>The findings of an earlier run, or <see langword="null"/>.</summary>
    public IBaseline? Baseline { get; init; }

    /// <summary>What personal values are shown by, or <see langword="null"/> where they are shown as they are.</summary>
    public Pseudonyms? Pseudonyms { get; init; }

    /// <summary>Whether findings are reported that only follow from others.</summary>
    public bool IncludesCascades { get; init; } = true;

    /// <summary>The specification that was asked for, or <see langword="null"/>: then each batch, and SIF objects, say theirs.</summary>
    public CompiledSpecification? Asked { get; init; }

    /// <summary>Whether the file is judged as a whole first.</summary>
    public bool JudgesShape { get; init; } = true;

    /// <summary>The submission that the batches are meant for, or <see langword="null"/> where nobody says.</summary>
    public SubmissionInfo? Submission { get; init; }

    /// <summary>What is shown.</summary>
    public FindingFilter Filter { get; init; } = FindingFilter.None;

    /// <summary>What is acknowledged.</summary>
    public required Acknowledgements Acknowledgements { get; init; }

    /// <summary>Whether acknowledged findings are shown too.</summary>
    public bool ShowsAcknowledged { get; init; }

    /// <summary>The file that options were taken from, or <see langword="null"/>.</summary>
    public string? Settings { get; init; }

    /// <summary>How many findings of a rule a table lists; 0 for all.</summary>
    public int Most { get; init; }

    /// <summary>What lets the run fail.</summary>
    public FailOn FailOn { get; init; }

    /// <summary>Whether CSV begins with a byte order mark.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>Whether each school has a report of its own, in the folder <see cref="Output"/>.</summary>
    public bool IsSplit { get; init; }

    /// <summary>How the name of a report ends.</summary>
    public string Ending => Format is "table" ? ".txt" : "." + Format;

    /// <summary>Whether the written report is opened.</summary>
    public bool Opens { get; init; }

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
        "csv" => new CsvReport(stream, HasByteOrderMark),
        "sarif" => new SarifReport(stream, reopen),
        "html" => new HtmlReport(stream, Today, IsMasked),
        "xlsx" => new WorkbookReport(stream),
        _ => new TableReport(stream, IsForTerminal ? Display.Width : null, IsForTerminal && Display.IsColoured, Most),
    };
}
