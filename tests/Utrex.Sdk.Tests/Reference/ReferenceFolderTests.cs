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

    [Fact]
    public void What_is_read_beside_answers_once_it_is_there()
    {
        Write(Header + "1,Y,Jensen,Emma,20100101,2028,01\n2,N,Olsen,Per,,,\n1,N,Jensen,Ida,20110101,,02\n");

        var begun = ReferenceFolder.Begin(_folder);

        begun.FindStudents("1").ShouldBe(ReferenceFolder.Open(_folder).FindStudents("1"));
        begun.FindStudents("1").Select(student => student.FirstName).ShouldBe(["Emma", "Ida"]);
        begun.FindStudents("2").ShouldHaveSingleItem().ShouldBe(new StudentReference { Ssid = "2", LastName = "Olsen", FirstName = "Per" });
        begun.Has(ReferenceRegister.Staff).ShouldBeFalse();
        Should.NotThrow(() => begun.WaitUntilReady(CancellationToken.None));
    }

    [Fact]
    public void What_is_read_beside_says_why_it_cannot_be_read()
    {
        Write(Header + "1,?,Jensen,Emma,20100101,2028,01\n");

        var begun = ReferenceFolder.Begin(_folder);

        Should.Throw<ReferenceDataException>(() => begun.WaitUntilReady(CancellationToken.None)).Message.ShouldContain("'?' in the column ACTIVE_FLAG is no flag");
        Should.Throw<ReferenceDataException>(() => begun.FindStudents("1")).Line.ShouldBe(2);
        Should.Throw<DirectoryNotFoundException>(() => ReferenceFolder.Begin(Path.Combine(_folder, "nothing")));
    }

    [Fact]
    public void Reading_beside_can_be_ended()
    {
        Write(Header + "1,Y,Jensen,Emma,20100101,2028,01\n");

        var begun = ReferenceFolder.Begin(_folder, new CancellationToken(canceled: true));

        Should.Throw<OperationCanceledException>(() => begun.WaitUntilReady(CancellationToken.None));
    }

    [Theory]
    [InlineData("\n", "utf-8")]
    [InlineData("\r\n", "utf-8")]
    [InlineData("\r", "utf-8")]
    [InlineData("\r\n", "utf-16")]
    [InlineData("\n", "utf-16BE")]
    public void Rows_are_read_wherever_a_block_ends(string lineEnd, string encoding)
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 20_000).Select(i => (Ssid: $"{1400000 + (i / 2)}", Last: Name(random), First: Name(random), Lea: i % 3 == 0 ? "" : "01")).ToArray();
        var text = new System.Text.StringBuilder(Header.TrimEnd('\n') + lineEnd);
        foreach (var (ssid, last, first, lea) in rows)
        {
            text.Append(string.Join(',', [ssid, random.Next(2) == 0 ? "Y" : " 1 ", Quoted(last), Quoted(first), "20100131", "", $" {lea} "])).Append(lineEnd);
        }

        File.WriteAllText(Path.Combine(_folder, "REF_SSID.csv"), text.ToString(), System.Text.Encoding.GetEncoding(encoding));
        var register = ReferenceFolder.Open(_folder);

        foreach (var group in rows.GroupBy(row => row.Ssid))
        {
            var known = register.FindStudents(group.Key);
            known.Select(row => (row.Ssid, row.LastName ?? "", row.FirstName ?? "", row.Lea ?? "", row.IsActive, row.BirthDate, row.CohortYear))
                .ShouldBe(group.Select(row => (row.Ssid, row.Last.Trim(), row.First.Trim(), row.Lea, true, (DateOnly?)new DateOnly(2010, 1, 31), (int?)null)));
            var i = 0;
            foreach (var row in register.FindStudents(System.Text.Encoding.UTF8.GetBytes(group.Key)))
            {
                var same = new StudentRow(known[i++]);
                (row.LastName.SequenceEqual(same.LastName) && row.FirstName.SequenceEqual(same.FirstName) && row.Lea.SequenceEqual(same.Lea)).ShouldBeTrue();
                (row.IsActive, row.BirthDate, row.CohortYear).ShouldBe((same.IsActive, same.BirthDate, same.CohortYear));
            }

            i.ShouldBe(known.Count);
        }

        register.FindStudents("1399999").ShouldBeEmpty();
        register.FindStudents("1399999"u8).MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_found_early()
    {
        Write(Header + "1,Y,\"Jensen,Emma,20100101,2028,01\n" + string.Concat(Enumerable.Repeat("2,Y,Olsen,Per,20100101,2028,01\n", 10_000)));

        Should.Throw<ReferenceDataException>(() => ReferenceFolder.Open(_folder)).Message.ShouldContain("a value has more than 10000 characters: check the quotes around it.");
    }

    private static string Name(Random random) => new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abcé\"',x"[random.Next(8)])]);

    private static string Quoted(string value) => value.AsSpan().ContainsAny('"', ',') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private string Refused(string rows)
    {
        Write(Header + rows);
        return Should.Throw<ReferenceDataException>(() => ReferenceFolder.Open(_folder)).Message;
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "REF_SSID.csv"), text);
}
