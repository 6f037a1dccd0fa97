using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
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
    private readonly RowBudget _budget;
    private readonly string _path;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private List<string>? _missing;

    private ReferenceFile(string path)
    {
        _path = path;
        _budget = new RowBudget(new StreamReader(path));
        _csv = new CsvReader(_budget, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            MaxFieldSize = LongestField,

            // What the parser says travels in our exceptions: rows hold names.
            ExceptionMessagesContainRawData = false,
            TrimOptions = TrimOptions.Trim,
        });
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

        try
        {
            var value = _csv.GetField(_columns[column]);
            return string.IsNullOrEmpty(value) ? null : Shared(value);
        }
        catch (CsvHelper.MissingFieldException e)
        {
            throw Error($"the row ends before the column {column}.", e);
        }
        catch (CsvHelperException e)
        {
            throw Error(NoCsv, e);
        }
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
        try
        {
            _csv.ReadHeader();
        }
        catch (CsvHelperException e)
        {
            throw Error(NoCsv, e);
        }

        for (var i = 0; i < _csv.HeaderRecord!.Length; i++)
        {
            _columns.TryAdd(_csv.HeaderRecord[i].Trim(), i);
        }
    }

    /// <summary>A file may have no rows, and then nobody asks for a column: a row that is not there is read, to see which are asked for.</summary>
    private void DemandColumns<T>(Func<ReferenceFile, T> row)
    {
        _missing = [];
        row(this);
        if (_missing.Count > 0)
        {
            throw Error($"{(_missing.Count == 1 ? "the column" : "the columns")} {string.Join(", ", _missing)} {(_missing.Count == 1 ? "is" : "are")} missing; the file has {PrintableText.Of(string.Join(", ", _csv.HeaderRecord!), LongestHeader)}.");
        }

        _missing = null;
    }

    private bool Advance()
    {
        try
        {
            _budget.Renew();
            return _csv.Read();
        }
        catch (MaxFieldSizeException e)
        {
            throw Error($"a value has more than {LongestField} characters: check the quotes around it.", e);
        }
        catch (InvalidDataException e)
        {
            throw Error(e.Message, e);
        }
        catch (CsvHelperException e)
        {
            throw Error(NoCsv, e);
        }
    }

    /// <summary>The text as it came first: names and numbers recur, and a state's students share a few thousand.</summary>
    private string Shared(string text)
    {
        if (!_texts.TryGetValue(text, out var known))
        {
            _texts.Add(text);
            known = text;
        }

        return known;
    }

    private ReferenceDataException Error(string problem, Exception? cause = null) => new(_path, Math.Max(1, _csv.Parser.RawRow), problem, cause);
}
