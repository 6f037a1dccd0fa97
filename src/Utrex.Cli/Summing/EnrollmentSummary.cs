using System.Text;
using Utrex.Sdk.Codes;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Summing;

/// <summary>
/// The counts that a clerk compares with the state's reports, of a batch and a count day. A student counts in a school on a day if the
/// record begins by then and has no exit date by then: an exit date is the day after the last day (S1 Exit Date, Note 1). What cannot be
/// counted is named.
/// </summary>
internal sealed class EnrollmentSummary(DateOnly day)
{
    private const string Days = "days";

    private readonly SummarySection _grades = new("enrolment by grade", countsStudents: true, SummarySection.KeysOf(GradeLevel.Table));
    private readonly SummarySection _races = new("race and ethnicity", countsStudents: true, RaceRollUp.Keys);
    private readonly SummarySection _need = new("economically disadvantaged", countsStudents: true, SummarySection.KeysOf(EconomicDisadvantaged.Table));
    private readonly SummarySection _learners = new("English learners", countsStudents: true, SummarySection.KeysOf(LimitedEnglish.Table));
    private readonly SummarySection _scram = new("special education by time", countsStudents: true, SummarySection.KeysOf(ScramTime.Table));
    private readonly SummarySection _regularDays = new("membership days, regular", countsStudents: false, [new SummaryKey(Days, Days, "days of school membership")]);
    private readonly SummarySection _scramDays = new("membership days, special education", countsStudents: false, SummarySection.KeysOf(ScramTime.Table));
    private readonly SummarySection _careDays = new("membership days, Youth in Care", countsStudents: false, SummarySection.KeysOf(YicTime.Table));
    private readonly SummarySection _otherDays = new(
        "membership days where the school is not one of record (in no total)",
        countsStudents: false,
        [new SummaryKey("S1", "regular", "school membership"), new SummaryKey("S2", "special ed.", "special education"), new SummaryKey("S3", "Youth in Care", "Youth in Care")]);

    private readonly SortedDictionary<string, int> _notCounted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _students = new(StringComparer.Ordinal);
    private readonly HashSet<(string School, string Student)> _enrolled = [];
    private readonly HashSet<(string School, string Student)> _known = [];

    // Whether a school is none of record for a student: all of the student's records there say so.
    private readonly Dictionary<(string School, string Student), bool> _isNotOfRecord = [];

    // Records of services may stand before those of their students.
    private readonly List<(string School, string Student, string Time)> _open = [];
    private readonly List<(SummarySection Section, string Record, string School, string Student, string Time, int Days)> _services = [];
    private string _school = "";

    /// <summary>The number of students of all schools, each counted once.</summary>
    public int Students => _students.Count;

    /// <summary>What is counted, in the order in which one reads it; only sections in which there is something.</summary>
    public IEnumerable<SummarySection> Sections =>
        new[] { _grades, _races, _need, _learners, _scram, _regularDays, _scramDays, _careDays, _otherDays }.Where(section => section.Schools.Any());

    /// <summary>What is not counted, with the number of lines.</summary>
    public IReadOnlyDictionary<string, int> NotCounted => _notCounted;

    /// <summary>Whether batches of a year can be counted: the records that are read have the fields and codes of the newest year.</summary>
    public static bool CanCount(SpecificationInfo year) => new[] { SchoolRecord.Info, StudentRecord.Info, ScramRecord.Info, YouthInCareRecord.Info }
        .All(record => year.FindRecord(record.Id) is { } other && other.Fields.Select(Form).SequenceEqual(record.Fields.Select(Form)));

    private static (string Property, FieldType Type, int Offset, int Width, string? Codes) Form(FieldInfo field) =>
        (field.Property, field.Type, field.Offset, field.Width, field.Codes is null ? null : string.Join('\t', field.Codes.Codes.Select(code => code.Code)));

