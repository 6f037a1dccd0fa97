using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah;

/// <summary>One CSV file of reference data: RFC 4180, UTF-8, with a header row; columns by name, in any order. Its values are bytes.</summary>
internal sealed class ReferenceFile : IDisposable
{
    private const int LongestField = 10_000;
    private const int LongestHeader = 1000;
    private const int MostRows = 10_000_000;
    private const string NoCsv = "the row is not valid CSV (RFC 4180): check its quotes.";

    private readonly CsvReader _csv;
    private readonly string _path;
    private readonly string[] _header;
    private readonly List<string> _missing = [];
    private int _rows;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ReferenceDataException">The file is empty or is no CSV.</exception>
    public ReferenceFile(string path)
    {
        _path = path;
        _csv = CsvReader.Open(path, LongestField);
        try
        {
            _header = ReadHeader();
        }
        catch
        {
            _csv.Dispose();
            throw;
        }
    }

    /// <summary>A column, asked for before the first row is read; if it is missing, that row will say so, and which other ones are.</summary>
    public Column Find(string name)
    {
        var column = FindIfAny(name);
        if (column.Index < 0)
        {
            _missing.Add(name);
        }

        return column;
    }

    /// <summary>A column that no rule needs: where it is missing, all of it is blank.</summary>
    public Column FindIfAny(string name) => new(name, Array.FindIndex(_header, column => column.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="ReferenceDataException">The file cannot be read as what it should be.</exception>
    public bool Read(CancellationToken cancellationToken)
    {
        if (_missing.Count > 0)
        {
            throw Error($"{(_missing.Count == 1 ? "the column" : "the columns")} {string.Join(", ", _missing)} {(_missing.Count == 1 ? "is" : "are")} missing; the file has {PrintableText.Of(string.Join(", ", _header), LongestHeader)}.");
        }

        if (!Advance())
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _rows++ < MostRows ? true : throw Error($"the file has more than {MostRows} rows, the most that a register may have.");
    }

    /// <summary>A text; empty for a blank.</summary>
    public ReadOnlySpan<byte> Text(Column column)
    {
        if (column.Index < 0)
        {
            return [];
        }

        if (column.Index >= _csv.Count)
        {
            throw Error($"the row ends before the column {column.Name}.");
        }

        return _csv.IsWellFormed(column.Index) ? _csv[column.Index] : throw Error(NoCsv);
    }

    /// <summary>A text that must be there.</summary>
    /// <param name="column">The column.</param>
    /// <param name="digits">The digits of a number that must have all of them; 0 for any text.</param>
    public ReadOnlySpan<byte> Key(Column column, int digits = 0)
    {
        var text = Number(column, digits);
        return text.IsEmpty ? throw Error($"the column {column.Name} is blank; a value was expected.") : text;
    }

    /// <summary>The number of a LEA, a school or a course, of so many digits; empty for a blank. A spreadsheet takes it for a quantity and drops its leading zeros.</summary>
    public ReadOnlySpan<byte> Number(Column column, int digits)
    {
        var text = Text(column);
        return text.IsEmpty || text.Length >= digits || text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? text
            : throw Error($"{Quote(text)} in the column {column.Name} has lost its leading {(digits - text.Length == 1 ? "zero" : "zeros")}: {digits} digits were expected. A spreadsheet does so when it saves a file; export the register again.");
    }

    /// <summary>A flag: Y or 1, N or 0; a blank is no.</summary>
    public bool Flag(Column column)
    {
        var text = Text(column);
        return text switch
        {
            [] or [(byte)'N' or (byte)'n' or (byte)'0'] => false,
            [(byte)'Y' or (byte)'y' or (byte)'1'] => true,
            _ => throw Error($"{Quote(text)} in the column {column.Name} is no flag; Y, N, 1 or 0 was expected."),
        };
    }

    /// <summary>A year.</summary>
    public int? Year(Column column)
    {
        var text = Text(column);
        if (text.IsEmpty)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && SubmissionContext.IsSchoolYear(year)
            ? year
            : throw Error($"{Quote(text)} in the column {column.Name} is no year; four digits were expected.");
    }

    /// <summary>A day as YYYYMMDD.</summary>
    public DateOnly? Day(Column column)
    {
        var text = Text(column);
        return Scalars.Date(text) switch
        {
            { IsBlank: true } => null,
            { HasValue: true } day => day.Value,
            _ => throw Error($"{Quote(text)} in the column {column.Name} is no date; YYYYMMDD was expected."),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    private string[] ReadHeader()
    {
        if (!Advance())
        {
            throw new ReferenceDataException(_path, 1, "the file is empty; a header row with the names of the columns was expected.");
        }

        var header = new string[_csv.Count];
        for (var i = 0; i < header.Length; i++)
        {
            header[i] = _csv.IsWellFormed(i) ? Encoding.UTF8.GetString(_csv[i]) : throw Error(NoCsv);
        }

        return header;
    }

    private bool Advance()
    {
        try
        {
            return _csv.Read();
        }
        catch (InvalidDataException e)
        {
            throw Error(e.Message, e);
        }
    }

    private static string Quote(ReadOnlySpan<byte> text) => PrintableText.Quote(Encoding.UTF8.GetString(text));

    private ReferenceDataException Error(string problem, Exception? cause = null) => new(_path, Math.Max(1, _csv.Line), problem, cause);

    /// <summary>A column of the file.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Column(string Name, int Index);
}
