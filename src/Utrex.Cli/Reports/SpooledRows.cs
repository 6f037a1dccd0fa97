using System.Text;
using Utrex.Documents;

namespace Utrex.Cli.Reports;

/// <summary>Rows of a sheet that wait in a temporary file, which nobody else can read, until their turn has come: sheets are written one after another.</summary>
/// <param name="columns">How many values a row has.</param>
internal sealed class SpooledRows(int columns) : IDisposable
{
    private readonly FileStream _file = TemporaryFile.Create();
    private BinaryWriter? _writer;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a row.</summary>
    public void Add(IEnumerable<string?> values)
    {
        _writer ??= new BinaryWriter(_file, Encoding.Unicode, leaveOpen: true);
        foreach (var value in values)
        {
            _writer.Write(value ?? "");
        }

        Count++;
    }

    /// <summary>The rows in their order.</summary>
    public IEnumerable<string[]> Read()
    {
        _writer?.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.Unicode, leaveOpen: true);
        var row = new string[columns];
        for (var i = 0; i < Count; i++)
        {
            for (var column = 0; column < columns; column++)
            {
                row[column] = reader.ReadString();
            }

            yield return row;
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _file.Dispose();
    }
}