    /// <summary>Counts a batch.</summary>
    /// <param name="reader">The batch, as one of the newest year.</param>
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
                Add(new YouthInCareView(reader.Current));
            }
        }

        Skip("lines that are no record ('utrex validate' names them)", reader.RecordsRefused);
        AddServices();
    }

    private void Add(StudentView student)
    {
        if (student.ResidentStatus.GetValueOrDefault() == ResidentStatus.ChangeRecord)
        {
            Skip("student records that only report a change (resident status X)");
            return;
        }

        var school = Or(student.SchoolNumber);
        var number = Text(student.StudentNumber);
        var isNotOfRecord = student.SchoolOfRecord.GetValueOrDefault() == SchoolOfRecord.NotSchoolOfRecord;
        AddDays(student, school, isNotOfRecord);
        if (number.Length == 0)
        {
            Skip("student records without a student number");
            return;
        }

        _known.Add((school, number));
        _isNotOfRecord[(school, number)] = isNotOfRecord && _isNotOfRecord.GetValueOrDefault((school, number), true);
        if (!IsOpen(student.EntryDate, student.ExitDate, "student records"))
        {
            return;
        }

        _students.Add(number);
        _enrolled.Add((school, number));
        _grades.Count(school, KeyOf(student.GradeLevel), number);
        _races.Count(school, RaceRollUp.KeyOf(student), number);
        if (!student.EconomicDisadvantaged.IsBlank)
        {
            _need.Count(school, KeyOf(student.EconomicDisadvantaged), number);
        }

        if (student.LimitedEnglish is { HasValue: true, Value.IsEnglishLearner: true } or { IsMalformed: true })
        {
            _learners.Count(school, KeyOf(student.LimitedEnglish), number);
        }
    }

    private void AddDays(StudentView student, string school, bool isNotOfRecord)
    {
        if (student.SchoolMembership is { HasValue: true, Value.Number: { } days } && days == decimal.Truncate(days))
        {
            (isNotOfRecord ? _otherDays : _regularDays).Add(school, isNotOfRecord ? StudentRecord.Info.Id : Days, (long)days);
        }
        else if (student.SchoolMembership is { HasValue: true, Value.Number: not null } or { IsMalformed: true })
        {
            Skip("student records whose membership is no whole number");
        }
    }

    private void Add(ScramView record)
    {
        var (school, student) = (Or(record.SchoolNumber), Text(record.StudentNumber));
        AddDays(_scramDays, ScramRecord.Info.Id, school, student, KeyOf(record.Time), record.ScramMembership, "special education records");
        if (IsOpen(record.ScramEntryDate, record.ScramExitDate, "special education records"))
        {
            _open.Add((school, student, KeyOf(record.Time)));
        }
    }

    private void Add(YouthInCareView record)
    {
        if (record.ExcludeYicMembership.IsBlank)
        {
            AddDays(_careDays, YouthInCareRecord.Info.Id, Or(record.SchoolNumber), Text(record.StudentNumber), KeyOf(record.Time), record.YicMembership, "Youth in Care records");
        }
        else
        {
            Skip(record.ExcludeYicMembership.HasValue ? "Youth in Care records whose membership is marked to be excluded" : "Youth in Care records whose mark to exclude membership is unreadable");
        }
    }

    private void AddDays(SummarySection section, string record, string school, string student, string time, FieldValue<int> days, string records)
    {
        if (days.HasValue)
        {
            _services.Add((section, record, school, student, time, days.Value));
        }
        else if (days.IsMalformed)
        {
            Skip($"{records} whose membership is no whole number");
        }
    }

    private void AddServices()
    {
        foreach (var (section, record, school, student, time, days) in _services)
        {
            if (_isNotOfRecord.GetValueOrDefault((school, student)))
            {
                _otherDays.Add(school, record, days);
            }
            else
            {
                section.Add(school, time, days);
            }
        }

        foreach (var (school, student, time) in _open)
        {
            if (_enrolled.Contains((school, student)))
            {
                _scram.Count(school, time, student);
            }
            else
            {
                Skip(_known.Contains((school, student))
                    ? "special education records that are open on the day, of students who are not"
                    : "special education records of students without a student record in the school");
            }
        }
    }

    /// <summary>Whether a record is open on the day; one whose dates cannot be read is not counted.</summary>
    private bool IsOpen(FieldValue<DateOnly> entry, FieldValue<DateOnly> exit, string records)
    {
        if (!entry.HasValue)
        {
            Skip($"{records} without a readable entry date");
            return false;
        }

        if (exit.IsMalformed)
        {
            Skip($"{records} with an unreadable exit date");
            return false;
        }

        return entry.Value <= day && (exit.IsBlank || exit.Value > day);
    }

    private void Skip(string what, int count = 1)
    {
        if (count > 0)
        {
            _notCounted[what] = _notCounted.GetValueOrDefault(what) + count;
        }
    }

    private static string KeyOf<TCode>(FieldValue<TCode> value)
        where TCode : struct, ICode<TCode> => value.HasValue ? value.Value.Code : value.IsBlank ? SummaryKey.NoneGiven : SummaryKey.Unreadable;

    /// <summary>The record's own school, else that of the SC record that it follows.</summary>
    private string Or(ReadOnlySpan<byte> school) => school.IsEmpty ? _school : Text(school);

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
