using System.Globalization;

namespace Utrex.Cli.Masking;

/// <summary>
/// Another day for a birth date. Rules ask for ages on certain days, so a day that will not do is drawn again closer by, at last from the
/// days just before and after.
/// </summary>
internal static class DayPseudonyms
{
    private const string Format = "yyyyMMdd";

    private static readonly int[] Reach = [365, 180, 90, 45, 20, 10, 5, 2];
    private static readonly int[] LastResorts = [-1, 1, -2, 2];

    /// <summary>Another day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="attempts">How many pseudonyms would not do.</param>
    public static string Draw(DateOnly day, int attempts)
    {
        int days;
        if (attempts < Reach.Length)
        {
            var reach = Reach[attempts];
            days = (RandomDraws.Below(reach) + 1) * (RandomDraws.Below(2) == 0 ? -1 : 1);
        }
        else
        {
            days = LastResorts[(attempts - Reach.Length) % LastResorts.Length];
        }

        var number = day.DayNumber + days;
        return DateOnly.FromDayNumber(number < DateOnly.MinValue.DayNumber || number > DateOnly.MaxValue.DayNumber ? day.DayNumber - days : number)
            .ToString(Format, CultureInfo.InvariantCulture);
    }
}
