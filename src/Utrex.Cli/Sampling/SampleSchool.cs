namespace Utrex.Cli.Sampling;

/// <summary>A school of the sample: its number, its name and its grades (-1: pre-kindergarten).</summary>
internal sealed record SampleSchool(int Index, string Number, string Name, int LowGrade, int HighGrade, int Students)
{
    private const int FirstNumber = 104;
    private const int FurtherOfKind = 2;

    // Many violations are about students who have left.
    private const int DaysOfSpareStay = 400;

    /// <summary>The place of the first of the students: the places before it are others'.</summary>
    public int FirstPlace { get; init; }

    /// <summary>The days within which every student leaves: most do so after the year.</summary>
    public int DaysOfStay { get; init; } = 2800;

    public bool IsHighSchool => HighGrade == 12;

    public int Grades => HighGrade - LowGrade + 1;

    /// <summary>The schools of an LEA: elementary, junior high and high schools in the proportion that Utah has.</summary>
    public static IReadOnlyList<SampleSchool> Plan(SampleOptions options)
    {
        var spans = Enumerable.Range(0, options.Schools).Select(index => Span(index, options.Schools)).ToList();
        var weights = spans.Select(span => (span.High - span.Low + 1) * (span.Low > 6 ? 2 : 1)).ToList();
        var total = weights.Sum();
        var schools = new List<SampleSchool>();
        var assigned = 0;
        var weight = 0;
        for (var i = 0; i < spans.Count; i++)
        {
            // Rounding sums, not parts, so that every student has a school.
            weight += weights[i];
            var until = (int)((long)options.Students * weight / total);
            schools.Add(new SampleSchool(i, NumberOf(i), NameOf(i, spans[i]), spans[i].Low, spans[i].High, until - assigned));
            assigned = until;
        }

        return schools;
    }

    /// <summary>
    /// Places for students beyond those asked for: in a school of each kind that the LEA has, and in further schools of these kinds.
    /// </summary>
    /// <param name="options">What the sample is to look like.</param>
    /// <param name="before">How many such students have a place already.</param>
    /// <param name="students">How many are to get one, about.</param>
    public static IReadOnlyList<SampleSchool> Spare(SampleOptions options, int before, int students)
    {
        var kinds = Plan(options).DistinctBy(school => (school.LowGrade, school.HighGrade)).ToList();
        var count = kinds.Count * (1 + FurtherOfKind);
        var own = kinds.Select(school => school with { FirstPlace = school.Students + (before / count), Students = students / count, DaysOfStay = DaysOfSpareStay });
        var further = Enumerable.Range(options.Schools, kinds.Count * FurtherOfKind).Select(index =>
        {
            var kind = kinds[(index - options.Schools) % kinds.Count];
            return new SampleSchool(index, NumberOf(index), NameOf(index, (kind.LowGrade, kind.HighGrade)), kind.LowGrade, kind.HighGrade, students / count)
            {
                FirstPlace = before / count,
                DaysOfStay = DaysOfSpareStay,
            };
        });
        return [.. own, .. further];
    }

    private static (int Low, int High) Span(int index, int count) => (count, index % 6) switch
    {
        (1, _) => (-1, 12),
        (2, 0) => (-1, 6),
        (2, _) => (7, 12),
        (_, 1) => (7, 9),
        (_, 2) => (10, 12),
        _ when index == 2 => (10, 12),
        _ => (-1, 6),
    };

    /// <summary>Three digits, without the numbers that the state keeps for home and private schools (990 and above).</summary>
    private static string NumberOf(int index) => (FirstNumber + index).ToString("000", System.Globalization.CultureInfo.InvariantCulture);

    private static string NameOf(int index, (int Low, int High) span)
    {
        var names = SampleData.SchoolNames;
        var kind = span switch { (-1, 12) => "School", (_, <= 6) => "Elementary", (_, 9) => "Junior High", _ => "High" };
        var round = index / names.Count;
        return $"{names[index % names.Count]} {kind}{(round == 0 ? "" : $" {round + 1}")}";
    }
}
