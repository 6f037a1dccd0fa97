using System.Buffers;
using System.Reflection;
using System.Text;
using Utrex.Fuzzing;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.IO;

/// <summary>A line is read as the record that it is, and as no other.</summary>
public class OtherRecordTypeTests
{
    public static TheoryData<string> Records() => [.. UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0).Select(record => record.Id)];

    [Theory]
    [MemberData(nameof(Records))]
    public void No_record_is_read_from_the_line_of_another(string id)
    {
        var type = typeof(StudentRecord).Assembly.GetType("Utrex.Sdk.Y2026.Records." + UtrexSpecification.Current.FindRecord(id)!.TypeName, throwOnError: true)!;
        typeof(OtherRecordTypeTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);
    }

    [Theory]
    [InlineData("S1=\t1234567")]
    [InlineData("S1=1234567")]
    [InlineData("i1=\t1234567")]
    [InlineData("I1")]
    [InlineData("I1 \t1234567")]
    [InlineData("")]
    public void A_view_of_another_type_is_refused(string line) =>
        Should.Throw<ArgumentException>(() => new IncidentView(Parse(line)).IncidentId.ToArray()).Message.ShouldStartWith("The line is no Incident Record: it does not begin with I1=.");

    [Fact]
    public void A_view_that_looks_at_nothing_gives_no_record()
    {
        default(IncidentView).TryGetRecord(out var record, out var error).ShouldBeFalse();

        record.ShouldBe(default);
        error.ToString().ShouldBe("RECORD ID is not I1=.");
    }

    /// <summary>The marks within a line, such as <c>YR=</c>, say that the fields stand where they should.</summary>
    [Theory]
    [InlineData("DI=\t01\tXX=\t2026\tOK=\tOCT", "YEAR IDENTIFIER", "YR=")]
    [InlineData("DI=\t01\tYR=\t2026\tOCT\tOCT", "MONTH IDENTIFIER", "OK=")]
    [InlineData("DI=01XX=2026OK=OCT", "YEAR IDENTIFIER", "YR=")]
    public void A_line_with_another_mark_is_not_read(string line, string field, string expected)
    {
        DistrictRecord.TryRead(Parse(line), out _, out var error).ShouldBeFalse();

        error.Field!.Name.ShouldBe(field);
        error.Expected.ShouldBe(expected);
    }

    [Fact]
    public void A_mark_that_is_left_out_loses_nothing()
    {
        DistrictRecord.TryRead(Parse("DI=\t01\t\t2026"), out var record, out _).ShouldBeTrue();

        record.SchoolYear.ShouldBe(2026);
    }

    [Fact]
    public void A_line_is_not_written_as_another_type()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BatchWriter(output, RecordLayout.Positional);

        Should.Throw<ArgumentException>(() => writer.Write(Parse("S1=\t1234567"), IncidentRecord.Info)).Message.ShouldContain("does not begin with I1=");
        Should.Throw<ArgumentException>(() => writer.Write(default, IncidentRecord.Info));
        Should.Throw<ArgumentException>(() => writer.Write(Parse("SL=\t1234567"), UtrexSpecification.Current.FindRecord("SL")!));

        output.WrittenCount.ShouldBe(0);
    }

    private static RecordLine Parse(string line) => RecordLine.Parse(Encoding.UTF8.GetBytes(line), new int[300]);

    private static void Check<TRecord>()
        where TRecord : struct, IRecord<TRecord>
    {
        foreach (var layout in new[] { RecordLayout.Delimited, RecordLayout.Positional })
        {
            var writer = new RecordWriter(layout);
            new RandomRecords(RecordLayout.Positional, new Random(20260701)).Next<TRecord>().WriteTo(writer);
            var line = writer.Line.ToArray();
            TRecord.TryRead(RecordLine.Parse(line, new int[300]), out _, out var none).ShouldBeTrue(none.ToString());
            foreach (var other in UtrexSpecification.Current.Records.Select(record => record.Id).Where(other => other != TRecord.Info.Id))
            {
                Encoding.ASCII.GetBytes(other, line);

                TRecord.TryRead(RecordLine.Parse(line, new int[300]), out var record, out var error).ShouldBeFalse(other);

                record.Equals(default(TRecord)).ShouldBeTrue();
                error.Field.ShouldBe(TRecord.Info.Fields[0]);
                error.Expected.ShouldBe(TRecord.Info.Id + "=");
            }
        }
    }
}
