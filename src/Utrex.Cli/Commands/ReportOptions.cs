using System.CommandLine;
using Utrex.Cli.Masking;
using Utrex.Cli.Reconciling;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary>The options that say how findings are reported, whatever they were found in.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string> _format = ReportOutput.FormatOption();
    private readonly Option<string?> _output = ReportOutput.OutputOption();
    private readonly Option<string?> _split = new Option<string?>("--split") { Description = "A report for each school, in the folder that --output names." }.AcceptOnlyFromAmong("school");
    private readonly Option<bool> _open = new("--open") { Description = "Opens the report that --output names." };
    private readonly Option<bool> _bom = new("--bom") { Description = "Begins CSV with a byte order mark, by which Excel knows that it is UTF-8." };
    private readonly Option<int> _most = ReportOutput.MostOption();
    private readonly Option<string?> _baseline = new("--baseline") { Description = "The findings of an earlier run, as '--format jsonl' wrote them, or the state's workbook. Each finding is marked new or known, and those that are gone are listed as resolved." };
    private readonly Option<bool> _mask = new("--mask") { Description = "Shows made-up names, numbers, birth dates and addresses, so that the report can be given away. A student keeps the same ones within a run." };
    private readonly Option<string> _failOn = FailOnOption.Create();
    private readonly FilterOptions _filter = new();

    /// <summary>The options, but for those that say which findings are shown.</summary>
    public IEnumerable<Option> All => [_format, _output, _split, _open, _bom, _most, _baseline, _mask, _failOn];

    /// <summary>Those that say which findings are shown.</summary>
    public IEnumerable<Option> Filter => _filter.All;

    /// <summary>What they say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="console">Where an earlier report is read.</param>
    /// <param name="today">The day that counts as today.</param>
    /// <param name="specification">The specification that the state's workbook is read by.</param>
    /// <exception cref="CommandException">They do not fit together.</exception>
    public ValidationOptions Of(ParseResult parsed, CommandConsole console, DateOnly today, SpecificationInfo specification)
    {
        var isNamed = parsed.GetValue(_output) is not (null or CommandConsole.Standard);
        Demand(!parsed.GetValue(_bom) || parsed.GetValue(_format) is "csv", "--bom is for --format csv");
        ReportOutput.DemandFile(parsed.GetValue(_format), parsed.GetValue(_output));
        Demand(parsed.GetValue(_split) is null || isNamed, "--split writes several reports; name a folder for them with --output");
        Demand(!parsed.GetValue(_open) || isNamed, "--open opens the report that --output names; name one");
        return new ValidationOptions
        {
            Today = today,
            Format = parsed.GetValue(_format)!,
            Output = parsed.GetValue(_output),
            Baseline = parsed.GetValue(_baseline) is { } earlier ? StateBaseline.Read(earlier, console, specification) : null,
            Pseudonyms = parsed.GetValue(_mask) ? new Pseudonyms() : null,
            Filter = _filter.Of(parsed),
            Acknowledgements = new Acknowledgements([], today),
            Most = parsed.GetValue(_most),
            FailOn = FailOnOption.Of(parsed, _failOn),
            HasByteOrderMark = parsed.GetValue(_bom),
            IsSplit = parsed.GetValue(_split) is not null,
            Opens = parsed.GetValue(_open),
        };
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CommandException(otherwise + ".");
        }
    }
}
