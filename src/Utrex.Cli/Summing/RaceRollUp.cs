using Utrex.Sdk.Specification;

namespace Utrex.Cli.Summing;

/// <summary>The federal roll-up of race and ethnicity: Hispanic of any race, else the one race, else two or more (Ethnicity/Race Notes, 4).</summary>
internal static class RaceRollUp
{
    private const string TwoOrMore = "TWO OR MORE";
    private const string NoRace = "NONE";

    private static readonly FieldInfo[] Races =
    [
        .. new[]
        {
            nameof(StudentRecord.AmericanIndianOrAlaskaNative), nameof(StudentRecord.Asian), nameof(StudentRecord.BlackOrAfricanAmerican),
            nameof(StudentRecord.NativeHawaiianOrPacificIslander), nameof(StudentRecord.White),
        }.Select(StudentRecord.Info.FindProperty),
    ];

    private static readonly FieldInfo Hispanic = StudentRecord.Info.FindProperty(nameof(StudentRecord.Ethnicity));

    /// <summary>The categories in their order.</summary>
    public static IEnumerable<SummaryKey> Keys =>
    [
        new SummaryKey(Hispanic.Name, "Hispanic", "Hispanic or Latino, of any race"),
        .. Races.Select(race => new SummaryKey(race.Name, race.Title, race.Title)),
        new SummaryKey(TwoOrMore, "two or more", "two or more races, not Hispanic"),
        new SummaryKey(NoRace, "no race", "not Hispanic, and no race given"),
    ];

    /// <summary>The category of a student.</summary>
    public static string KeyOf(StudentView student)
    {
        if (!student.Ethnicity.HasValue)
        {
            return student.Ethnicity.IsBlank ? SummaryKey.NoneGiven : SummaryKey.Unreadable;
        }

        if (student.Ethnicity.Value == YesNo.Yes)
        {
            return Hispanic.Name;
        }

        var key = NoRace;
        var isUnreadable = false;
        foreach (var race in Races)
        {
            var value = student.Line.Field(race);
            if (YesFlag.TryParse(value, out var flag))
            {
                key = flag.IsBlank ? key : string.Equals(key, NoRace, StringComparison.Ordinal) ? race.Name : TwoOrMore;
            }
            else
            {
                isUnreadable = true;
            }
        }

        return isUnreadable && !string.Equals(key, TwoOrMore, StringComparison.Ordinal) ? SummaryKey.Unreadable : key;
    }
}
