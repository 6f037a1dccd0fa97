using System.Globalization;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>Whose submission it is: an LEA's of a school year.</summary>
/// <param name="Lea">The LEA's number.</param>
/// <param name="SchoolYear">The school year, by the year in which it ends.</param>
internal readonly record struct SubmissionKey(string Lea, int SchoolYear) : IComparable<SubmissionKey>
{
    /// <summary>The name of its file.</summary>
    public string File => string.Create(CultureInfo.InvariantCulture, $"{Lea}-{SchoolYear}.utrex");

    /// <summary>The newest year first, then by LEA.</summary>
    public int CompareTo(SubmissionKey other) => SchoolYear != other.SchoolYear ? other.SchoolYear.CompareTo(SchoolYear) : string.CompareOrdinal(Lea, other.Lea);
}
