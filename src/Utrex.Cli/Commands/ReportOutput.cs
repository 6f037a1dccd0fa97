using System.CommandLine;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary>Where the findings of a run go: into one report, or into one for each school in a folder. Neither is there before it is complete.</summary>
internal sealed class ReportOutput : IDisposable
{
    private static readonly string[] Formats = ["table", "jsonl", "csv", "xlsx", "sarif", "html"];

    private readonly OutputFile? _file;
    private readonly OutputFolder? _folder;
    private bool _isComplete;

    private ReportOutput(IFindingReport report, OutputFile? file, OutputFolder? folder) => (Report, _file, _folder) = (report, file, folder);

    /// <summary>What takes the findings.</summary>
    public IFindingReport Report { get; }

    /// <summary>The option that names the format.</summary>
    public static Option<string> FormatOption() => new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);

    /// <summary>The option that names the file.</summary>
    public static Option<string?> OutputOption() => new("--output") { Description = "The file for the findings; standard output by default." };

    /// <summary>The option that says how much of a table is written.</summary>
    public static Option<int> MostOption() => Numbers.Option("--max", "How many findings of one rule the table lists in a file; 0 for all.", 10, 0, int.MaxValue);

    /// <summary>Refuses a format that nobody reads at a terminal where no file is named.</summary>
    /// <exception cref="CommandException">It is one.</exception>
    public static void DemandFile(string? format, string? output)
    {
        if (format is "xlsx" && output is null)
        {
            throw new CommandException("a workbook is nothing to be read at a terminal; name a file with --output.");
        }
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="CommandException">It cannot be written to; the message says why.</exception>
    public static ReportOutput Create(ValidationOptions options, CommandConsole console, Func<string, Stream?> reopen)
    {
        if (options.IsSplit)
        {
            var folder = OutputFolder.Create(options.Output!, console);
            return new ReportOutput(new SplitReport(folder.Path, options.Ending, stream => options.CreateReport(stream, reopen)), file: null, folder);
        }

        var file = OutputFile.Create(options.Output, console);
        return new ReportOutput(options.CreateReport(file.Stream, reopen), file, folder: null);
    }

    /// <summary>Gives the files their names.</summary>
    public void Complete()
    {
        // It may have a stream in the folder open.
        Report.Dispose();
        _isComplete = true;
        _file?.Complete();
        _folder?.Complete();
    }

    public void Dispose()
    {
        if (!_isComplete)
        {
            Report.Dispose();
        }

        _file?.Dispose();
        _folder?.Dispose();
    }
}
