namespace Utrex.Cli.Sampling;

/// <summary>What a synthetic batch is to look like.</summary>
internal sealed record SampleOptions
{
    // The specification is a lot to load, and the help needs none of it.
    private readonly DateOnly? _asOf;

    /// <summary>The number of the LEA.</summary>
    public string Lea { get; init; } = "01";

    /// <summary>How many schools the LEA has.</summary>
    public int Schools { get; init; } = 4;

    /// <summary>How many students the LEA has.</summary>
    public int Students { get; init; } = 400;

    /// <summary>The same seed gives the same bytes.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The day of the extract; October 1 by default.</summary>
    public DateOnly AsOf
    {
        get => _asOf ?? new DateOnly(SchoolYear - 1, 10, 1);
        init => _asOf = value;
    }

    /// <summary>Days on which batches differ: one of the first weeks, and one after the year.</summary>
    public static IReadOnlyList<DateOnly> Deadlines { get; } = [new SampleOptions().AsOf, new SampleOptions().YearEnd];

    /// <summary>A day after every school's last.</summary>
    public DateOnly YearEnd => new(SchoolYear, 6, 15);

    /// <summary>The number of the school year: the year in which it ends.</summary>
    public int SchoolYear => UtrexSpecification.Current.EndingYear;

    /// <summary>July 1 of the school year.</summary>
    public DateOnly FirstDay => new(SchoolYear - 1, 7, 1);

    /// <summary>June 30 of the school year.</summary>
    public DateOnly LastDay => new(SchoolYear, 6, 30);
}
