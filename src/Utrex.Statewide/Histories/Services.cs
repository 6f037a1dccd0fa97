namespace Utrex.Statewide.Histories;

/// <summary>A SCRAM record (S2).</summary>
internal sealed class Scram : HistoryRecord
{
    /// <summary>Whether it is marked with Is One Percent.</summary>
    public bool IsOnePercent { get; init; }
}

/// <summary>A YIC record (S3).</summary>
internal sealed class YouthInCare : HistoryRecord
{
    /// <summary>The time.</summary>
    public YicTime Time { get; init; }
}

/// <summary>A membership (AM) in a course of Essential Elements.</summary>
internal sealed class EssentialCourse : HistoryRecord
{
    /// <summary>The course and section.</summary>
    public string? Course { get; init; }
}
