using GoodExporter.Sis;
using Utrex.Sdk;
using Utrex.Sdk.Y2026.Codes;

namespace GoodExporter;

/// <summary>From the SIS's own codes to the state's.</summary>
internal static class CodeMappings
{
    // The state's transfer codes begin with the same letter; only the whole text is a code.
    private const string Transfer = "T";
    private const string WithinLea = Transfer + "D";
    private const string OtherLea = $"{Transfer}S";
    private const string WithinLeaInSettings = "td"; // settings files spell codes as their authors please

    public static readonly ExitCode NoReason = default;
    /// <summary>Codes of former years; still to be recognized in old batches, never to be written.</summary>
    public static readonly HashSet<ExitCode> FormerExits = ["TN"];

    private static readonly Dictionary<string, ExitCode> Exits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MOVE-IN"] = WithinLea,
        ["MOVE-OUT"] = OtherLea,
        ["STATE"] = "TO",
        ["PROM"] = "PR ", // this table was once fixed-width; trailing blanks do not count
        ["GRAD"] = ExitCode.EarlyGraduateBeforeSeniorYear,
        ["ZZ"] = ExitCode.Unknown,
        ["LEFT-PRE"] = "WP",
    };

    private static readonly Dictionary<ExitCode, ExitCode> Replacements = new() { [ExitCode.TransferredUnderNclb] = OtherLea };

    [UtrexValue(typeof(InfractionType))]
    private static readonly Dictionary<string, string> Behaviors = new() { ["FIGHT"] = "04", ["HARASS"] = "05", ["OTHER"] = "27" };

    public static ExitCode Exit(WithdrawalReason reason, GradeLevel grade)
    {
        // "XX" is a reason of the SIS.
        return reason.Code == "XX"
            ? grade == GradeLevel.PreKindergarten ? "WP" : NoReason
            : Exits.TryGetValue(reason.Code, out var code) ? code : throw new ArgumentException("The reason has no code.", nameof(reason));
    }

    /// <summary>Seniors who finish early have a code for the quarter.</summary>
    public static ExitCode EarlyExit(int quarter) =>
        quarter is >= 1 and <= 3 ? $"Q{quarter}" : throw new ArgumentOutOfRangeException(nameof(quarter), "Q4");

    /// <summary>The code to write for one that an old batch has.</summary>
    public static ExitCode Current(ExitCode code) => code == ExitCode.TransferredUnderNclb ? Replacements[code] : code;

    public static bool StaysInDistrict(ExitCode code) =>
        string.Equals(code.Code, WithinLeaInSettings, StringComparison.OrdinalIgnoreCase) || code.Code is "TT" || code == "";

    public static GradeLevel Grade(int grade) => grade switch
    {
        < 0 => "PK",
        0 => GradeLevel.Kindergarten,
        <= 12 => $"{grade:00}",
        _ => throw new ArgumentOutOfRangeException(nameof(grade), "13"),
    };

    public static Sex Sex(char gender) => gender is 'F' ? "F" : gender is 'M' ? "M" : "X";
    public static TribalAffiliation Tribe(string? tribe) => tribe?.ToUpperInvariant() switch
    {
        null or "" => default,
        "NAVAJO" or "DINÉ" => TribalAffiliation.Navajo,
        _ => "O",
    };

    public static ScheduleYearType Calendar(string calendar) => calendar switch { "SEM" => "S", "TRI" => "T", "YRR" => "Y", _ => "O" };
    public static ScheduleDayType Bells(string schedule) => schedule switch { "ELEM" => "E", "7P" => "S", "6P" => "X", _ => "O" };

    public static DisabilityType Disability(string exceptionality) =>
        exceptionality == "SLD" ? DisabilityType.SpecificLearningDisability : DisabilityType.OtherHealthImpairment;
    public static ScramTime Time(int minutesPerDay) => minutesPerDay switch { < 60 => "A", < 180 => "B", _ => "C" };
    public static InfractionType Infraction(string behavior) => Behaviors.GetValueOrDefault(behavior, "27");
}
