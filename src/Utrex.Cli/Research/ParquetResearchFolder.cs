using Parquet;
using Parquet.Schema;
using Utrex.Cli.Terminal;
using Utrex.Statewide.Research;

namespace Utrex.Cli.Research;

/// <summary>
/// A folder with a Parquet file for each table. Parquet stands by columns: rows wait in them until there are enough for a group. What the table and its columns mean is in the metadata of
/// the file too, so that it can be read alone.
/// </summary>
internal sealed class ParquetResearchFolder(OutputFolder folder) : IResearchOutput
{
    // Of the widest table a few thousand rows: tens of megabytes.
    private const int MostValues = 1 << 19;

    // What every reader knows.
    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Snappy };

    private FileStream? _file;
    private ParquetWriter? _writer;
    private ParquetColumn[] _columns = [];
    private int _column;
    private int _rows;

    public void BeginTable(ResearchTable table)
    {
        _columns = [.. table.Columns.Select(ParquetColumn.Of)];
        (_column, _rows) = (0, 0);
        _file = new FileStream(Path.Combine(folder.Path, table.Name + ".parquet"), FileMode.CreateNew);
        _writer = Done(ParquetWriter.CreateAsync(new ParquetSchema(_columns.Select(column => column.Field)), _file, Options));
        _writer.CustomMetadata = table.Columns.Select(column => KeyValuePair.Create("column." + column.Name, column.Definition)).Prepend(KeyValuePair.Create("table", table.Definition)).ToDictionary(StringComparer.Ordinal);
    }

    public void WriteNull() => _columns[_column++].AddNull();

    public void Write(ReadOnlySpan<byte> text) => _columns[_column++].Add(text);

    public void Write(long number) => _columns[_column++].Add(number);

    public void Write(decimal number) => _columns[_column++].Add(number);

    public void Write(DateOnly day) => _columns[_column++].Add(day);

    public void EndRow()
    {
        _column = 0;
        if (++_rows * _columns.Length >= MostValues)
        {
            WriteGroup();
        }
    }

    public void EndTable()
    {
        WriteGroup();
        Close();
    }

    public void Complete() => folder.Complete();

    public void Dispose()
    {
        // What is not complete goes with its folder; its end need not be written.
        _file?.Dispose();
        folder.Dispose();
    }

    private void WriteGroup()
    {
        if (_rows == 0)
        {
            return;
        }

        using (var group = _writer!.CreateRowGroup())
        {
            foreach (var column in _columns)
            {
                Done(column.WriteAsync(group));
            }
        }

        _rows = 0;
    }

    private void Close()
    {
        Done(_writer!.DisposeAsync());
        _file!.Dispose();
        (_writer, _file) = (null, null);
    }

    // The file is written at once: nothing is waited for.
    private static T Done<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Done(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
