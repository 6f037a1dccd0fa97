using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Serialization;

namespace Utrex.Sdk.Text;

/// <summary>
/// A day, or a day with a time: <c>YYYY-MM-DD</c>, perhaps followed by a blank or a <c>T</c> and <c>HH:MM:SS</c> with up to seven
/// decimals. The spelling is kept.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(TextJsonConverter<IsoDate>))]
[TypeConverter(typeof(TextTypeConverter<IsoDate>))]
public readonly record struct IsoDate : IComparable<IsoDate>, IComparable, IComparisonOperators<IsoDate, IsoDate, bool>, ISpanParsable<IsoDate>, IUtf8SpanParsable<IsoDate>, ISpanFormattable, IUtf8SpanFormattable
{
    private const string Expected = "YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS with up to seven decimals";
    private const int DayLength = 10;
    private const int TimeLength = 8;
    private const int MostDecimals = 7;
    private const int LongestText = DayLength + 1 + TimeLength + 1 + MostDecimals;

    // A T, a blank, or nothing for a day without a time.
    private readonly byte _separator;
    private readonly byte _decimals;

    /// <summary>A day, written <c>YYYY-MM-DD</c>.</summary>
    public IsoDate(DateOnly day) => Day = day;

    /// <summary>A point in time, written with a blank before the time; midnight is written as the day alone.</summary>
    public IsoDate(DateTime time)
    {
        Day = DateOnly.FromDateTime(time);
        Time = time.TimeOfDay == default ? null : TimeOnly.FromDateTime(time);
        _separator = Time is null ? default : (byte)' ';
        _decimals = DecimalsOf(time.Ticks);
    }

    private IsoDate(DateOnly day, TimeOnly time, byte separator, int decimals)
    {
        Day = day;
        Time = time;
        _separator = separator;
        _decimals = (byte)decimals;
    }

    /// <summary>The day.</summary>
    public DateOnly Day { get; }

    /// <summary>The time of the day, or <see langword="null"/> for the day alone.</summary>
    public TimeOnly? Time { get; }

    /// <summary>A day.</summary>
    public static implicit operator IsoDate(DateOnly day) => new(day);

    /// <summary>A point in time; midnight is the day alone.</summary>
    public static implicit operator IsoDate(DateTime time) => new(time);

    /// <summary>Whether the first is before the second.</summary>
    public static bool operator <(IsoDate left, IsoDate right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is after the second.</summary>
    public static bool operator >(IsoDate left, IsoDate right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is not after the second.</summary>
    public static bool operator <=(IsoDate left, IsoDate right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is not before the second.</summary>
    public static bool operator >=(IsoDate left, IsoDate right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a day, or a day with a time.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static IsoDate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan(), provider: null);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static IsoDate Parse(string text, IFormatProvider? provider) => Parse(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static IsoDate Parse(ReadOnlySpan<char> text, IFormatProvider? provider) => TryParse(text, out var value) ? value : throw TextFormat.NotA(text, nameof(IsoDate), Expected);

    /// <inheritdoc cref="Parse(string)"/>
    public static IsoDate Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => TryParse(utf8Text, out var value) ? value : throw TextFormat.NotA(utf8Text, nameof(IsoDate), Expected);

    /// <summary>Reads a day, or a day with a time.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out IsoDate value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out IsoDate)"/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out IsoDate value) => TryParse(text, out value);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out IsoDate)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out IsoDate value) => TryParse(utf8Text, out value);

    /// <summary>Reads a day, or a day with a time.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IsoDate value)
    {
        Span<byte> utf8Text = stackalloc byte[LongestText];
        value = default;
        return CodeText.TryNarrow(text, utf8Text, out var length) && TryParse(utf8Text[..length], out value);
    }

    /// <summary>Reads a day, or a day with a time.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out IsoDate value)
    {
        value = default;
        if (utf8Text.Length < DayLength || !Scalars.TryIsoDay(utf8Text[..DayLength], out var day))
        {
            return false;
        }

        if (utf8Text.Length == DayLength)
        {
            value = new IsoDate(day);
            return true;
        }

        var separator = utf8Text[DayLength];
        if (separator is not ((byte)' ' or (byte)'T') || !TryTime(utf8Text[(DayLength + 1)..], out var time, out var decimals))
        {
            return false;
        }

        value = new IsoDate(day, time, separator, decimals);
        return true;
    }

    /// <summary>Whether the time is earlier than another, or later; a day alone comes before its times, and other spellings of one time after each other.</summary>
    public int CompareTo(IsoDate other) => (Day, Time ?? default, Time is not null, _separator, _decimals).CompareTo((other.Day, other.Time ?? default, other.Time is not null, other._separator, other._decimals));

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        IsoDate other => CompareTo(other),
        _ => throw new ArgumentException($"A IsoDate was expected, not a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>Day and, unless this is a day alone, time.</summary>
    public void Deconstruct(out DateOnly day, out TimeOnly? time) => (day, time) = (Day, Time);

    /// <summary>The text in the spelling in which it was read or made.</summary>
    public override string ToString() => AsciiFormat.ToText(this, LongestText);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        AsciiFormat.TryFormat(this, LongestText, destination, out charsWritten);

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        bytesWritten = 0;
        if (utf8Destination.Length < Length)
        {
            return false;
        }

        Day.TryFormat(utf8Destination, out bytesWritten, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Time is not { } time)
        {
            return true;
        }

        utf8Destination[bytesWritten++] = _separator;
        time.TryFormat(utf8Destination[bytesWritten..], out var written, "HH:mm:ss", CultureInfo.InvariantCulture);
        bytesWritten += written;
        if (_decimals > 0)
        {
            utf8Destination[bytesWritten++] = (byte)'.';
            var fraction = (ulong)(time.Ticks % TimeSpan.TicksPerSecond) / Digits.PowerOfTen(MostDecimals - _decimals);
            Digits.Write(utf8Destination.Slice(bytesWritten, _decimals), fraction);
            bytesWritten += _decimals;
        }

        return true;
    }

    private int Length => Time is null ? DayLength : DayLength + 1 + TimeLength + (_decimals > 0 ? 1 + _decimals : 0);

    private static byte DecimalsOf(long ticks)
    {
        var decimals = ticks % TimeSpan.TicksPerSecond == 0 ? 0 : ticks % TimeSpan.TicksPerMillisecond == 0 ? 3 : MostDecimals;
        return (byte)decimals;
    }

    private static bool TryTime(ReadOnlySpan<byte> utf8, out TimeOnly time, out int decimals)
    {
        time = default;
        decimals = utf8.Length - TimeLength - 1;
        if (utf8.Length < TimeLength || decimals is 0 or > MostDecimals || utf8[2] != ':' || utf8[5] != ':'
            || !Scalars.TryDigits(utf8[..2], out var hour) || hour > 23
            || !Scalars.TryDigits(utf8[3..5], out var minute) || minute > 59
            || !Scalars.TryDigits(utf8[6..TimeLength], out var second) || second > 59)
        {
            return false;
        }

        decimals = Math.Max(decimals, 0);
        var fraction = 0;
        if (decimals > 0 && (utf8[TimeLength] != '.' || !Scalars.TryDigits(utf8[(TimeLength + 1)..], out fraction)))
        {
            return false;
        }

        var ticks = fraction * (long)Digits.PowerOfTen(MostDecimals - decimals);
        time = new TimeOnly(new TimeOnly(hour, minute, second).Ticks + ticks);
        return true;
    }
}
