using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.IO;

/// <summary>Every number that the writer takes, the reader reads as the same number; every other one is refused by name.</summary>
public class NumberTests
{
    // Every power of ten with its neighbours, and the ends of what types hold.
    private static readonly decimal[] Edges =
    [
        .. Enumerable.Range(0, 28).Select(power => decimal.Parse("1" + new string('0', power), CultureInfo.InvariantCulture)).SelectMany(number => new[] { number - 1, number, number + 1, -number, 1 / number, number + (1 / number) }),
        int.MaxValue, int.MaxValue + 1m, long.MaxValue, long.MaxValue + 1m, ulong.MaxValue, ulong.MaxValue + 1m, decimal.MaxValue, decimal.MinValue,
        1.0000000000000000000000000000m, 0.00m, -0.0m, 12.50m, 999_999_999_999_999_999m, 999_999_999_999_999.999m, 1_000_000_000_000_000m, 9_999_999_999_999_999.99m,
    ];

    private static readonly Arbitrary<decimal> Numbers = Gen.OneOf(
        Gen.Elements(Edges),
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from middle in Gen.Choose(int.MinValue, int.MaxValue)
        from high in Gen.Elements(0, 0, 0, 1, int.MaxValue)
        from scale in Gen.Choose(0, 28)
        select new decimal(low, middle, high, isNegative: false, (byte)scale)).ToArbitrary();

    public static TheoryData<string, string, RecordLayout> Fields()
    {
        var data = new TheoryData<string, string, RecordLayout>();
        foreach (var record in UtrexSpecification.Current.Records)
        {
            foreach (var field in record.Fields.Where(field => field.Type is FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode))
            {
                data.Add(record.Id, field.Property, RecordLayout.Delimited);
                data.Add(record.Id, field.Property, RecordLayout.Positional);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_number_is_read_back_or_refused_by_name(string id, string property, RecordLayout layout)
    {
        var type = typeof(StudentRecord).Assembly.GetType("Utrex.Sdk.Y2026.Records." + UtrexSpecification.Current.FindRecord(id)!.TypeName, throwOnError: true)!;
        typeof(NumberTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [property, layout], null);
    }

    [Theory]
    [InlineData(26, "DI SCHOOL YEAR: 26 has 2 digits; exactly 4 were expected.")]
    [InlineData(0, "DI SCHOOL YEAR: 0 has 1 digits; exactly 4 were expected.")]
    [InlineData(20260, "DI SCHOOL YEAR: 20260 has 5 digits; exactly 4 were expected.")]
    [InlineData(-2026, "DI SCHOOL YEAR: -2026 is negative; a number from 0 on was expected.")]
    public void A_year_has_all_its_digits(int year, string message)
    {
        Refused(new DistrictRecord { SchoolYear = year }).ShouldBe(message);
        Refused(new TranscriptCourseRecord { SchoolYear = year }).ShouldBe(message.Replace("DI", "TC", StringComparison.Ordinal));
    }

    /// <summary>Days have leading zeros, and so a fixed number of digits too; but no more than that.</summary>
    [Fact]
    public void Days_of_a_school_year_are_filled_with_zeros()
    {
        Encoding.ASCII.GetString(Write(new SchoolRecord { DaysInSchoolYear = 90 }, RecordLayout.Delimited)).ShouldBe("SC=\t\t090\n");
        Refused(new SchoolRecord { DaysInSchoolYear = 1800 }).ShouldBe("SC DAYS IN SCHOOL YEAR: 1800 has 4 digits; at most 3 were expected.");
    }

    [Fact]
    public void A_number_that_the_reader_refuses_is_not_written() =>
        Refused(new CourseMembershipRecord { CreditsEarned = 1e15m }).ShouldBe("AM CREDITS EARNED: 1000000000000000 is too great to be read back; a number of at most 999999999999999.999 was expected.");

    private static void Check<TRecord>(string property, RecordLayout layout)
        where TRecord : struct, IRecord<TRecord>
    {
        var field = TRecord.Info.FindProperty(property);
        var taken = 0;
        Array.ForEach(Edges, Check);
        Prop.ForAll(Numbers, Check).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        taken.ShouldBeGreaterThan(0);

        void Check(decimal number)
        {
            object record = default(TRecord);
            var place = typeof(TRecord).GetProperty(property)!;
            if (ValueOf(number, place.PropertyType) is not { } value)
            {
                return;
            }

            place.SetValue(record, value);
            try
            {
                var line = Write((TRecord)record, layout);
                TRecord.TryRead(RecordLine.Parse(line.AsSpan()[..^1], new int[300]), out var copy, out var error).ShouldBeTrue(error.ToString());
                place.GetValue(copy).ShouldBe(value, Encoding.ASCII.GetString(line));
                taken++;
            }
            catch (FieldFormatException e)
            {
                e.Message.ShouldStartWith($"{TRecord.Info.Id} {field.Name}: ");
                e.Message.ShouldContain(field.IsPersonal ? "the value" : decimal.Truncate(number).ToString(CultureInfo.InvariantCulture));
                e.Message.ShouldMatch("(was|were) expected|round it first|has room for");
            }
        }
    }

    /// <summary>The number as a property holds it, or <see langword="null"/> where it cannot.</summary>
    private static object? ValueOf(decimal number, Type type) => type switch
    {
        _ when type == typeof(decimal?) => number,
        _ when type == typeof(int?) => number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null,
        _ when type == typeof(long?) => number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null,
        _ => number < 0 ? null : Activator.CreateInstance(type, number),
    };

    /// <summary>What the exception says before it names the line of the specification.</summary>
    private static string Refused<TRecord>(TRecord record)
        where TRecord : struct, IRecord<TRecord>
    {
        var error = Should.Throw<FieldFormatException>(() => Write(record, RecordLayout.Delimited));
        var where = $" See line {TRecord.Info.FindField(error.Field)!.Source} of the specification.";
        error.Message.ShouldEndWith(where);
        return error.Message[..^where.Length];
    }

    private static byte[] Write<TRecord>(TRecord record, RecordLayout layout)
        where TRecord : struct, IRecord<TRecord>
    {
        var output = new ArrayBufferWriter<byte>();
        new BatchWriter(output, layout).Write(record);
        return output.WrittenSpan.ToArray();
    }
}
