using System.Text;
using Utrex.Sdk;
using Utrex.Sdk.Codes;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Summing;

/// <summary>A line of a summary: how many, of what, in which school.</summary>
/// <param name="Section">What is counted.</param>
/// <param name="School">The school's number.</param>
/// <param name="Key">The code or the name of what is counted.</param>
/// <param name="Title">The same in words.</param>
/// <param name="Count">How many students, or days.</param>
internal sealed record SummaryLine(string Section, string School, string Key, string Title, long Count);

/// <summary>
/// The counts that a clerk compares with the state's reports, of a batch and a count day. A student counts in a school on a day if the
/// record begins by then and has no exit date by then: an exit date is the day after the last day (S1 Exit Date, Note 1). A student counts
/// once in a school, however many records there are.
/// </summary>
internal sealed class EnrollmentSummary(DateOnly day)
{
    private const string Race = "race and ethnicity";

    // One field is one category of the federal roll-up; Hispanic comes first, and two or more are one category of their own.
    private static readonly FieldInfo[] Races =
    [
        .. new[]
        {
            nameof(StudentRecord.AmericanIndianOrAlaskaNative), nameof(StudentRecord.Asian), nameof(StudentRecord.BlackOrAfricanAmerican),
            nameof(StudentRecord.NativeHawaiianOrPacificIslander), nameof(StudentRecord.White),
        }.Select(StudentRecord.Info.FindProperty),
    ];

    private static readonly FieldInfo Hispanic = StudentRecord.Info.FindProperty(nameof(StudentRecord.Ethnicity));

    private readonly Dictionary<(string Section, string School, string Key), (string Title, long Count)> _counts = [];
    private readonly HashSet<(string Section, string School, string Student)> _seen = [];
    private readonly HashSet<string> _students = new(StringComparer.Ordinal);
    private readonly HashSet<(string School, string Student)> _enrolled = [];
    private readonly List<(string School, string Student, ScramTime Time)> _scram = [];
    private string _school = "";

    /// <summary>The number of students of all schools, each counted once.</summary>
    public int Students => _students.Count;

    /// <summary>The number of lines that are no record and so are not counted.</summary>
    public int Refused { get; private set; }

    /// <summary>The counts, by section, school and code.</summary>
    public IEnumerable<SummaryLine> Lines => _counts
        .Select(entry => new SummaryLine(entry.Key.Section, entry.Key.School, entry.Key.Key, entry.Value.Title, entry.Value.Count))
        .OrderBy(line => line.Section, StringComparer.Ordinal)
        .ThenBy(line => line.School, StringComparer.Ordinal)
        .ThenBy(line => line.Key, StringComparer.Ordinal);

    /// <summary>Counts a batch.</summary>
    public void Read(BatchReader reader)
    {
        while (reader.Read())
        {
            if (reader.Record == SchoolRecord.Info)
            {
                _school = Text(new SchoolView(reader.Current).SchoolNumber);
            }
            else if (reader.Record == StudentRecord.Info)
            {
                Add(new StudentView(reader.Current));
            }
            else if (reader.Record == ScramRecord.Info)
            {
                Add(new ScramView(reader.Current));
            }
            else if (reader.Record == YouthInCareRecord.Info)
            {
                var care = new YouthInCareView(reader.Current);
                if (!care.ExcludeYicMembership.HasValue)
                {
                    AddDays("membership days, Youth in Care", Or(care.SchoolNumber), care.Time, care.YicMembership);
                }
            }
        }

        Refused += reader.RecordsRefused;

        // A special education record may stand before its student's own.
        foreach (var (school, student, time) in _scram.Where(record => _enrolled.Contains((record.School, record.Student))))
        {
            Count("special education by time", school, time.Code, time.Meaning, student);
        }
    }

    private void Add(StudentView student)
    {
        if (student.ResidentStatus.GetValueOrDefault() == ResidentStatus.ChangeRecord)
        {
            return;
        }

        var school = Or(student.SchoolNumber);
        if (student.SchoolMembership is { HasValue: true, Value.Number: { } days })
        {
            AddDays("membership days, regular", school, "", "days", (long)days);
        }

        if (!IsOpen(student.EntryDate, student.ExitDate))
        {
            return;
        }

        var number = Text(student.StudentNumber);
        _students.Add(number);
        _enrolled.Add((school, number));
        var grade = student.GradeLevel.GetValueOrDefault();
        Count("enrolment by grade", school, grade.Code, grade.Meaning, number);
        var (race, title) = RaceOf(student);
        Count(Race, school, race, title, number);
        if (student.EconomicDisadvantaged is { HasValue: true, Value: var need })
        {
            Count("economically disadvantaged", school, need.Code, need.Meaning, number);
        }

        if (student.LimitedEnglish is { HasValue: true, Value: { IsEnglishLearner: true } language })
        {
            Count("English learners", school, language.Code, language.Meaning, number);
        }
    }

    private void Add(ScramView record)
    {
        var school = Or(record.SchoolNumber);
        if (record.Time is not { HasValue: true, Value: var time })
        {
            return;
        }

        AddDays("membership days, special education", school, record.Time, record.ScramMembership);
        if (IsOpen(record.ScramEntryDate, record.ScramExitDate))
        {
            _scram.Add((school, Text(record.StudentNumber), time));
        }
    }

    private bool IsOpen(FieldValue<DateOnly> entry, FieldValue<DateOnly> exit) =>
        entry is { HasValue: true, Value: var first } && first <= day && (!exit.HasValue || exit.Value > day);

    /// <summary>The federal roll-up: Hispanic of any race, else the one race, else two or more.</summary>
    private static (string Key, string Title) RaceOf(StudentView student)
    {
        if (student.Ethnicity.GetValueOrDefault() == YesNo.Yes)
        {
            return (Hispanic.Name, "Hispanic or Latino, of any race");
        }

        FieldInfo? only = null;
        foreach (var race in Races)
        {
            if (!student.Line.Field(race).IsEmpty)
            {
                if (only is not null)
                {
                    return ("TWO OR MORE", "two or more races");
                }

                only = race;
            }
        }

        return only is null ? ("NONE", "no race given") : (only.Name, only.Title);
    }

    private void AddDays<TCode>(string section, string school, FieldValue<TCode> time, FieldValue<int> days)
        where TCode : struct, ICode<TCode>
    {
        if (time.HasValue && days.HasValue)
        {
            AddDays(section, school, time.Value.Code, time.Value.Meaning, days.Value);
        }
    }

    private void AddDays(string section, string school, string key, string title, long days)
    {
        var total = _counts.GetValueOrDefault((section, school, key));
        _counts[(section, school, key)] = (title, total.Count + days);
    }

    private void Count(string section, string school, string key, string title, string student)
    {
        if (_seen.Add((section, school, student)))
        {
            AddDays(section, school, key, title, 1);
        }
    }

    /// <summary>The record's own school, else that of the SC record that it follows.</summary>
    private string Or(ReadOnlySpan<byte> school) => school.IsEmpty ? _school : Text(school);

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
