using Utrex.Sdk.Specification;

namespace Utrex.Cli.Summing;

/// <summary>What a section of a summary tells apart.</summary>
/// <param name="Key">The code or the name.</param>
/// <param name="Heading">What stands above the column.</param>
/// <param name="Title">The same in words.</param>
internal sealed record SummaryKey(string Key, string Heading, string Title)
{
    /// <summary>Fields that are blank.</summary>
    public const string NoneGiven = "none given";

    /// <summary>Fields with something that is no code.</summary>
    public const string Unreadable = "unreadable";
}

/// <summary>
/// One table of a summary: students or days, by school and key. A student counts once in a school, and once in all schools together: a key's
/// total may be less than the sum of the schools.
/// </summary>
internal sealed class SummarySection
{
    private readonly List<SummaryKey> _keys;
    private readonly Dictionary<(string School, string Key), long> _counts = [];
    private readonly HashSet<(string School, string Student)> _seen = [];
    private readonly Dictionary<string, HashSet<string>> _students = new(StringComparer.Ordinal);
    private readonly bool _countsStudents;

    /// <summary>A section.</summary>
    /// <param name="name">What is counted.</param>
    /// <param name="countsStudents">Whether students are counted, and not days.</param>
    /// <param name="keys">The keys in their order; those for blanks and unreadable values come last.</param>
    public SummarySection(string name, bool countsStudents, IEnumerable<SummaryKey> keys)
    {
        Name = name;
        _countsStudents = countsStudents;
        _keys =
        [
            .. keys,
            new SummaryKey(SummaryKey.NoneGiven, SummaryKey.NoneGiven, "the field is blank"),
            new SummaryKey(SummaryKey.Unreadable, SummaryKey.Unreadable, "the field has something else than a code"),
        ];
    }

    /// <summary>What is counted.</summary>
    public string Name { get; }

    /// <summary>The keys that occur, in their order.</summary>
    public IEnumerable<SummaryKey> Keys => _keys.Where(key => _counts.Keys.Any(count => string.Equals(count.Key, key.Key, StringComparison.Ordinal)));

    /// <summary>The schools that occur, by number.</summary>
    public IEnumerable<string> Schools => _counts.Keys.Select(count => count.School).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The count of a school and a key.</summary>
    public long this[string school, string key] => _counts.GetValueOrDefault((school, key));

    /// <summary>The keys of a code table, in its order.</summary>
    public static IEnumerable<SummaryKey> KeysOf(CodeTableInfo table) => table.Codes.Select(code => new SummaryKey(code.Code, code.Code, code.Meaning));

    /// <summary>Counts a student, if the school has not counted the student yet.</summary>
    public void Count(string school, string key, string student)
    {
        if (!_seen.Add((school, student)))
        {
            return;
        }

        Add(school, key, 1);
        if (!_students.TryGetValue(key, out var students))
        {
            _students[key] = students = new HashSet<string>(StringComparer.Ordinal);
        }

        students.Add(student);
    }

    /// <summary>Adds days.</summary>
    public void Add(string school, string key, long days) => _counts[(school, key)] = this[school, key] + days;

    /// <summary>The count of all schools together.</summary>
    public long TotalOf(string key) => _countsStudents
        ? _students.TryGetValue(key, out var students) ? students.Count : 0
        : _counts.Where(count => string.Equals(count.Key.Key, key, StringComparison.Ordinal)).Sum(count => count.Value);

    /// <summary>The count of all keys together, in a school.</summary>
    public long TotalOfSchool(string school) => _counts.Where(count => string.Equals(count.Key.School, school, StringComparison.Ordinal)).Sum(count => count.Value);

    /// <summary>The count of all schools and keys together.</summary>
    public long Total => _countsStudents ? _seen.Select(seen => seen.Student).Distinct(StringComparer.Ordinal).Count() : _counts.Values.Sum();
}
