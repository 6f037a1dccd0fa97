using System.Buffers;
using System.Globalization;
using System.Text;
using Utrex.Sdk.Codes;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Collecting;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif;

/// <summary>
/// Collects SIF 2.4 objects into a batch, as the state's Data Collector does: <see cref="Add"/> each file, then <see cref="Write"/> the
/// records. Objects may come in any order, in messages, under any wrapper or bare; they wait in a temporary file.
/// </summary>
public sealed class SifCollector : IDisposable
{
    private const int MostProblems = 10_000;
    private const int FlushEvery = 256;

    private readonly SifCollectorOptions _options;
    private readonly ObjectDirectory _directory = new();
    private readonly List<string> _files = [];
    private readonly List<SifProblem> _problems = [];
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _objects = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly List<long> _lines = [];
    private readonly List<int> _schoolOfLine = [];
    private RecordAssembly? _assembly;
    private RecordOrder? _order;
    private DateTime? _asOf;
    private string _schoolYear = "";
    private int _currentSchool = -1;
    private long _place;
    private bool _isBroken;

    /// <summary>A collector without objects.</summary>
    public SifCollector(SifCollectorOptions? options = null) => _options = options ?? new SifCollectorOptions();

    /// <summary>What could not be read or put together: the first ten thousand, and whatever ends a file or the batch.</summary>
    public IReadOnlyList<SifProblem> Problems => _problems;

    /// <summary>The number of all problems.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>The number of problems that are errors.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>The elements that carry nothing for the state, by object and name, and how many there were.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => _leftOut;

    /// <summary>The objects read, by name.</summary>
    public IReadOnlyDictionary<string, int> Objects => _objects;

