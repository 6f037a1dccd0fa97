using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Utah;

/// <summary>One CSV file of reference data: RFC 4180, UTF-8, with a header row; columns by name, in any order.</summary>
internal sealed class ReferenceFile : IDisposable
{
    private const int LongestField = 10_000;
    private const int LongestHeader = 1000;
    private const int MostRows = 10_000_000;
    private const string NoCsv = "the row is not valid CSV (RFC 4180): check its quotes.";

    private readonly CsvReader _csv;
    private readonly string _path;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private string[] _header = [];
    private List<string>? _missing;

    private ReferenceFile(string path)
    {
        _path = path;
        _csv = new CsvReader(new StreamReader(path), LongestField);
    }

    /// <summary>Every row of a file, as something.</summary>
    /// <exception cref="ReferenceDataException">The file cannot be read as what it should be.</exception>
    public static IEnumerable<T> Read<T>(string path, Func<ReferenceFile, T> row, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        if (!file.Advance())
        {
            throw new ReferenceDataException(path, 1, "the file is empty; a header row with the names of the columns was expected.");
        }

        file.ReadHeader();
        file.DemandColumns(row);
        for (var count = 0; file.Advance(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return count < MostRows ? row(file) : throw file.Error($"the file has more than {MostRows} rows, the most that a register may have.");
        }
    }

    /// <summary>A text; <see langword="null"/> for a blank.</summary>
    public string? Text(string column)
    {
        if (_missing is not null)
        {
            if (!_columns.ContainsKey(column))
            {
                _missing.Add(column);
            }

            return null;
        }

        var index = _columns[column];
        if (index >= _csv.Count)
        {
            throw Error($"the row ends before the column {column}.");
        }

        return !_csv.IsWellFormed(index) ? throw Error(NoCsv) : _csv[index].IsEmpty ? null : Shared(_csv[index]);
    }

    /// <summary>A text that must be there.</summary>
    public string Key(string column) => Text(column) ?? (_missing is not null ? "" : throw Error($"the column {column} is blank; a value was expected."));

    /// <summary>A flag: Y or 1, N or 0; a blank is no.</summary>
    public bool Flag(string column) => Text(column) switch
    {
        null or "N" or "n" or "0" => false,
        "Y" or "y" or "1" => true,
        var value => throw Error($"{PrintableText.Quote(value)} in the column {column} is no flag; Y, N, 1 or 0 was expected."),
    };

    /// <summary>A year.</summary>
    public int? Year(string column) => Text(column) switch
    {
        null => null,
        var value when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && SubmissionContext.IsSchoolYear(year) => year,
        var value => throw Error($"{PrintableText.Quote(value)} in the column {column} is no year; four digits were expected."),
    };

    /// <summary>A day as YYYYMMDD.</summary>
    public DateOnly? Day(string column) => Text(column) switch
    {
        null => null,
        var value when DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var value => throw Error($"{PrintableText.Quote(value)} in the column {column} is no date; YYYYMMDD was expected."),
    };

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    private void ReadHeader()
    {
        _header = [.. Enumerable.Range(0, _csv.Count).Select(i => _csv.IsWellFormed(i) ? _csv[i].ToString() : throw Error(NoCsv))];
        for (var i = 0; i < _header.Length; i++)
        {
            _columns.TryAdd(_header[i].Trim(), i);
        }
    }

    /// <summary>A file may have no rows, and then nobody asks for a column: a row that is not there is read, to see which are asked for.</summary>
    private void DemandColumns<T>(Func<ReferenceFile, T> row)
    {
        _missing = [];
        row(this);
        if (_missing.Count > 0)
        {
            throw Error($"{(_missing.Count == 1 ? "the column" : "the columns")} {string.Join(", ", _missing)} {(_missing.Count == 1 ? "is" : "are")} missing; the file has {PrintableText.Of(string.Join(", ", _header), LongestHeader)}.");
        }

        _missing = null;
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

    /// <summary>The text as it came first: names and numbers recur, and a state's students share a few thousand.</summary>
    private string Shared(ReadOnlySpan<char> text)
    {
        if (!_texts.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _texts.Set.Add(known);
        }

        return known;
    }

    private ReferenceDataException Error(string problem, Exception? cause = null) => new(_path, Math.Max(1, _csv.Line), problem, cause);
}
