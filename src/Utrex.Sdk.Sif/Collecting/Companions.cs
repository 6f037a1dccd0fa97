using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Enrollment = Utrex.Sdk.Sif.Mapping.StudentSectionEnrollmentShape;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>The objects that make no record of their own and add to those of others: contacts, grades and attendance of students. Of several that add the same, the one sent last counts.</summary>
internal sealed class Companions(ObjectDirectory directory, ICollectionReport report)
{
    // By the number of the StudentPersonal, each with its object or -1.
    private readonly long[] _demographics = [.. Enumerable.Repeat(-1L, directory.Count(StudentPersonalShape.Shape))];
    private readonly RefIndex _grades = directory.NewIndex();

    // How often a student is in a section, of those who bring part of a grade along.
    private readonly Dictionary<UInt128, int> _memberships = [];

    /// <summary>The attendance of enrollments.</summary>
    public AttendanceMatch Attendance { get; } = new(directory, report);

    /// <summary>Whether the enrollments that have been added want to know who is in a section once.</summary>
    public bool CountsMemberships => _memberships.Count > 0;

    /// <summary>Takes the contacts of a student who was sent.</summary>
    public void AddDemographic(Utf8Value student, long place)
    {
        ref var known = ref _demographics[directory.IndexOf(StudentPersonalShape.Shape, student)];
        if (known >= 0)
        {
            report.LeftOut.Add("StudentDemographicRecord besides that of the student");
        }

        known = place;
    }

    public void AddGrade(Utf8Value student, Utf8Value section, long place) => _grades.Add(RefId.Combine(RefId.Parse(student), RefId.Parse(section)), place);

    /// <summary>Takes an enrollment, which may want to know whether it is the only one of the student in the section.</summary>
    public void AddMembership(DocumentObject item)
    {
        if (item[Enrollment.GradeEarned].IsNone != item[Enrollment.CreditsEarned].IsNone && KeyOf(item) is { } key)
        {
            _memberships[key] = 0;
        }
    }

    /// <summary>Counts an enrollment, once all have been added.</summary>
    public void CountMembership(DocumentObject item)
    {
        if (KeyOf(item) is { } key && _memberships.TryGetValue(key, out var count))
        {
            _memberships[key] = count + 1;
        }
    }

    /// <summary>Ends the adding.</summary>
    public void Complete()
    {
        Attendance.Complete();
        _grades.Fold(entries =>
        {
            for (var i = 1; i < entries.Length; i++)
            {
                report.LeftOut.Add("StudentGrade besides that of the student in the section");
            }

            return entries[^1].Place;
        });
    }

    /// <summary>The object with a student's contacts, or <see langword="null"/>.</summary>
    public DocumentObject? DemographicOf(Utf8Value student) => directory.IndexOf(StudentPersonalShape.Shape, student) is >= 0 and var index ? Load(_demographics[index]) : null;

    /// <summary>
    /// The grade of a student in a section, as far as the enrollment does not bring its own along. Who is in a section more than once shares
    /// it only among the enrollments that bring nothing of their own.
    /// </summary>
    public DocumentObject? GradeOf(DocumentObject enrollment)
    {
        var hasGrade = !enrollment[Enrollment.GradeEarned].IsNone;
        var hasCredits = !enrollment[Enrollment.CreditsEarned].IsNone;
        if ((hasGrade && hasCredits) || KeyOf(enrollment) is not { } key || ((hasGrade || hasCredits) && _memberships[key] > 1))
        {
            return null;
        }

        var grade = Load(_grades.Find(key));
        if (grade is not null && (hasGrade || hasCredits))
        {
            grade = grade.Copy();
            grade[StudentGradeShape.GradeLetter] = hasGrade ? default : grade[StudentGradeShape.GradeLetter];
            grade[StudentGradeShape.CreditsEarned] = hasCredits ? default : grade[StudentGradeShape.CreditsEarned];
        }

        return grade;
    }

    private DocumentObject? Load(long place) => place < 0 ? null : directory.Load(place);

    private static UInt128? KeyOf(DocumentObject enrollment) =>
        enrollment[Enrollment.StudentPersonalRefId] is { IsNone: false } student && enrollment[Enrollment.SectionInfoRefId] is { IsNone: false } section
            ? RefId.Combine(RefId.Parse(student), RefId.Parse(section))
            : null;
}
