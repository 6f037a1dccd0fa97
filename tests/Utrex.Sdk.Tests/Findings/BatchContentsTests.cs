using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Tests.Findings;

/// <summary>What a batch holds, as a person asks for it.</summary>
public sealed class BatchContentsTests
{
    private const string Head = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\n";

    [Fact]
    public void Records_schools_and_students_are_counted_once_each()
    {
        var contents = Of(Head + "SC=\t104\nS1=\t1\t7\nS1=\t1\t7\nS1=\t1\t8\nAM=\t7\nS1=\t1\nSC=\t105\nS1=\t1\t9\nSC=\t104\nZZ=\n");

        contents.Records.Select(count => $"{count.Key.Id} {count.Value}").ShouldBe(["DI 1", "SC 3", "S1 5", "AM 1"]);
        contents.Groups.ShouldBe(["104", "105"]);
        contents.Delimited.ShouldBe(10);
        contents.Positional.ShouldBe(0);
        (contents.Lea, contents.SchoolYear, contents.AsOf, contents.FirstLine).ShouldBe(("01", "2026", "2025-10-01 00:00:00.000", 1));
        Encoding.UTF8.GetString(contents.FirstRecord.Span).ShouldBe(Head.TrimEnd());
        contents.Students.ShouldBe(Students("S1=\t1\t7\nS1=\t1\t7\nS1=\t1\t8\nS1=\t1\nS1=\t1\t9\n"));
    }

    [Fact]
    public void Both_layouts_are_counted()
    {
        var contents = Of("S4=\t1\n" + Head + "DI=02YR=2026\n");

        (contents.Delimited, contents.Positional, contents.FirstLine, contents.Lea).ShouldBe((2, 1, 2, "01"));
    }

    [Fact]
    public void A_batch_of_nothing_holds_nothing()
    {
        var contents = Of("");

        contents.Records.ShouldBeEmpty();
        (contents.Lea, contents.AsOf, contents.Students, contents.FirstLine).ShouldBe((null, null, 0, 1));
        contents.FirstRecord.IsEmpty.ShouldBeTrue();
    }

    /// <summary>All of it is known once the first finding is handed on.</summary>
    [Fact]
    public void The_first_finding_comes_when_all_has_been_read()
    {
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes("ZZ=\n" + Head + "S4=\t1\n"), UtrexSpecification.Current);
        var validator = new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2026, new DateOnly(2025, 10, 1)));
        int? atFirst = null;

        validator.Validate(reader, _ => atFirst ??= validator.Contents.Delimited);

        atFirst.ShouldBe(2);
    }

    private static int Students(string records)
    {
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(records), UtrexSpecification.Current);
        var field = StudentRecord.Info.FindKey(FieldKey.Student)!;
        var students = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (reader.Current.Field(field) is { IsEmpty: false } student)
            {
                students.Add(Encoding.UTF8.GetString(student));
            }
        }

        return students.Count;
    }

    private static BatchContents Of(string batch)
    {
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(batch), UtrexSpecification.Current);
        var validator = new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2026, new DateOnly(2025, 10, 1)));
        validator.Validate(reader, _ => { });
        return validator.Contents;
    }
}
