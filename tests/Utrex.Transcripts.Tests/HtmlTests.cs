using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Utrex.Transcripts.Pages;

namespace Utrex.Transcripts.Tests;

/// <summary>The page of a transcript.</summary>
public partial class HtmlTests
{
    [Fact]
    public void It_says_what_the_records_say()
    {
        var body = Body(Records.Transcript);
        var text = string.Join('|', body.DescendantNodes().OfType<XText>().Select(node => node.Value));

        foreach (var part in new[]
        {
            "Malia Muñoz Kaʻahanui", "Lehi High", "180 N 500 E", "Lehi, UT 84043-1234", "(801) 555-0100", "Alpine & Sons, LEA 01, school 104", "3000001", "1400003", "February 29, 2008",
            "12 Ala Moana, Apt <4>, Provo, UT", "English 9", "06010000030", "A-", "3.850", "4.100", "12 of 300", "2.00", "2.50", "English", "31", "AP Calculus AB", "May 28, 2026", "Basic", "Grade 9", "3.900",
        })
        {
            text.ShouldContain(part);
        }
    }

    [Fact]
    public void Courses_stand_by_year_with_totals()
    {
        var tables = Body(Records.Transcript).Elements("main").Single().Elements("table").ToList();

        tables.Select(table => table.Element("caption")!.Value.Trim()).ShouldBe(["2022-23 · Grade 9", "2023-24 · Grade 10 Kamehameha", "2023-24 · Grade 10"], ignoreOrder: true);
        tables[0].Element("thead")!.Descendants("th").Select(cell => cell.Value).ShouldBe(["Course", "S1", "S2", "Attempted", "Earned"]);
        tables[0].Element("tbody")!.Descendants("td").Select(cell => cell.Value).ShouldBe(["A", "A-", "1.00", "1.00"]);
        tables[0].Element("tfoot")!.Descendants("td").Select(cell => cell.Value).ShouldBe(["1.00", "1.00"]);
    }

    [Fact]
    public void Many_terms_stand_in_one_column()
    {
        var grades = Enumerable.Range(1, 8).Select(i => Records.Grade(7, null, "T" + i, 0.125m, "B")).ToList();
        var table = Body(Transcript.Of(Records.Head, courses: [Records.Courses[0]], grades: grades)).Descendants("table").First();

        table.Element("thead")!.Descendants("th").Select(cell => cell.Value).ShouldBe(["Course", "Grades", "Attempted", "Earned"]);
        table.Element("tbody")!.Descendants("td").First().Value.ShouldBe("T1 B, T2 B, T3 B, T4 B, T5 B, T6 B, T7 B, T8 B");
    }

    [Fact]
    public void Foreign_texts_end_neither_the_page_nor_its_style()
    {
        var evil = "</style><script>alert(1)</script>\"}*{display:none} &<b>";
        var page = Page(Transcript.Of(
            Records.Head with { SchoolName = evil, SchoolAddress = evil },
            courses: [Records.Courses[0] with { CourseTitle = evil }],
            grades: [Records.Grade(7, evil, evil, null, evil)],
            student: TranscriptStudent.Of(Records.Student) with { LastName = evil }));

        page.ShouldNotContain("<script");
        page.Split("</style>").Length.ShouldBe(2);
        Style().Match(page).Value.ShouldNotContain("}*{");
        XDocument.Parse(Xhtml(page)).ShouldNotBeNull();
    }

    [Fact]
    public void The_policy_allows_the_style_and_nothing_else()
    {
        var page = Page(Records.Transcript);
        var style = Style().Match(page).Groups[1].Value;

        page.ShouldContain($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'");
        page.ShouldContain("default-src 'none'");
        page.ShouldNotContain("style=\"");
    }

    [Fact]
    public void Who_does_not_see_it_finds_headings_captions_and_scopes()
    {
        var page = Page(Records.Transcript);
        var body = Body(Records.Transcript);

        page.ShouldContain("<html lang=\"en\">");
        body.Descendants("h1").ShouldHaveSingleItem();
        body.Descendants("th").ShouldAllBe(cell => cell.Attribute("scope") != null);
        body.Descendants("section").ShouldAllBe(section => body.Descendants().Any(element => (string?)element.Attribute("id") == section.Attribute("aria-labelledby")!.Value));
        body.Elements().Select(element => element.Name.LocalName).ShouldBe(["header", "main", "footer"]);
    }

    internal static string Page(Transcript transcript)
    {
        using var stream = new MemoryStream();
        TranscriptHtml.Write(transcript, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XElement Body(Transcript transcript) => XDocument.Parse(Xhtml(Page(transcript))).Root!.Element("body")!;

    /// <summary>What HTML allows and XML does not.</summary>
    private static string Xhtml(string page) => Meta().Replace(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "$0</meta>");

    [GeneratedRegex("<meta [^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Meta();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Style();
}
