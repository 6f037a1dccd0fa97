using System.Buffers;
using System.Text;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026;
using Utrex.Sdk.Y2026.Records;

namespace BadExporter;

/// <summary>Results thrown away, views that have gone stale, records out of order and fields that do not exist.</summary>
internal static class WrongUse
{
    public static void ThrownAway(ReadOnlyMemory<byte> batch, SubmissionContext context)
    {
        new RecordValidator(context).Validate(Completed.Student); // expect: UTREX3002
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            if (reader.Record == StudentRecord.Info)
            {
                StudentRecord.TryRead(reader.Current, out var student, out _); // expect: UTREX3002
                new StudentView(reader.Current).TryGetRecord(out var same, out _); // expect: UTREX3002
                Console.WriteLine(student == same);
            }
        }

        using var again = BatchReader.Open(batch, UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, context).Validate(again, _ => { }); // expect: UTREX3002
    }

    public static void Stale(ReadOnlyMemory<byte> batch)
    {
        var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        if (!reader.Read())
        {
            return;
        }

        var district = new DistrictView(reader.Current);
        var line = reader.Line;
        if (reader.Read())
        {
            Console.WriteLine(Encoding.UTF8.GetString(district.LeaNumber)); // expect: UTREX3003
            Console.WriteLine(line.Length); // expect: UTREX3003
        }

        var current = reader.Current;
        reader.Dispose();
        Console.WriteLine(current.IsDelimited); // expect: UTREX3003
    }

    public static void OutOfOrder()
    {
        var first = new BatchWriter(new ArrayBufferWriter<byte>(), RecordLayout.Delimited);
        first.Write(Completed.School);
        first.Write(Completed.District); // expect: UTREX3005
        var second = new BatchWriter(new ArrayBufferWriter<byte>(), RecordLayout.Delimited);
        second.Write(Completed.District);
        second.Write(Completed.Student); // expect: UTREX3005
        second.Write(Completed.School);
        var third = new BatchWriter(new ArrayBufferWriter<byte>(), RecordLayout.Delimited);
        third.Write(Completed.District);
        third.Write(Completed.School);
        third.Write(Completed.Student);
        third.Write(Completed.District); // expect: UTREX3005
    }

    public static int NoSuchField(StudentView student) =>
        student["EXIT REASON"].Length // expect: UTREX3006
        + student["Exit Code"].Length // expect: UTREX3006
        + student["EXIT CODE"].Length;
}
