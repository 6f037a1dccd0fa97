using System.Buffers;
using System.Text;
using Library.Codes;
using Library.Records;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;

namespace Library.Tests;

/// <summary>A specification of the user's own: its records are written, read back and validated like the state's.</summary>
public class LibraryTests
{
    private static readonly LibraryRecord Branch = new()
    {
        Branch = "001",
        AsOf = new DateTime(2030, 9, 1, 8, 30, 0, 125),
        Year = 2031,
        Closes = new MonthDay(6, 15),
    };

    private static readonly BookRecord Book = new()
    {
        Shelf = "A-17",
        Title = "Die Verwandlung, Übersetzung",
        State = "WO",
        LentOut = true,
        Pages = 123456789012,
        Price = 12.5m,
        Rating = 4.5m,
        Printed = new PartialDate(1915, 10, hasHyphen: true),
        Place = "B7-42",
    };

    private static readonly LoanRecord Loan = new() { Reader = "8FVC9G8F+6X", From = new DateOnly(2030, 9, 2), To = new DateOnly(2031, 1, 31) };

    [Theory]
    [InlineData(RecordLayout.Delimited)]
    [InlineData(RecordLayout.Positional)]
    public void Records_are_read_back_as_they_were_written(RecordLayout layout)
    {
        using var reader = BatchReader.Open(Write(layout), LibrarySpecification.Current);

        reader.Read().ShouldBeTrue();
        new LibraryView(reader.Current).TryGetRecord(out var branch, out _).ShouldBeTrue();
        branch.ShouldBe(Branch);
        reader.Read().ShouldBeTrue();
        new BookView(reader.Current).TryGetRecord(out var book, out _).ShouldBeTrue();
        book.ShouldBe(Book);
        reader.Read().ShouldBeTrue();
        LoanRecord.TryRead(reader.Current, out var loan, out _).ShouldBeTrue();
        loan.ShouldBe(Loan);
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void A_batch_validates_clean() => Validate(Write(RecordLayout.Positional)).ShouldBeEmpty();

    [Fact]
    public void Rules_of_the_users_own_fire()
    {
        var batch = "LB=\t000\t2030-09-01\t2030\t0431\n"u8.ToArray()
            .Concat("BK=\t0Z\tx\tG\tN\t0\t0\t5.1\t203112\tD1-11\n"u8.ToArray())
            .Concat("LN=\t\t20300230\t2030-01-01\n"u8.ToArray()).ToArray();

        Validate(batch).ShouldBe(
        [
            "LB.003", "LB.004", "LB.006", "LB.007", "LB.008", "LB.009", "LB.011",
            "BK.003", "BK.X01", "BK.X02", "BK.X03", "BK.X04", "BK.X05", "BK.X07", "BK.X08", "BK.X09", "BK.X10",
            "LN.001", "LN.002",
        ]);
    }

    [Fact]
    public void A_withdrawn_book_only_needs_its_shelf() =>
        Validate(Encoding.UTF8.GetBytes("LB=\t001\t2030-09-01 00:00:00.000\t2031\nBK=\tA1\t\tW\n")).ShouldBeEmpty();

    /// <summary>Conditions over several fields: codes with aliases, parts of a value, lists, dates of two forms, and what is unknown.</summary>
    [Theory]
    [InlineData("BK=\tC1\tTitle\tN\tN\t5\t1\t5", "BK.X14")]
    [InlineData("BK=\tC1\tTitle\tWO\tY\t5\t1\t4.4", "BK.X14")]
    [InlineData("BK=\tC1\tTitle\tWO\tY\t5\t1\t4.5", null)]
    [InlineData("BK=\tB1\tTitle\tN\tN\t5\t1\t5", null)]
    [InlineData("BK=\tC1\tTitle\tW\tN\t5\t1\t5", null)]
    [InlineData("LN=\t8FVC9G8F+6X\t20301005\t2030-10-04", "LN.004")]
    [InlineData("LN=\t8FVC9G8F+6X\t20301005\t2030-10-05", null)]
    [InlineData("LN=\t8FVC9G8F+6X\t20300802\t", "LN.005")]
    [InlineData("LN=\t8FVC9G8F+6X\t20300803\t", null)]
    public void Conditions_over_several_fields(string line, string? rule) =>
        Validate(Encoding.UTF8.GetBytes("LB=\t001\t2030-09-01 00:00:00.000\t2031\t0615\n" + line + "\n")).Where(id => id is "BK.X14" or "LN.004" or "LN.005").ShouldBe(rule is null ? [] : [rule]);

    [Fact]
    public void A_list_names_what_a_value_must_not_be() =>
        Validate("LB=\t001\t2030-09-01 00:00:00.000\t2031\t0724\n"u8.ToArray()).ShouldBe(["LB.008", "LB.012"]);

    [Fact]
    public void Codes_know_their_meaning_and_their_history()
    {
        BookState.WornOut.Code.ShouldBe("WORNOUTBYREADERS");
        ((BookState)"WO").ShouldBe(BookState.WornOut);
        BookState.Good.IsRetired.ShouldBeTrue();
        BookState.Good.Info!.Replacement.ShouldBe("N");
        Should.Throw<FormatException>(() => (BookState)"NN").Message.ShouldBe("'NN' is no code of BookState. Did you mean 'N' (New)? Its codes are 'N' (New), 'WORNOUTBYREADERS' (Unreadable), 'W' (Withdrawn).");
        BookState.TryParse("N\0"u8, out _).ShouldBeFalse();
    }

    private static byte[] Write(RecordLayout layout)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BatchWriter(output, layout);
        writer.Write(Branch);
        writer.Write(Book);
        writer.Write(Loan);
        return output.WrittenSpan.ToArray();
    }

    private static List<string> Validate(byte[] batch)
    {
        var rules = new List<string>();
        using var reader = BatchReader.Open(batch, LibrarySpecification.Current);
        new BatchValidator(LibrarySpecification.Current, new SubmissionContext(2031, new DateOnly(2030, 10, 1))).Validate(reader, finding => rules.Add(finding.Rule.Id));
        return rules;
    }
}
