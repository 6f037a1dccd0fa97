namespace Utrex.Cli.Sampling.Violations;

/// <summary>The records of a clean sample, those of the batch and behind them the spare ones, and what they have to do with each other.</summary>
internal sealed class SampleRecords
{
    private const int NoSchool = -1;
    private const int ExamplesOfSchool = 2;

    private readonly List<EditableRecord> _records;
    private readonly List<int> _schools;
    private readonly Dictionary<string, int> _schoolOfNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _ofStudent = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), List<int>> _ofIncident = [];
    private readonly Dictionary<(string, string, string), List<int>> _ofClass = [];
    private readonly Dictionary<int, List<int>> _ofSchool = [];

    /// <summary>Records, and further ones behind them.</summary>
    /// <param name="smaller">The records so far; with them, those of the batch are spare.</param>
    /// <param name="batch">The records to add.</param>
    public SampleRecords(SampleRecords? smaller, EditableBatch batch)
    {
        _records = [.. smaller?._records ?? []];
        _schools = [.. smaller?._schools ?? []];
        for (var number = 0; number < _records.Count; number++)
        {
            Index(number);
        }

        var school = NoSchool;
        foreach (var record in batch.Records)
        {
            if (record.Info == SchoolRecord.Info)
            {
                school = RecordLinks.SchoolOf(record) is { } known ? _schoolOfNumber.GetValueOrDefault(known, _records.Count) : _records.Count;
            }

            // The spare students of a school come into it as it is, and into the classes that it has.
            if (smaller is null || !IsThere(record))
            {
                _records.Add(record);
                _schools.Add(school);
                Index(_records.Count - 1);
            }
        }

        FirstSpare = smaller?.FirstSpare ?? _records.Count;
        Frame = smaller?.Frame ?? [.. Enumerable.Range(0, FirstSpare).Where(number => _schools[number] == NoSchool || _schools[number] == number)];
        FirstSchool = smaller?.FirstSchool ?? _schools[_records.FindIndex(record => record.Info == StudentRecord.Info)];
    }

    /// <summary>How many records there are.</summary>
    public int Count => _records.Count;

    /// <summary>The number of the first spare record.</summary>
    public int FirstSpare { get; }

    /// <summary>The records of the batch that are about the LEA and its schools.</summary>
    public IReadOnlyList<int> Frame { get; }

    /// <summary>The first school that has students.</summary>
    public int FirstSchool { get; }

    /// <summary>The record of a number.</summary>
    public EditableRecord this[int number] => _records[number];

    /// <summary>Whether a record is not in the batch unless a violation needs it.</summary>
    public bool IsSpare(int number) => number >= FirstSpare;

    /// <summary>The school record under which a record stands, itself for a school record, and a negative number for a record before all schools.</summary>
    public int SchoolOf(int number) => _schools[number];

    /// <summary>The record of the school with this number.</summary>
    public int? FindSchool(string number) => _schoolOfNumber.TryGetValue(number, out var school) ? school : null;

    /// <summary>The records that stand under a school record, and itself.</summary>
    public IReadOnlyList<int> OfSchool(int school) => _ofSchool.GetValueOrDefault(school) ?? [];

    /// <summary>The records of a student.</summary>
    public IReadOnlyList<int> OfStudent(string student) => _ofStudent.GetValueOrDefault(student) ?? [];

    /// <summary>The records of an incident.</summary>
    public IReadOnlyList<int> OfIncident((string Id, string School) incident) => _ofIncident.GetValueOrDefault(incident) ?? [];

    /// <summary>The record of a class and those of its students.</summary>
    public IReadOnlyList<int> OfClass((string Section, string Period, string School) key) => _ofClass.GetValueOrDefault(key) ?? [];

    /// <summary>The students without whom a school would not look like one: the first of its own, or where it has none spare ones.</summary>
    public IEnumerable<int> ExamplesOf(int school)
    {
        var students = OfSchool(school).Where(number => _records[number].Info == StudentRecord.Info);
        return students.TakeWhile(number => IsSpare(number) == IsSpare(students.First())).Take(ExamplesOfSchool);
    }

    /// <summary>Records in the order of the file: school by school, and in a school by their numbers.</summary>
    public IEnumerable<int> InOrder(IEnumerable<int> numbers) => numbers.OrderBy(SchoolOf).ThenBy(number => number);

    private bool IsThere(EditableRecord record) =>
        record.Info == DistrictRecord.Info
        || (record.Info == SchoolRecord.Info && RecordLinks.SchoolOf(record) is { } school && _schoolOfNumber.ContainsKey(school))
        || (record.Info == CourseMasterRecord.Info && RecordLinks.Of(record).Class is { } key && _ofClass.ContainsKey(key));

    private void Index(int number)
    {
        var record = _records[number];
        var links = RecordLinks.Of(record);
        Add(_ofStudent, links.Student, number);
        Add(_ofSchool, _schools[number], number);
        if (links.Incident is { } incident)
        {
            Add(_ofIncident, incident, number);
        }

        if (links.Class is { } key)
        {
            Add(_ofClass, key, number);
        }

        if (record.Info == SchoolRecord.Info && RecordLinks.SchoolOf(record) is { } school)
        {
            _schoolOfNumber.TryAdd(school, number);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> index, TKey? key, int number)
        where TKey : notnull
    {
        if (key is null)
        {
            return;
        }

        if (!index.TryGetValue(key, out var numbers))
        {
            numbers = [];
            index.Add(key, numbers);
        }

        numbers.Add(number);
    }
}
