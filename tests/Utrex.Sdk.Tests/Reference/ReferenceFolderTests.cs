using Utrex.Sdk.Utah;

namespace Utrex.Sdk.Tests.Reference;

/// <summary>Registers that are not what they should be: the place and the value, and nothing of anybody else.</summary>
public sealed class ReferenceFolderTests : IDisposable
{
    private const string Header = "SSID,ACTIVE_FLAG,LAST_NAME,FIRST_NAME,BIRTH_DATE,COHORT_YEAR,LEA_NUMBER\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("utrex-reference-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("26")]
    [InlineData("0026")]
    [InlineData("20260")]
    [InlineData("MMXX")]
    public void A_year_has_four_digits(string year) =>
        Refused($"1,Y,Jensen,Emma,20100101,{year},01\n").ShouldEndWith($"REF_SSID.csv, line 2: '{year}' in the column COHORT_YEAR is no year; four digits were expected.");

    [Fact]
    public void A_value_is_shown_printable_and_shortened()
    {
        Refused("1,Y\u202EN,Jensen,Emma,20100101,2028,01\n").ShouldContain("'Y<U+202E>N' in the column ACTIVE_FLAG is no flag");
        Refused($"1,Y,Jensen,Emma,{new string('1', 9_000)},2028,01\n").ShouldContain($"'{new string('1', 64)}…' in the column BIRTH_DATE is no date");
    }

    [Fact]
    public void A_header_is_shown_printable_and_shortened()
    {
        Write("A\u202EB," + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"COLUMN{i}")) + "\n");

        var message = Should.Throw<ReferenceDataException>(() => ReferenceFolder.Open(_folder)).Message;

        message.ShouldContain("the columns SSID, ACTIVE_FLAG, ");
        message.ShouldContain("the file has A<U+202E>B, COLUMN0, ");
        message.Length.ShouldBeLessThan(2000);
    }

    [Theory]
    [InlineData("1,Y,\"Jensen\"x,Emma,20100101,2028,01\n")]
    [InlineData("1,Y,Jensen\n")]
    [InlineData("1,N,Olsen,Per,20100101,2028,01\n2,?,Jensen,Emma,20100101,2028,01\n")]
    public void A_row_that_cannot_be_read_shows_nobody(string rows)
    {
        Write(Header + rows);

        var error = Should.Throw<ReferenceDataException>(() => ReferenceFolder.Open(_folder));

        error.ToString().ShouldNotContain("Jensen");
        error.ToString().ShouldNotContain("Olsen");
    }

    [Fact]
    public void Reading_can_be_ended()
    {
        Write(Header + "1,Y,Jensen,Emma,20100101,2028,01\n");

        Should.Throw<OperationCanceledException>(() => ReferenceFolder.Open(_folder, new CancellationToken(canceled: true)));
    }

    private string Refused(string rows)
    {
        Write(Header + rows);
        return Should.Throw<ReferenceDataException>(() => ReferenceFolder.Open(_folder)).Message;
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "REF_SSID.csv"), text);
}
