using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Codes;

/// <summary>What .NET asks of a value with a text, asked of every code type of a year and of the dates and numbers with spellings of their own.</summary>
public class ContractTests
{
    // Numbers have a point in any language.
    private static readonly IFormatProvider German = new NumberFormatInfo { NumberDecimalSeparator = "," };

    [Fact]
    public void Every_code_type_is_shown_once_and_keeps_the_contracts()
    {
        var visitor = new CodeChecks();

        UtrexSpecification.VisitCodeTypes(visitor);

        visitor.Types.ShouldBe(typeof(ExitCode).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CodeTableAttribute>() is not null).Select(type => type.Name), ignoreOrder: true);
        visitor.Codes.ShouldBeGreaterThan(900);
    }

    [Fact]
    public void Dates_and_numbers_keep_the_contracts()
    {
        Check(new MonthDay(2, 29), new MonthDay(10, 1), "0230");
        Check(new PartialDate(2025, 8), new PartialDate(2025, 8, hasHyphen: true), "2025-8");
        Check(new PartialDate(2025, 8, hasHyphen: true), new PartialDate(new DateOnly(2025, 8, 1)), "20250832");
        Check(new IsoDate(new DateOnly(2025, 8, 1)), new IsoDate(new DateTime(2025, 8, 1, 7, 30, 0)), "2025-02-30");
        Check<NumberOrCode<GradePointAverage>>(3.5m, GradePointAverage.All[0], "3,5");
        Check<NumberOrCode<GradePointAverage>>(default, 0m, "-1");
    }

    [Fact]
    public void Dates_are_compared_and_taken_apart()
    {
        (new MonthDay(8, 18) < new MonthDay(10, 1)).ShouldBeTrue();
        (new PartialDate(new DateOnly(2025, 8, 2)) >= new PartialDate(2025, 8)).ShouldBeTrue();
        (new IsoDate(new DateOnly(2025, 8, 2)) <= new IsoDate(new DateOnly(2025, 8, 1))).ShouldBeFalse();
        (new IsoDate(new DateOnly(2025, 8, 2)) > new IsoDate(new DateTime(2025, 8, 1, 23, 0, 0))).ShouldBeTrue();
        var (month, day) = new MonthDay(8, 18);
        (month, day).ShouldBe((8, 18));
        var (year, _, none) = new PartialDate(2025, 8);
        (year, none).ShouldBe((2025, (int?)null));
        var (date, time) = new IsoDate(new DateTime(2025, 8, 1, 7, 30, 0));
        (date, time).ShouldBe((new DateOnly(2025, 8, 1), new TimeOnly(7, 30)));
        var (number, code) = (NumberOrCode<GradePointAverage>)2m;
        (number, code.IsBlank).ShouldBe((2m, true));
    }

    [Fact]
    public void Codes_are_sorted_as_in_their_table_and_the_blank_is_first() =>
        new[] { GradeLevel.Parse("12"), default, GradeLevel.Parse("02"), GradeLevel.Parse("PK") }.Order().Select(code => code.Code)
            .ShouldBe(["", .. GradeLevel.All.Select(code => code.Code).Where(code => code is "12" or "02" or "PK")]);

    [Fact]
    public void What_is_no_date_says_how_one_is_written()
    {
        Should.Throw<FormatException>(() => MonthDay.Parse("0230")).Message.ShouldBe("'0230' is no MonthDay; MMDD was expected.");
        Should.Throw<FormatException>(() => PartialDate.Parse("2025-8"u8, null)).Message.ShouldBe("'2025-8' is no PartialDate; YYYYMMDD, YYYYMM or YYYY-MM was expected.");
        Should.Throw<FormatException>(() => IsoDate.Parse("today".AsSpan(), null)).Message.ShouldBe("'today' is no IsoDate; YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS with up to seven decimals was expected.");
        Should.Throw<FormatException>(() => Generic<NumberOrCode<GradePointAverage>>("NGPS")).Message.ShouldContain("Did you mean 'NGPA'");
        Should.Throw<FormatException>(() => Generic<ExitCode>("TDD")).Message.ShouldContain("Did you mean 'TD'");

        static T Generic<T>(string text)
            where T : IUtf8SpanParsable<T> => T.Parse(Encoding.UTF8.GetBytes(text), provider: null);
    }

    [Fact]
    public void A_debugger_shows_code_and_meaning_and_of_a_record_nothing_personal()
    {
        typeof(ExitCode).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.ShouldBe("{Code,nq} {Meaning,nq}");
        typeof(StudentRecord).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.ShouldBe("{ToString(),nq}");
        typeof(MonthDay).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.ShouldBe("{ToString(),nq}");
    }

    private static void Check<T>(T less, T more, string wrong)
        where T : struct, IEquatable<T>, IComparable<T>, IComparable, IEqualityOperators<T, T, bool>, ISpanParsable<T>, IUtf8SpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable
    {
        foreach (var value in new[] { less, more })
        {
            var text = value.ToString()!;
            OfString<T>.Read(text).ShouldBe(value);
            OfString<T>.IsRead(text).ShouldBeTrue();
            T.Parse(text, German).ShouldBe(value);
            T.Parse(text.AsSpan(), German).ShouldBe(value);
            T.Parse(Encoding.UTF8.GetBytes(text), German).ShouldBe(value);
            (T.TryParse(text, German, out var read) && read == value).ShouldBeTrue();
            (T.TryParse(text.AsSpan(), German, out read) && read == value).ShouldBeTrue();
            (T.TryParse(Encoding.UTF8.GetBytes(text), German, out read) && read == value).ShouldBeTrue();
            string.Create(CultureInfo.InvariantCulture, $"{value}").ShouldBe(text);
            var utf8 = new byte[text.Length];
            value.TryFormat(utf8, out var length, default, German).ShouldBeTrue();
            Encoding.UTF8.GetString(utf8, 0, length).ShouldBe(text);
            var converter = TypeDescriptor.GetConverter(typeof(T));
            converter.CanConvertFrom(typeof(string)).ShouldBeTrue();
            converter.ConvertFromInvariantString(text).ShouldBe(value);
            converter.ConvertToInvariantString(value).ShouldBe(text);
            value.CompareTo(value).ShouldBe(0);
            value.CompareTo(null).ShouldBePositive();
        }

        (less == more).ShouldBeFalse();
        (less != more).ShouldBeTrue();
        less.CompareTo(more).ShouldBeNegative();
        more.CompareTo((object)less).ShouldBePositive();
        Should.Throw<ArgumentException>(() => less.CompareTo(new object()));

        T.TryParse(wrong, null, out var none).ShouldBeFalse();
        none.ShouldBe(default);
        T.TryParse(wrong.AsSpan(), null, out _).ShouldBeFalse();
        T.TryParse(Encoding.UTF8.GetBytes(wrong), null, out _).ShouldBeFalse();
        OfString<T>.IsRead(null).ShouldBeFalse();
        Should.Throw<FormatException>(() => T.Parse(wrong, null)).Message.ShouldStartWith($"'{wrong}' is no ");
        Should.Throw<FormatException>(() => T.Parse(wrong.AsSpan(), null)).Message.ShouldStartWith($"'{wrong}' is no ");
        Should.Throw<FormatException>(() => T.Parse(Encoding.UTF8.GetBytes(wrong), null)).Message.ShouldStartWith($"'{wrong}' is no ");
        Should.Throw<ArgumentNullException>(() => OfString<T>.Read(null!));
        Should.Throw<FormatException>(() => TypeDescriptor.GetConverter(typeof(T)).ConvertFromInvariantString(wrong));
    }

    /// <summary>What takes a string and nothing else; a call on a type with more would take the span of it.</summary>
    private static class OfString<T>
        where T : struct, IParsable<T>
    {
        public static T Read(string text) => T.Parse(text, provider: null);

        public static bool IsRead(string? text) => T.TryParse(text, provider: null, out _);
    }

    private sealed class CodeChecks : ICodeVisitor
    {
        public List<string> Types { get; } = [];

        public int Codes { get; private set; }

        public void Visit<TCode>()
            where TCode : struct, ICode<TCode>
        {
            Types.Add(typeof(TCode).Name);
            Codes += TCode.All.Count;
            var before = default(TCode);
            foreach (var code in TCode.All)
            {
                Check(before, code, "no code of any table");
                TCode.Parse(code.Code).ShouldBe(code);
                before = code;
            }
        }
    }
}
