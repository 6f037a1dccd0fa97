using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Enrollment = Utrex.Sdk.Sif.Mapping.StudentSectionEnrollmentShape;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>The objects that make no record of their own and add to those of others: contacts, grades and attendance of students. Of several that add the same, the one sent last counts.</summary>
internal sealed class Companions(ObjectDirectory directory, ICollectionReport report)
{
    private readonly RefIndex _demographics = new();
    private readonly RefIndex _grades = new();

    // Who is in a section once.
    private readonly RefIndex _memberships = new();

    /// <summary>The attendance of enrollments.</summary>
    public AttendanceMatch Attendance { get; } = new(directory, report);

    public void AddDemographic(Utf8Value student, long place) => _demographics.Add(RefId.Parse(student), place);

    public void AddGrade(Utf8Value student, Utf8Value section, long place) => _grades.Add(RefId.Combine(RefId.Parse(student), RefId.Parse(section)), place);

    public void AddMembership(DocumentObject item, long place)
    {
        if (KeyOf(item) is { } key)
        {
            _memberships.Add(key, place);
        }
    }

    /// <summary>Ends the adding.</summary>
    public void Complete()
    {
        Attendance.Complete();
        _memberships.Fold(static entries => entries.Length == 1 ? entries[0].Place : -1);
        _demographics.Fold(entries => Last(entries, "StudentDemographicRecord besides that of the student"));
        _grades.Fold(entries => Last(entries, "StudentGrade besides that of the student in the section"));
    }

    /// <summary>The object with a student's contacts, or <see langword="null"/>.</summary>
    public DocumentObject? DemographicOf(Utf8Value student) => Load(_demographics.Find(RefId.Parse(student)));

    /// <summary>
    /// The grade of a student in a section, as far as the enrollment does not bring its own along. Who is in a section more than once shares
    /// it only among the enrollments that bring nothing of their own.
    /// </summary>
    public DocumentObject? GradeOf(DocumentObject enrollment)
    {
        var hasGrade = !enrollment[Enrollment.GradeEarned].IsNone;
        var hasCredits = !enrollment[Enrollment.CreditsEarned].IsNone;
        if ((hasGrade && hasCredits) || KeyOf(enrollment) is not { } key || ((hasGrade || hasCredits) && _memberships.Find(key) < 0))
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

    private long Last(ReadOnlySpan<RefIndex.Entry> entries, string others)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            report.LeftOut.Add(others);
        }

        return entries[^1].Place;
    }

    private static UInt128? KeyOf(DocumentObject enrollment) =>
        enrollment[Enrollment.StudentPersonalRefId] is { IsNone: false } student && enrollment[Enrollment.SectionInfoRefId] is { IsNone: false } section
            ? RefId.Combine(RefId.Parse(student), RefId.Parse(section))
            : null;
}
