namespace Utrex.Cli.Sampling;

/// <summary>Where the numbers of a part of the sample begin: each part has its own.</summary>
/// <param name="FirstStudent">The place in the LEA of the first student, from 0.</param>
/// <param name="FirstIncident">What the numbers of the first incidents follow.</param>
/// <param name="FirstCourseRecord">What the number of the first course of a transcript follows.</param>
internal readonly record struct SampleNumbers(int FirstStudent, int FirstIncident, long FirstCourseRecord)
{
    // More than any sample has: ten thousand for each of five hundred schools, and a few courses for each student.
    private const int IncidentsOfPart = 5_000_000;
    private const int CoursesOfStudent = 100;

    /// <summary>The numbers of a part that comes after so many students.</summary>
    public static SampleNumbers After(int students, int part) => new(students, part * IncidentsOfPart, (long)students * CoursesOfStudent);
}
