using System.Buffers;
using System.Reflection;
using System.Text;
using Utrex.Fuzzing;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.IO;

/// <summary>What is written is read back: every record type, both layouts, values as hostile as the layout can hold.</summary>
public class RoundTripTests
{
    private const int Rounds = 60;
    private const int Seed = 20260701;

    public static TheoryData<string, RecordLayout> RecordsAndLayouts()
    {
        var data = new TheoryData<string, RecordLayout>();
        foreach (var record in UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0))
        {
            data.Add(record.Id, RecordLayout.Delimited);
            data.Add(record.Id, RecordLayout.Positional);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RecordsAndLayouts))]
    public void A_record_is_read_back_as_it_was_written(string id, RecordLayout layout) =>
        Invoke(nameof(RoundTrip), id, layout);

    [Theory]
    [MemberData(nameof(RecordsAndLayouts))]
    public void A_line_keeps_every_value_through_the_other_layout(string id, RecordLayout layout) =>
        Invoke(nameof(Convert), id, layout);

    [Theory]
    [MemberData(nameof(RecordsAndLayouts))]
    public void Writing_allocates_nothing(string id, RecordLayout layout) =>
        Invoke(nameof(Allocate), id, layout);

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    public void A_value_that_the_file_cannot_hold_is_refused_by_name_and_leaves_nothing(string value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BatchWriter(output, RecordLayout.Delimited);

        var error = Should.Throw<FieldFormatException>(() => writer.Write(new StudentRecord { LastName = value }));

        error.Field.ShouldBe("LAST NAME");
        error.Message.ShouldStartWith("S1 LAST NAME: ");
        error.Message.ShouldNotContain(value);
        output.WrittenCount.ShouldBe(0);
        writer.Write(new StudentRecord { LastName = "Jensen" });
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("S1=\t\t\tJensen\n");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() =>
        Should.Throw<FieldFormatException>(() => Write(new StudentRecord { LastName = "a" + (char)0xD800 }, RecordLayout.Delimited)).Message.ShouldContain("surrogate");

    [Fact]
    public void What_does_not_fit_is_refused_not_cut()
    {
        var writer = new BatchWriter(new ArrayBufferWriter<byte>(), RecordLayout.Positional);

        Should.Throw<FieldFormatException>(() => writer.Write(new StudentRecord { LastName = new string('x', 101) })).Message.ShouldContain("101 bytes");
        Should.Throw<FieldFormatException>(() => writer.Write(new StudentRecord { DaysAttended = 1234 })).Field.ShouldBe("DAYS ATTENDED");
        Should.Throw<FieldFormatException>(() => writer.Write(new StudentRecord { DaysAttended = -1 })).Message.ShouldContain("negative");
        Should.Throw<FieldFormatException>(() => writer.Write(new CourseMembershipRecord { CreditsEarned = 0.12345m })).Message.ShouldContain("3 decimals");
    }

    /// <summary>The contract's own examples.</summary>
    [Fact]
    public void The_district_record_looks_as_the_contract_says()
    {
        var district = new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, WhichMonth = "OCT", SisAsOfDate = new DateTime(2025, 10, 1) };

        Write(district, RecordLayout.Delimited).ShouldBe("DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\n"u8.ToArray());
        Write(district, RecordLayout.Positional).ShouldBe("DI=01YR=2026OK=OCT2025-10-01 00:00:00.000\n"u8.ToArray());
    }

    private static void Invoke(string method, string id, RecordLayout layout)
    {
        var type = typeof(StudentRecord).Assembly.GetType("Utrex.Sdk.Y2026.Records." + UtrexSpecification.Current.FindRecord(id)!.TypeName, throwOnError: true)!;
        typeof(RoundTripTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [layout], null);
    }

    private static void RoundTrip<TRecord>(RecordLayout layout)
        where TRecord : struct, IRecord<TRecord>
    {
        var random = new RandomRecords(layout, new Random(Seed));
        for (var round = 0; round < Rounds; round++)
        {
            var record = random.Next<TRecord>();

            using var reader = BatchReader.Open(Write(record, layout), UtrexSpecification.Current);
            reader.Read().ShouldBeTrue();
            reader.Problem.ShouldBe(LineProblem.None);
            TRecord.TryRead(reader.Current, out var copy, out var error).ShouldBeTrue(error.ToString());
            copy.Equals(record).ShouldBeTrue($"round {round}");
            reader.Read().ShouldBeFalse();
        }
    }

    private static void Convert<TRecord>(RecordLayout layout)
        where TRecord : struct, IRecord<TRecord>
    {
        var random = new RandomRecords(RecordLayout.Positional, new Random(Seed));
        var other = layout == RecordLayout.Delimited ? RecordLayout.Positional : RecordLayout.Delimited;
        for (var round = 0; round < Rounds; round++)
        {
            var record = random.Next<TRecord>();

            using var reader = BatchReader.Open(Rewrite(Rewrite(Write(record, layout), other), layout), UtrexSpecification.Current);
            reader.Read().ShouldBeTrue();
            TRecord.TryRead(reader.Current, out var copy, out var error).ShouldBeTrue(error.ToString());
            copy.Equals(record).ShouldBeTrue($"round {round}");
        }
    }

    private static void Allocate<TRecord>(RecordLayout layout)
        where TRecord : struct, IRecord<TRecord>
    {
        var record = new RandomRecords(RecordLayout.Positional, new Random(Seed)).Next<TRecord>();
        var output = new ArrayBufferWriter<byte>(1 << 20);
        var writer = new BatchWriter(output, layout);
        writer.Write(record);

        Allocation.OfEveryPass(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                writer.Write(record);
            }
        }).ShouldBe(0);
    }

    private static byte[] Rewrite(byte[] batch, RecordLayout layout)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BatchWriter(output, layout);
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            writer.Write(reader.Current, reader.Record!);
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] Write<TRecord>(TRecord record, RecordLayout layout)
        where TRecord : struct, IRecord<TRecord>
    {
        var output = new ArrayBufferWriter<byte>();
        new BatchWriter(output, layout).Write(record);
        return output.WrittenSpan.ToArray();
    }
}
