namespace Utrex.Sdk.Specification;

/// <summary>A submission of the year, such as that of October 1.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class SubmissionInfo
{
    /// <summary>The submission's id, such as <c>october</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The readable name.</summary>
    public required string Title { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The ids of the record types that it needs, where there is anything to report in them.</summary>
    public required IReadOnlyList<string> Records { get; init; }

    /// <summary>The ids of the record types that may come with it.</summary>
    public IReadOnlyList<string> OptionalRecords { get; init; } = [];

    /// <summary>What a user must know of it.</summary>
    public IReadOnlyList<FactInfo> Facts { get; init; } = [];

    /// <summary>Its days in the calendar, in order.</summary>
    public IReadOnlyList<SubmissionDate> Dates { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>A day of a submission's calendar.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class SubmissionDate
{
    /// <summary>What happens.</summary>
    public required string Title { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The hour until which, or <see langword="null"/> for the whole day.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Which rule gives the day, and whose word that is.</summary>
    public required FactInfo Rule { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd} {Title}");
}
