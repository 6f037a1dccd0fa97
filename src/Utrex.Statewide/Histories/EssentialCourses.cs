using System.Text;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>
/// The memberships (AM) of a year in courses of Essential Elements. They are few, and a state's memberships are many: those of the right classes are
/// found in the order of the files, and kept as numbers in the order of the students.
/// </summary>
internal sealed class EssentialCourses
{
    private const int LongestKey = 256;
    private const byte Separator = (byte)'\t';

    private static readonly string[] ClassColumns =
        [.. new[] { nameof(CourseMasterRecord.SchoolNumber), nameof(CourseMasterRecord.CourseSection), nameof(CourseMasterRecord.Period), nameof(CourseMasterRecord.CoreCode) }.Select(StoreColumn.NameOf)];

    private static readonly string[] MembershipColumns =
        [.. new[] { nameof(CourseMembershipRecord.SchoolNumber), nameof(CourseMembershipRecord.CourseNumber), nameof(CourseMembershipRecord.Period) }.Select(StoreColumn.NameOf)];

    private static readonly string[] FindingColumns =
        [.. new[] { nameof(CourseMembershipRecord.SchoolNumber), nameof(CourseMembershipRecord.CourseNumber), nameof(CourseMembershipRecord.StudentNumber), nameof(CourseMembershipRecord.CourseEntryDate) }.Select(StoreColumn.NameOf)];

    private readonly IStoreReader? _reader;
    private readonly HistoryScope? _scope;
    private readonly List<(long Student, int Submission, int Line)> _memberships = [];
    private int _next;

    private EssentialCourses()
    {
    }

    private EssentialCourses(IStoreReader reader, HistoryScope scope, IReadOnlyCollection<string> coreCodes, KeyRange keys)
    {
        (_reader, _scope) = (reader, scope);
        foreach (var submission in scope.Current)
        {
            Find(submission, coreCodes, keys);
        }

        _memberships.Sort();
    }

    /// <summary>None: nobody asks for them.</summary>
    public static EssentialCourses None { get; } = new();

    /// <summary>Finds those of the validated year.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="scope">Which submissions count.</param>
    /// <param name="coreCodes">The core codes of the courses.</param>
    /// <param name="keys">Which students.</param>
    public static EssentialCourses Of(IStoreReader reader, HistoryScope scope, IReadOnlyCollection<string> coreCodes, KeyRange keys) =>
        coreCodes.Count == 0 ? None : new EssentialCourses(reader, scope, coreCodes, keys);

    /// <summary>Takes those of a student; students come in the order of their keys.</summary>
    public void Take(long student, List<EssentialCourse> courses)
    {
        for (; _next < _memberships.Count && _memberships[_next].Student <= student; _next++)
        {
            if (_memberships[_next].Student == student)
            {
                courses.Add(Read(_memberships[_next].Submission, _memberships[_next].Line));
            }
        }
    }

    private EssentialCourse Read(int submission, int line)
    {
        using var row = _reader!.Read(new RowQuery { Record = CourseMembershipRecord.Info.Id, Columns = FindingColumns, Submission = submission, Line = line });
        row.Read();
        return new EssentialCourse
        {
            Submission = _scope!.Find(submission)!,
            Line = line,
            School = RecordRows.Text(row.Text(0)),
            Course = RecordRows.Text(row.Text(1)),
            Student = RecordRows.Text(row.Text(2)),
            Entry = row.Day(3),
        };
    }

    private void Find(Submission submission, IReadOnlyCollection<string> coreCodes, KeyRange keys)
    {
        var codes = coreCodes as HashSet<string> ?? new HashSet<string>(coreCodes, StringComparer.Ordinal);
        var classes = new TextPool();
        Span<byte> room = stackalloc byte[LongestKey];
        using (var rows = _reader!.Read(new RowQuery { Record = CourseMasterRecord.Info.Id, Columns = ClassColumns, Submission = submission.Id }))
        {
            while (rows.Read())
            {
                if (codes.Contains(Encoding.UTF8.GetString(rows.Text(3))))
                {
                    classes.Add(ClassOf(rows, room));
                }
            }
        }

        if (classes.Count == 1)
        {
            return;
        }

        using var memberships = _reader.Read(new RowQuery { Record = CourseMembershipRecord.Info.Id, Columns = MembershipColumns, Submission = submission.Id, Keys = keys });
        while (memberships.Read())
        {
            if (memberships.Student is { } student && !classes.Find(ClassOf(memberships, room)).IsBlank)
            {
                _memberships.Add((student, submission.Id, memberships.Line));
            }
        }
    }

    /// <summary>A class: school, course and period; empty where they are longer than any.</summary>
    private static ReadOnlySpan<byte> ClassOf(IRowCursor row, Span<byte> room)
    {
        var school = row.Text(0);
        var course = row.Text(1);
        var period = row.Text(2);
        var length = school.Length + course.Length + period.Length + 2;
        if (length > room.Length)
        {
            return default;
        }

        school.CopyTo(room);
        room[school.Length] = Separator;
        course.CopyTo(room[(school.Length + 1)..]);
        room[school.Length + 1 + course.Length] = Separator;
        period.CopyTo(room[(school.Length + 2 + course.Length)..]);
        return room[..length];
    }
}
