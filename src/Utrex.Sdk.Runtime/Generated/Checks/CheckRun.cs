using System.ComponentModel;
using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Generated;

/// <summary>What line checks know of a run, and the room in which they work: one for each reader.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckRun
{
    private readonly (ulong First, ulong Last) _schoolYear;
    private readonly (ulong First, ulong Last) _upToToday;

    /// <summary>A run that knows this besides the batch.</summary>
    public CheckRun(SubmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        _schoolYear = (TextOf(context.FirstDay), TextOf(context.LastDay));
        _upToToday = (0, TextOf(context.Today));
    }

    /// <summary>What the run knows besides the batch.</summary>
    public SubmissionContext Context { get; }

    /// <summary>The keys of a line.</summary>
    internal ulong[] Keys { get; } = new ulong[LineCheck.MostKeys];

    /// <summary>The blanks of a positional line.</summary>
    internal BlankBits Blanks { get; } = new();

    /// <summary>The days of a range as the texts of dates compare: eight digits as an integer, the first one highest.</summary>
    internal (ulong First, ulong Last) Days(DayRange range) => range == DayRange.SchoolYear ? _schoolYear : _upToToday;

    private static ulong TextOf(DateOnly day) =>
        day.ToString("yyyyMMdd", CultureInfo.InvariantCulture).Aggregate(0UL, (text, digit) => (text << 8) | digit);
}
