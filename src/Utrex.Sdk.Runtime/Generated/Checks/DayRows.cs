using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Generated;

/// <summary>
/// What the days of a school leave of the cases of a <see cref="RuleFilter"/>: the days with which a date is compared divide the calendar, and
/// each part leaves some cases.
/// </summary>
internal sealed class DayRows
{
    /// <summary>The most fields whose keys are kept.</summary>
    public const int MostSlots = 32;

    private const int NoDay = 0;
    private const int LastDay = 99_999_999;
    private const ulong BlankBits = 0x1010_1010_1010_1010;

    private readonly Vector256<ulong> _cases = Vector256<ulong>.AllBitsSet;
    private readonly Calendar[] _calendars;

    /// <summary>The rows of a filter for some days.</summary>
    public DayRows(RuleFilter filter, SchoolDays days)
    {
        for (var i = 0; i < filter.YearTests.Length; i += 2)
        {
            if (!(filter.YearTests[i + 1] == 1 ? days.IsYearEnd : days.IsBeforeYearEnd))
            {
                _cases = Without(_cases, filter.YearTests[i]);
            }
        }

        _calendars = [.. filter.DateTests.GroupBy(test => test.Slot).Select(tests => new Calendar(tests.Key, [.. tests], days))];
    }

    /// <summary>All cases but one.</summary>
    public static Vector256<ulong> Without(Vector256<ulong> cases, int one) =>
        cases.WithElement(one / 64, cases.GetElement(one / 64) & ~(1UL << (one % 64)));

    /// <summary>The cases that are left.</summary>
    /// <param name="keys">The keys of dates, in their slots.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> Cases(ref ulong keys)
    {
        var cases = _cases;
        foreach (ref readonly var calendar in _calendars.AsSpan())
        {
            cases &= calendar.Cases(Unsafe.Add(ref keys, calendar.Slot));
        }

        return cases;
    }

    /// <summary>The dates of a field, in parts that begin on certain days.</summary>
    private readonly struct Calendar
    {
        public readonly int Slot;
        private readonly ulong[] _begins;
        private readonly Vector256<ulong>[] _rows;

        public Calendar(int slot, DateTest[] tests, SchoolDays days)
        {
            Slot = slot;
            var ranges = Array.ConvertAll(tests, test => (test.Case, Range: test.Dates(days)));
            int[] begins = [.. ranges.SelectMany(pair => new[] { pair.Range.First, pair.Range.Last + 1 }).Where(day => day is > NoDay and <= LastDay).Distinct().Order()];
            _begins = Array.ConvertAll(begins, TextOf);
            _rows = new Vector256<ulong>[begins.Length + 1];
            for (var part = 0; part < _rows.Length; part++)
            {
                var day = part == 0 ? NoDay : begins[part - 1];
                _rows[part] = Vector256<ulong>.AllBitsSet;
                foreach (var (one, range) in ranges)
                {
                    if (day < range.First || day > range.Last)
                    {
                        _rows[part] = Without(_rows[part], one);
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<ulong> Cases(ulong key)
        {
            var text = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(key);
            nint part = 0;
            foreach (var begin in _begins)
            {
                part += text >= begin ? 1 : 0;
            }

            return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows), part);
        }

        /// <summary>Eight digits as they stand in a key, but the first one highest.</summary>
        private static ulong TextOf(int day)
        {
            var text = 0UL;
            for (var i = 0; i < 8; i++, day /= 10)
            {
                text |= (ulong)(day % 10) << (8 * i);
            }

            return text | BlankBits;
        }
    }
}

/// <summary>A comparison of a date with a day, or of the age by it, that a case needs.</summary>
/// <param name="Slot">The slot of the date's key.</param>
/// <param name="Case">The case.</param>
/// <param name="Relation">How they compare.</param>
/// <param name="Day">Which day of <see cref="SchoolDays"/>, in their order.</param>
/// <param name="What">What is compared.</param>
/// <param name="Amount">The days to add to the day, or the age.</param>
internal readonly record struct DateTest(int Slot, int Case, Relation Relation, int Day, Compared What, int Amount)
{
    private const int Numbers = 6;
    private const int Always = 99_999_999;

    /// <summary>The tests of the generator's tables.</summary>
    public static DateTest[] Read(ReadOnlySpan<int> numbers)
    {
        var tests = new DateTest[numbers.Length / Numbers];
        for (var i = 0; i < tests.Length; i++)
        {
            var test = numbers.Slice(i * Numbers, Numbers);
            tests[i] = new DateTest(test[0], test[1], (Relation)test[2], test[3], (Compared)test[4], test[5]);
        }

        return tests;
    }

    /// <summary>The dates for which the comparison may come true, as numbers of eight digits; none where the first lies behind the last.</summary>
    public (int First, int Last) Dates(SchoolDays days)
    {
        var day = Day switch
        {
            0 => days.Today,
            1 => days.AsOf,
            2 => days.FirstDayOfSchoolYear,
            3 => days.September1,
            4 => days.LastDayOfSchoolYear,
            _ => days.LastDayOfSchool,
        };
        if (day.Day is not { } on)
        {
            return (1, 0);
        }

        if (What == Compared.Date)
        {
            return Dates(Relation, Number((long)on.DayNumber + Amount), Number((long)on.DayNumber + Amount));
        }

        // Who is so old was born between these days, the first one not included.
        var (later, earlier) = (Birth(on, Amount), Birth(on, Amount + 1));
        return Relation switch
        {
            Relation.Below => (later + 1, Always),
            Relation.AtMost => (earlier + 1, Always),
            Relation.Above => (0, earlier),
            Relation.AtLeast => (0, later),
            Relation.Same => (earlier + 1, later),
            _ => (0, Always),
        };
    }

    private static (int First, int Last) Dates(Relation relation, int first, int last) => relation switch
    {
        Relation.Below => (0, first - 1),
        Relation.AtMost => (0, last),
        Relation.Above => (last + 1, Always),
        Relation.AtLeast => (first, Always),
        Relation.Same => (first, last),
        _ => (0, Always),
    };

    private static int Number(long dayNumber) =>
        dayNumber < 0 ? 0 : dayNumber > DateOnly.MaxValue.DayNumber ? Always : Number(DateOnly.FromDayNumber((int)dayNumber));

    private static int Number(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    /// <summary>The last birth of those who have the age on a day; it need not be a day that exists.</summary>
    private int Birth(DateOnly on, int age)
    {
        if (What == Compared.Years)
        {
            return Math.Max(0, Number(on) - (age * 10_000));
        }

        var months = (on.Year * 12) + on.Month - 1 - age;
        return months < 0 ? 0 : (months / 12 * 10_000) + (((months % 12) + 1) * 100) + on.Day;
    }
}

/// <summary>What is compared with a day; the generator writes the numbers.</summary>
internal enum Compared
{
    Date,
    Years,
    Months,
}
