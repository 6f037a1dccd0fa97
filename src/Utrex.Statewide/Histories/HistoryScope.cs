using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>Which submissions histories are made of: all up to a school year.</summary>
internal sealed class HistoryScope
{
    private readonly Dictionary<int, Submission> _submissions;

    /// <summary>The submissions of a store up to a school year.</summary>
    public HistoryScope(IReadOnlyList<Submission> submissions, int schoolYear)
    {
        SchoolYear = schoolYear;
        _submissions = submissions.Where(submission => submission.SchoolYear <= schoolYear).ToDictionary(submission => submission.Id);
        Current = [.. submissions.Where(submission => submission.SchoolYear == schoolYear).OrderBy(submission => submission.Id)];
    }

    /// <summary>The school year that is validated.</summary>
    public int SchoolYear { get; }

    /// <summary>Its submissions, as they were loaded.</summary>
    public IReadOnlyList<Submission> Current { get; }

    /// <summary>Whether there is a submission of a year.</summary>
    public bool Has(int schoolYear) => _submissions.Values.Any(submission => submission.SchoolYear == schoolYear);

    /// <summary>The submission of a number, or <see langword="null"/> where it is of a later year.</summary>
    public Submission? Find(int id) => _submissions.GetValueOrDefault(id);
}