    /// <summary>Reads the objects of a file.</summary>
    /// <param name="stream">Its XML.</param>
    /// <param name="file">Its name, for what is reported.</param>
    /// <returns>Whether all of it could be read.</returns>
    /// <exception cref="InvalidOperationException">The records have been written already.</exception>
    public bool Add(Stream stream, string file)
    {
        if (_order is not null)
        {
            throw new InvalidOperationException("The records have been written; collect further files with another collector.");
        }

        _isBroken = false;
        _files.Add(file);
        using var reader = new SifXmlReader(stream, file, _files.Count - 1, Report);
        while (reader.Read() is { } item)
        {
            _objects[item.Shape.Name] = _objects.GetValueOrDefault(item.Shape.Name) + 1;
            if (YearOf(item) is { } year && string.CompareOrdinal(year, _schoolYear) > 0)
            {
                _schoolYear = year;
            }

            if (!item.Shape.Name.Equals("StudentAttendanceSummary", StringComparison.Ordinal) && ObjectDirectory.IdOf(item) is null)
            {
                Report(item, "a RefId of its own");
                continue;
            }

            _directory.Add(item, reader.Action);
        }

        foreach (var (name, count) in reader.LeftOut)
        {
            _leftOut[name] = _leftOut.GetValueOrDefault(name) + count;
        }

        if (DateTimeOffset.TryParse(reader.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && (_asOf is null || time.DateTime > _asOf))
        {
            _asOf = time.DateTime;
        }

        return !_isBroken;
    }

    /// <summary>Writes the records in the order of a batch.</summary>
    /// <param name="writer">Takes the records.</param>
    /// <param name="flush">Called now and then, so that the output can be sent on.</param>
    /// <returns>The number of records.</returns>
    public int Write(BatchWriter writer, Action? flush = null)
    {
        _directory.Freeze();
        _order = RecordOrder.Of(_directory, Report);
        _assembly = new RecordAssembly(_directory);
        if (_order.Schools.Count == 0)
        {
            Report(new SifProblem(_files.Count > 0 ? _files[0] : "", 0, 0, FileRules.SifNoDistrict, "Objects read: " + (_objects.Count == 0 ? "none" : string.Join(", ", _objects.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"))))));
            return 0;
        }

        var places = _order.Places;
        var pending = 0;
        RecordTaker take = (record, values) => Take(writer, record, values);

        // A batch has one LEA: where there are several, each begins one of its own in the file, which a rule will report.
        foreach (var lea in _order.Schools.Select((school, i) => (School: school, Number: i)).GroupBy(item => item.School.Lea, StringComparer.Ordinal))
        {
            WriteDistrict(writer, lea.First().School);
            foreach (var (school, number) in lea)
            {
                (_currentSchool, _place) = (number, school.Place);
                _assembly.BeginSchool(school, take);
                for (var at = First(places, number); at < places.Count && places[at].School == number; at++)
                {
                    _place = places[at].Place;
                    _assembly.Make(_directory.Load(_place), take);
                    if (++pending % FlushEvery == 0)
                    {
                        flush?.Invoke();
                    }
                }
            }
        }

        return _lines.Count;
    }

    /// <summary>Where in SIF the record in a line of the batch comes from.</summary>
    /// <param name="line">The line, 1-based.</param>
    /// <param name="field">The field that is asked for, or <see langword="null"/> for the record.</param>
    /// <returns>The object, or <see langword="null"/> for the district record, which is made of all.</returns>
    public SifOrigin? FindOrigin(int line, FieldInfo? field = null)
    {
        if (line < 1 || line > _lines.Count || _lines[line - 1] < 0)
        {
            return null;
        }

        var item = _directory.Load(_lines[line - 1]);
        var school = _schoolOfLine[line - 1];
        if (field is not null && _currentSchool != school)
        {
            _assembly!.BeginSchool(_order!.Schools[school], static (_, _) => { });
            _currentSchool = school;
        }

        var found = item;
        if (field is not null)
        {
            var related = _assembly!.Related(item);
            found = SifMap.Records.SelectMany(map => map.Bindings).FirstOrDefault(binding => binding.Field == field) is { } binding
                ? binding.Paths.Select(path => related[path.Shape]).FirstOrDefault(candidate => candidate is not null) ?? item
                : item;
        }

        return new SifOrigin(_files[found.File], found.Line, found.Shape.Name, ObjectDirectory.IdOf(found));
    }

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => _directory.Dispose();

    private static string? YearOf(SifObject item) =>
        item.Shape == StudentSchoolEnrollmentShape.Shape ? item[StudentSchoolEnrollmentShape.SchoolYear]
        : item.Shape == CalendarSummaryShape.Shape ? item[CalendarSummaryShape.SchoolYear]
        : null;

    private static int First(IReadOnlyList<RecordPlace> places, int school)
    {
        var low = 0;
        var high = places.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = places[middle].School < school ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void WriteDistrict(BatchWriter writer, School school)
    {
        var time = _options.AsOf ?? _asOf ?? _options.AsOfWithoutTimestamp ?? DateTime.Now;
        var asOf = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond));
        var year = _options.SchoolYear ?? (int.TryParse(_schoolYear, NumberStyles.None, CultureInfo.InvariantCulture, out var sent) ? sent : UtrexSpecification.Current.EndingYear);
        writer.Write(new DistrictRecord
        {
            LeaNumber = school.Lea,
            SchoolYear = year,
            WhichMonth = Month.All[asOf.Month - 1],
            SisAsOfDate = asOf,
        });
        _lines.Add(-1);
        _schoolOfLine.Add(-1);
    }

    /// <summary>Writes a record of the object at hand.</summary>
    private void Take(BatchWriter writer, RecordInfo record, string[] values)
    {
        _line.ResetWrittenCount();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                _line.Write("\t"u8);
            }

            if (values[i].Length > 0)
            {
                Encoding.UTF8.GetBytes(Plain(values[i], record.Fields[i]), _line);
            }
        }

        Span<int> ends = stackalloc int[values.Length + 1];
        writer.Write(RecordLine.Parse(_line.WrittenSpan, ends), record);
        _lines.Add(_place);
        _schoolOfLine.Add(_currentSchool);
    }

    /// <summary>A value without what no line of a batch can hold.</summary>
    private string Plain(string value, FieldInfo field)
    {
        if (!value.AsSpan().ContainsAnyInRange('\0', '\u001F'))
        {
            return value;
        }

        var item = _directory.Load(_place);
        Report(new SifProblem(_files[item.File], item.Line, 0, FileRules.SifLineBreak, $"{item.Shape.Name} {ObjectDirectory.IdOf(item)}: {field.Name}"));
        return string.Create(value.Length, value, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }

    private void Report(SifObject item, string missing) =>
        Report(new SifProblem(_files[item.File], item.Line, 0, FileRules.SifMissingObject, $"{item.Shape.Name} {ObjectDirectory.IdOf(item) ?? "without RefId"} needs {missing}"));

    private void Report(SifProblem problem)
    {
        ProblemCount++;
        ErrorCount += problem.Rule.Severity == Severity.Error ? 1 : 0;
        _isBroken |= problem.IsFatal;
        if (_problems.Count < MostProblems || problem.IsFatal || problem.Rule == FileRules.SifNoDistrict)
        {
            _problems.Add(problem);
        }
    }
}
