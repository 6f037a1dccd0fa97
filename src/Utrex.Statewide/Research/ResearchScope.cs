using System.Globalization;
using Utrex.Sdk;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>A submission of which records are written.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="IsOwn">Whether it is the LEA's own; of those of others no personal value is written.</param>
/// <param name="Students">The only students whose records are written, in the order of their keys, or <see langword="null"/> for every record.</param>
internal sealed record ScopedSubmission(Submission Submission, bool IsOwn, IReadOnlyList<long>? Students);

/// <summary>
/// What a research file of an LEA holds: its submission of a school year, and of earlier years, whatever the LEA, the records of the students whom it has in that
/// year. What is in memory are the keys of these students, once for each submission that they are in.
/// </summary>
internal sealed class ResearchScope
{
    private const int MostNamed = 12;

    private ResearchScope(ScopedSubmission reported, IReadOnlyList<ScopedSubmission> earlier, int students)
    {
        (Reported, Earlier, Students) = (reported, earlier, students);
        Submissions = [.. earlier, reported];
    }

    /// <summary>The submission of the LEA and the school year.</summary>
    public ScopedSubmission Reported { get; }

    /// <summary>Those of earlier years, by year and LEA.</summary>
    public IReadOnlyList<ScopedSubmission> Earlier { get; }

    /// <summary>All of them, by year and LEA.</summary>
    public IReadOnlyList<ScopedSubmission> Submissions { get; }

    /// <summary>How many students the LEA has in the school year.</summary>
    public int Students { get; }

    /// <summary>Looks for the submission, its students and their earlier years.</summary>
    /// <exception cref="StoreException">The store has no such submission; the message says which it has.</exception>
    public static ResearchScope Of(IStoreReader reader, string lea, int schoolYear)
    {
        var reported = Find(reader.Submissions, lea, schoolYear);
        var students = StudentsOf(reader, reported);
        var histories = HistoriesOf(reader, students);
        var earlier = reader.Submissions.Where(submission => submission.SchoolYear < schoolYear)
            .Select(submission => new ScopedSubmission(submission, IsOwn: AreSame(submission.Lea, reported.Lea), histories.GetValueOrDefault(submission.Id) ?? []))
            .Where(scoped => scoped.IsOwn || scoped.Students!.Count > 0)
            .OrderBy(scoped => scoped.Submission.SchoolYear).ThenBy(scoped => scoped.Submission.Lea, StringComparer.Ordinal);
        return new ResearchScope(new ScopedSubmission(reported, IsOwn: true, Students: null), [.. earlier], students.Count);
    }

    private static Submission Find(IReadOnlyList<Submission> submissions, string lea, int schoolYear)
    {
        var own = submissions.Where(submission => AreSame(submission.Lea, lea)).ToList();
        return own.Find(submission => submission.SchoolYear == schoolYear) ?? throw new StoreException(
            submissions.Count == 0 ? "the store has no submission that you may see."
            : own.Count == 0 ? $"the store has no submission of LEA {PrintableText.Of(lea)} that you may see; it has those of {Named(submissions.Select(submission => submission.Lea))}."
            : string.Create(CultureInfo.InvariantCulture, $"the store has no submission of LEA {own[0].Lea} of the school year that ends in {schoolYear}; it has those of {Named(own.Select(submission => submission.SchoolYear.ToString(CultureInfo.InvariantCulture)))}."));
    }

    /// <summary>The first of several names, and how many there are besides.</summary>
    private static string Named(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(MostNamed)) + (all.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {all.Count - MostNamed} more") : "");
    }

    /// <summary>Whether two numbers name one LEA: leading zeros do not count.</summary>
    private static bool AreSame(string one, string other) => one.AsSpan().Trim().TrimStart('0').SequenceEqual(other.AsSpan().Trim().TrimStart('0'));

    /// <summary>The keys of the students who are enrolled in a submission: a record that only changes what was submitted of an earlier year enrolls nobody.</summary>
    private static SortedSet<long> StudentsOf(IStoreReader reader, Submission submission)
    {
        SortedSet<long> students = [];
        using var rows = reader.Read(new RowQuery { Record = StudentRecord.Info.Id, Columns = [Enrollments.Column], Submission = submission.Id });
        while (rows.Read())
        {
            if (rows.Student is { } student && Enrollments.Enrolls(rows.Text(0)))
            {
                students.Add(student);
            }
        }

        return students;
    }

    /// <summary>Which of the students have student records in which submissions; every other record of a student stands in one of these.</summary>
    private static Dictionary<int, List<long>> HistoriesOf(IStoreReader reader, IReadOnlyCollection<long> students)
    {
        Dictionary<int, List<long>> histories = [];
        using var rows = reader.Read(new RowQuery { Record = StudentRecord.Info.Id, Order = RowOrder.Student, Students = students });
        while (rows.Read())
        {
            var student = rows.Student!.Value;
            if (!histories.TryGetValue(rows.Submission, out var ofSubmission))
            {
                histories[rows.Submission] = ofSubmission = [];
            }

            if (ofSubmission.Count == 0 || ofSubmission[^1] != student)
            {
                ofSubmission.Add(student);
            }
        }

        return histories;
    }
}
