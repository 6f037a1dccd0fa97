using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Operations;

/// <summary>The parts of a day that is created from constants.</summary>
internal sealed record DateParts(int Year, int Month, int? Day, int Hour, int Minute, int Second, int Millisecond, bool HasHyphen)
{
    // A day of any year may be February 29.
    private const int LeapYear = 2000;

    /// <summary>Whether the day exists; creating one that does not throws.</summary>
    public bool Exists => Scalars.Exists(Year, Month, Day ?? 1) && Hour is >= 0 and <= 23 && Minute is >= 0 and <= 59 && Second is >= 0 and <= 59 && Millisecond is >= 0 and <= 999;

    /// <summary>The day as a person writes it.</summary>
    public override string ToString() => Day is null ? Format("{0:0000}-{1:00}") : Format("{0:0000}-{1:00}-{2:00}");

    public string Format(string format) => string.Format(CultureInfo.InvariantCulture, format, Year, Month, Day ?? 0);

    /// <summary>The day, and the time unless it is midnight.</summary>
    public string FormatDayOrTime()
    {
        var day = Format("{0:0000}-{1:00}-{2:00}");
        var time = string.Format(CultureInfo.InvariantCulture, " {0:00}:{1:00}:{2:00}", Hour, Minute, Second);
        return Hour + Minute + Second + Millisecond == 0 ? day
            : Millisecond == 0 ? day + time
            : day + time + string.Format(CultureInfo.InvariantCulture, ".{0:000}", Millisecond);
    }

    public string FormatTime() =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1:00}:{2:00}:{3:00}.{4:000}", Format("{0:0000}-{1:00}-{2:00}"), Hour, Minute, Second, Millisecond);

    /// <summary>The parts of <c>new DateOnly(y, m, d)</c> and its like; <see langword="null"/> where they are not all constant.</summary>
    public static DateParts? Of(SdkSymbols sdk, IObjectCreationOperation creation)
    {
        var isDate = creation.Type?.SpecialType == SpecialType.System_DateTime || SdkSymbols.Is(creation.Type, sdk.DateOnly);
        if (!isDate && !SdkSymbols.Is(creation.Type, sdk.MonthDay) && !SdkSymbols.Is(creation.Type, sdk.PartialDate) && !SdkSymbols.Is(creation.Type, sdk.IsoDate))
        {
            return null;
        }

        var arguments = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is null || argument.Value.ConstantValue is not { HasValue: true, Value: int or bool } constant)
            {
                return Inner(sdk, creation);
            }

            arguments[argument.Parameter.Name] = constant.Value is bool flag ? flag ? 1 : 0 : (int)constant.Value!;
        }

        if (!arguments.ContainsKey("month") || arguments.ContainsKey("microsecond"))
        {
            return null;
        }

        int Part(string name) => arguments.TryGetValue(name, out var part) ? part : 0;
        return new DateParts(
            arguments.TryGetValue("year", out var year) ? year : LeapYear,
            Part("month"),
            arguments.TryGetValue("day", out var day) ? day : null,
            Part("hour"),
            Part("minute"),
            Part("second"),
            Part("millisecond"),
            Part("hasHyphen") == 1);
    }

    // new PartialDate(new DateOnly(2025, 5, 29))
    private static DateParts? Inner(SdkSymbols sdk, IObjectCreationOperation creation) =>
        (SdkSymbols.Is(creation.Type, sdk.PartialDate) || SdkSymbols.Is(creation.Type, sdk.IsoDate)) && creation.Arguments is [{ Value: IObjectCreationOperation day }] ? Of(sdk, day) : null;
}
