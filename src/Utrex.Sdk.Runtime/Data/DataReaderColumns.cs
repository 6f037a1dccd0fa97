using System.Data.Common;
using System.Globalization;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Data;

/// <summary>
/// Columns of a database as the fields of records want them: by name, <see langword="null"/> for NULL, and whatever .NET type the database's provider gives. SQLite
/// has texts for days and long integers for all numbers, PostgreSQL has types of its own for each.
/// </summary>
/// <remarks>
/// An exception names the column and what was expected of it, and no value, which may be personal; only a wrong code is shown, as it tells what was
/// meant.
/// </remarks>
public static class DataReaderColumns
{
    extension(DbDataReader rows)
    {
        /// <summary>A column as text; numbers with a point, days as <c>YYYY-MM-DD</c>.</summary>
        /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
        public string? TextOrNull(string column) => ValueOf(rows, column) switch
        {
            null => null,
            string text => text,
            DateOnly day => new IsoDate(day).ToString(),
            DateTime time => new IsoDate(time).ToString(),
            IFormattable value => value.ToString(format: null, CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };

        /// <summary>A column as a day: a date, a point in time, or a text <c>YYYY-MM-DD</c>, <c>YYYY-MM-DD HH:MM:SS</c> or <c>YYYYMMDD</c>; a blank text is none.</summary>
        /// <exception cref="FormatException">The value is no day.</exception>
        /// <inheritdoc cref="TextOrNull"/>
        public DateOnly? DayOrNull(string column) => ValueOf(rows, column) switch
        {
            null => null,
            DateOnly day => day,
            DateTime time => DateOnly.FromDateTime(time),
            DateTimeOffset time => DateOnly.FromDateTime(time.DateTime),
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text when IsoDate.TryParse(text, out var time) => time.Day,
            string text when PartialDate.TryParse(text, out var date) && date.Day is not null => date.FirstDay,
            var value => throw NotA(column, value, "a day (YYYY-MM-DD, perhaps with a time, or YYYYMMDD)"),
        };

        /// <summary>A column as a point in time: a date, a point in time, or a text <c>YYYY-MM-DD HH:MM:SS</c>; a blank text is none.</summary>
        /// <exception cref="FormatException">The value is no point in time.</exception>
        /// <inheritdoc cref="TextOrNull"/>
        public DateTime? TimeOrNull(string column) => ValueOf(rows, column) switch
        {
            null => null,
            DateOnly day => day.ToDateTime(default),
            DateTime time => time,
            DateTimeOffset time => time.DateTime,
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text when IsoDate.TryParse(text, out var time) => time.Day.ToDateTime(time.Time ?? default),
            var value => throw NotA(column, value, "a point in time (YYYY-MM-DD HH:MM:SS)"),
        };

        /// <summary>A column as a whole number: any type of number without decimals, or digits; a blank text is none.</summary>
        /// <exception cref="FormatException">The value is no whole number, or one that needs more than 32 bits.</exception>
        /// <inheritdoc cref="TextOrNull"/>
        public int? IntegerOrNull(string column) =>
            NumberOf(rows, column, "a whole number") is not { } number ? null
            : number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number
            : throw NotA(column, number, "a whole number of at most 32 bits");

        /// <summary>A column as a number: any type of number, or digits with a point; a blank text is none.</summary>
        /// <exception cref="FormatException">The value is no number.</exception>
        /// <inheritdoc cref="TextOrNull"/>
        public decimal? DecimalOrNull(string column) => NumberOf(rows, column, "a number");

        /// <summary>A column as yes or no: a Boolean, or 1 or 0.</summary>
        /// <exception cref="FormatException">The value is neither.</exception>
        /// <inheritdoc cref="TextOrNull"/>
        public bool? FlagOrNull(string column) => ValueOf(rows, column) switch
        {
            null => null,
            bool flag => flag,
            IConvertible number and (byte or short or int or long) when number.ToInt64(CultureInfo.InvariantCulture) is 0 or 1 => number.ToBoolean(CultureInfo.InvariantCulture),
            var value => throw NotA(column, value, "a Boolean, 1 or 0"),
        };

        /// <summary>A column as a code; NULL is the blank.</summary>
        /// <exception cref="FormatException">The text is no code of the table; the message names the nearest ones.</exception>
        /// <inheritdoc cref="TextOrNull"/>
        public TCode CodeOrBlank<TCode>(string column)
            where TCode : struct, ICode<TCode>
        {
            try
            {
                return TCode.Parse(rows.TextOrNull(column) ?? "");
            }
            catch (FormatException e)
            {
                throw new FormatException($"Column {PrintableText.Of(column)}: {e.Message}", e);
            }
        }
    }

    private static object? ValueOf(DbDataReader rows, string column)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(column);
        var ordinal = rows.GetOrdinal(column);
        return rows.IsDBNull(ordinal) ? null : rows.GetValue(ordinal);
    }

    private static decimal? NumberOf(DbDataReader rows, string column, string expected)
    {
        var value = ValueOf(rows, column);
        try
        {
            return value switch
            {
                null => null,
                string text when string.IsNullOrWhiteSpace(text) => null,
                string text => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
                IConvertible number and not (bool or char or DateTime) => number.ToDecimal(CultureInfo.InvariantCulture),
                _ => throw NotA(column, value, expected),
            };
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException || (e is FormatException && value is string))
        {
            throw NotA(column, value!, expected);
        }
    }

    private static FormatException NotA(string column, object value, string expected) =>
        new($"Column {PrintableText.Of(column)} holds a {value.GetType().Name} that is not {expected}.");
}
