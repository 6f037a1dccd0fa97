namespace Utrex.Cli.Sampling;

/// <summary>How many students each grade of a school has, so that classes have a size and nobody is without a seat.</summary>
internal sealed class SampleRoster
{
    private readonly int[] _count = new int[14];
    private readonly int[] _seated = new int[14];

    public SampleRoster(SampleSchool school, IEnumerable<SampleEnrollment> enrollments)
    {
        School = school;
        foreach (var enrollment in enrollments)
        {
            _count[enrollment.Student.Grade + 1]++;
        }
    }

    public SampleSchool School { get; }

    /// <summary>The students of a grade.</summary>
    public int Count(int grade) => _count[grade + 1];

    /// <summary>The number of the next student of a grade, from 0.</summary>
    public int NextSeat(int grade) => _seated[grade + 1]++;
}
