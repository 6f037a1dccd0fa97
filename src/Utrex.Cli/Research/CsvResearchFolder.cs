using System.Globalization;
using System.Text;
using Utrex.Cli.Terminal;
using Utrex.Statewide.Research;

namespace Utrex.Cli.Research;

/// <summary>A folder with a CSV file for each table. A value that is absent is empty.</summary>
internal sealed class CsvResearchFolder(OutputFolder folder) : IResearchOutput
{
    private const int BufferSize = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private StreamWriter? _text;
    private CsvWriter? _csv;

    private CsvWriter Csv => _csv ?? throw new InvalidOperationException("No table has been begun.");

    public void BeginTable(ResearchTable table)
    {
        _text = new StreamWriter(Path.Combine(folder.Path, table.Name + ".csv"), append: false, Utf8, BufferSize);
        _csv = new CsvWriter(_text);
        _csv.WriteRow(table.Columns.Select(column => column.Name));
    }

    public void WriteNull() => Csv.Write(value: null);

    public void Write(ReadOnlySpan<byte> text) => Csv.Write(Encoding.UTF8.GetString(text));

    public void Write(long number) => Csv.Write(number.ToString(CultureInfo.InvariantCulture));

    public void Write(decimal number) => Csv.Write(number.ToString("0.############", CultureInfo.InvariantCulture));

    public void Write(DateOnly day) => Csv.Write(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void EndRow() => Csv.EndRow();

    public void EndTable()
    {
        _csv = null;
        _text?.Dispose();
        _text = null;
    }

    public void Complete() => folder.Complete();

    public void Dispose()
    {
        _text?.Dispose();
        folder.Dispose();
    }
}
