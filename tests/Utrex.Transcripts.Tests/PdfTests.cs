using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;
using Utrex.Transcripts.Pages;

namespace Utrex.Transcripts.Tests;

/// <summary>The PDF of a transcript: what can be selected in it, and on which page.</summary>
public partial class PdfTests
{
    [Fact]
    public void Its_text_can_be_selected_whatever_the_letters()
    {
        var text = string.Concat(Pages(Records.Transcript));

        foreach (var part in new[] { "Malia Muñoz Kaʻahanui", "English 9", "A-", "Alpine & Sons", "Apt <4>", "Signature of the school official", "Page 1 of ", "May 28, 2026", "12 of 300" })
        {
            text.ShouldContain(part, customMessage: text);
        }
    }

    [Fact]
    public void Many_courses_take_several_pages_each_with_head_and_number()
    {
        var courses = Enumerable.Range(1, 120).Select(i => Records.Courses[0] with { CourseRecordId = i, CourseTitle = string.Create(CultureInfo.InvariantCulture, $"Course {i}") }).ToList();
        var pages = Pages(Transcript.Of(Records.Head, courses: courses, grades: courses.Select(course => Records.Grade(course.CourseRecordId!.Value, null, "S1", 1m, "A"))));

        pages.Count.ShouldBeGreaterThan(2);
        for (var i = 0; i < pages.Count; i++)
        {
            pages[i].ShouldContain(string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {pages.Count}"));
        }

        pages[1].ShouldContain("Attempted");
        courses.ShouldAllBe(course => pages.Any(page => page.Contains(course.CourseTitle!, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_word_that_is_wider_than_its_column_is_broken() =>
        string.Concat(Pages(Transcript.Of(Records.Head, courses: [Records.Courses[0] with { CourseTitle = new string('W', 200) }]))).Count(letter => letter == 'W').ShouldBeGreaterThanOrEqualTo(200);

    [Theory]
    [InlineData(TranscriptPaper.Letter, 612)]
    [InlineData(TranscriptPaper.A4, 595)]
    public void The_paper_is_the_one_that_is_asked_for(TranscriptPaper paper, double width)
    {
        using var stream = new MemoryStream();
        TranscriptPdf.Write(Records.Transcript, stream, paper);
        stream.Position = 0;
        using var document = PdfReader.Open(stream, PdfDocumentOpenMode.Import);
        document.Pages[0].Width.Point.ShouldBe(width, 1);
        document.Info.Title.ShouldBe("High School Transcript · Malia Muñoz Kaʻahanui");
    }

    /// <summary>The text of each page, as a viewer finds it: by the table of each font from glyphs to letters.</summary>
    private static List<string> Pages(Transcript transcript)
    {
        using var stream = new MemoryStream();
        TranscriptPdf.Write(transcript, stream);
        stream.Position = 0;
        using var document = PdfReader.Open(stream, PdfDocumentOpenMode.Import);
        return [.. document.Pages.Cast<PdfPage>().Select(TextOf)];
    }

    private static string TextOf(PdfPage page)
    {
        var fonts = page.Elements.GetDictionary("/Resources")!.Elements.GetDictionary("/Font")!;
        var letters = fonts.Elements.Keys.ToDictionary(name => name, name => LettersOf(fonts.Elements.GetDictionary(name)!), StringComparer.Ordinal);
        var text = new StringBuilder();
        var font = "";
        foreach (var step in ContentReader.ReadContent(page).OfType<COperator>())
        {
            if (step is { Name: "Tf", Operands: [CName name, ..] })
            {
                font = name.Name;
            }
            else if (step is { Name: "Tj", Operands: [CString shown] })
            {
                // Two bytes, a character each, are a glyph.
                foreach (var glyph in shown.Value.Chunk(2))
                {
                    text.Append(letters[font].GetValueOrDefault((glyph[0] << 8) | glyph[1], "?"));
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static Dictionary<int, string> LettersOf(PdfDictionary font)
    {
        var table = Encoding.Latin1.GetString(font.Elements.GetDictionary("/ToUnicode")!.Stream.UnfilteredValue);
        return Mapped().Matches(table).GroupBy(match => Number(match, "glyph")).ToDictionary(glyph => glyph.Key, glyph => char.ConvertFromUtf32(Number(glyph.First(), "letter")));

        static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"<(?<glyph>[0-9A-Fa-f]{4})>\s*<[0-9A-Fa-f]{4}>\s*<(?<letter>[0-9A-Fa-f]{4})>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mapped();
}
