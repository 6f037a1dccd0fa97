using System.Globalization;
using Utrex.Cli.Terminal;
using Utrex.Transcripts.Pesc;

namespace Utrex.Cli.Transcripts;

/// <summary>What PESC has no place for: by field for the person at the terminal, and value by value as CSV where a file is named for it.</summary>
internal sealed class LossReport : IDisposable
{
    private static readonly string[] Columns = ["SchoolNumber", "StudentNumber", "RecordType", "Number", "FieldName", "Value", "Carried"];

    private readonly OutputFile? _file;
    private readonly StreamWriter? _text;
    private readonly CsvWriter? _csv;

    public LossReport(string? path, CommandConsole console)
    {
        if (path is null)
        {
            return;
        }

        _file = OutputFile.Create(path, console);
        _text = new StreamWriter(_file.Stream, leaveOpen: true);
        _csv = new CsvWriter(_text);
        _csv.WriteRow(Columns);
    }

    public void Take(PescLoss loss) =>
        _csv?.WriteRow([loss.SchoolNumber, loss.StudentNumber, loss.Record.Id, loss.Number.ToString(CultureInfo.InvariantCulture), loss.Field?.Name, loss.Value, loss.IsCarried ? "Y" : "N"]);

    /// <summary>Gives the file its name, and says by field what has no place and what becomes of it.</summary>
    public void Complete(PescWriter pesc, TextWriter error)
    {
        _text?.Flush();
        _file?.Complete();
        if (pesc.LossesByField.Count == 0)
        {
            return;
        }

        error.WriteLine("what PESC has no place for, or not as it is:");
        foreach (var (what, count) in pesc.LossesByField)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {count}"));
        }
    }

    public void Dispose()
    {
        _text?.Dispose();
        _file?.Dispose();
    }
}
