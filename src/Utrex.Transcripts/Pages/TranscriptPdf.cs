using System.Collections.Immutable;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Utrex.Transcripts.Pages;

/// <summary>
/// Writes a transcript as PDF: the same page as <see cref="TranscriptHtml"/>, with text that can be selected and searched, fonts that travel with
/// it, and a running line and a number at the foot of each page.
/// </summary>
public static class TranscriptPdf
{
    private const double Row = 11.5;
    private const double TermWidth = 30;
    private const double CreditWidth = 58;
    private const double SignatureHeight = 64;

    private static readonly XBrush Faint = new XSolidBrush(XColor.FromGrayScale(0.35));

    static TranscriptPdf() => EmbeddedFonts.Use();

    /// <summary>Writes the document of a transcript.</summary>
    /// <param name="transcript">The transcript.</param>
    /// <param name="output">Where the document goes; it stays open.</param>
    /// <param name="paper">The paper.</param>
    public static void Write(Transcript transcript, Stream output, TranscriptPaper paper = TranscriptPaper.Letter)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(output);
        var sheet = TranscriptSheet.Of(transcript);
        using var document = new PdfDocument();
        document.Info.Title = sheet.Running;
        document.Info.Author = sheet.School;
        document.Language = "en-US";
        if (transcript.AsOf is { } asOf)
        {
            document.Info.CreationDate = asOf;
        }

        using var flow = new PdfFlow(document, paper);
        Head(flow, sheet);
        Title(flow, "Student");
        Items(flow, sheet.StudentItems, columns: 3);
        Title(flow, "Courses");
        foreach (var year in sheet.Years)
        {
            Year(flow, year);
        }

        if (!sheet.Summary.IsEmpty)
        {
            Title(flow, "Credits, averages and rank");
            Items(flow, sheet.Summary, columns: 3);
        }

        Grades(flow, sheet.Grades);
        Tests(flow, sheet.Tests);
        if (!sheet.Graduation.IsEmpty)
        {
            Title(flow, "Graduation");
            Items(flow, sheet.Graduation, columns: 3);
        }

        Foot(flow, sheet);
        flow.Number(sheet.Running);
        document.Save(output, closeStream: false);
    }

    private static void Head(PdfFlow flow, TranscriptSheet sheet)
    {
        var small = PdfFlow.Font(8);
        var right = PdfFlow.Left + flow.Width;
        flow.Text(TranscriptSheet.Title, PdfFlow.Font(15, bold: true), PdfFlow.Left);
        flow.TextTo(sheet.School, PdfFlow.Font(11, bold: true), right, y: 2);
        var name = PdfFlow.Font(11, bold: true);
        var nameY = 21.0;
        foreach (var line in flow.Wrap(sheet.Student, name, flow.Width * 0.55))
        {
            flow.Text(line, name, PdfFlow.Left, y: nameY);
            nameY += 14;
        }

        var y = 17.0;
        foreach (var line in sheet.SchoolLines)
        {
            flow.TextTo(line, small, right, Faint, y);
            y += 10;
        }

        flow.Y += Math.Max(nameY, y) + 4;
        flow.Line(PdfFlow.Left, flow.Width, thickness: 1.2);
        flow.Y += 2;
    }

    private static void Title(PdfFlow flow, string title)
    {
        flow.Need(50);
        flow.Y += 8;
        flow.Text(title, PdfFlow.Font(10.5, bold: true), PdfFlow.Left);
        flow.Y += 15;
        flow.Line(PdfFlow.Left, flow.Width);
        flow.Y += 4;
    }

    private static void Items(PdfFlow flow, ImmutableArray<SheetItem> items, int columns)
    {
        var (label, text) = (PdfFlow.Font(7.5), PdfFlow.Font(9));
        var width = flow.Width / columns;
        foreach (var row in items.Chunk(columns))
        {
            var lines = row.Select(item => flow.Wrap(item.Text, text, width - 8)).ToList();
            var height = 12 + (lines.Max(wrapped => wrapped.Count) * Row);
            flow.Need(height);
            for (var i = 0; i < row.Length; i++)
            {
                flow.Text(row[i].Label, label, PdfFlow.Left + (i * width), Faint);
                for (var line = 0; line < lines[i].Count; line++)
                {
                    flow.Text(lines[i][line], text, PdfFlow.Left + (i * width), y: 10 + (line * Row));
                }
            }

            flow.Y += height;
        }
    }

    private static void Year(PdfFlow flow, SheetYear year)
    {
        var columns = Math.Max(1, year.Terms.Length);
        var grades = year.Terms.IsEmpty ? 160 : columns * TermWidth;
        var titles = flow.Width - grades - (2 * CreditWidth);
        flow.Need(4 * Row);
        YearHead(flow, year, titles);
        var (text, small) = (PdfFlow.Font(8.5), PdfFlow.Font(7));
        foreach (var row in year.Rows)
        {
            var title = flow.Wrap(row.Title, text, titles - 70);
            var inOne = year.Terms.IsEmpty ? flow.Wrap(row.Grades[0], text, grades - 6) : [];
            var height = Math.Max(title.Count, inOne.Count) * Row;
            if (flow.Need(height + Row))
            {
                YearHead(flow, year, titles);
            }

            for (var line = 0; line < title.Count; line++)
            {
                flow.Text(title[line], text, PdfFlow.Left, y: line * Row);
            }

            flow.Text(row.Code, small, PdfFlow.Left + titles - 62, Faint, y: 1);
            for (var line = 0; line < inOne.Count; line++)
            {
                flow.Text(inOne[line], text, PdfFlow.Left + titles, y: line * Row);
            }

            for (var i = 0; i < year.Terms.Length; i++)
            {
                flow.Text(row.Grades[i], text, PdfFlow.Left + titles + (i * TermWidth));
            }

            Credits(flow, text, row.Attempted, row.Earned);
            flow.Y += height;
            flow.Line(PdfFlow.Left, flow.Width, thickness: 0.2);
        }

        var bold = PdfFlow.Font(8.5, bold: true);
        flow.Text("Total", bold, PdfFlow.Left);
        Credits(flow, bold, year.Attempted, year.Earned);
        flow.Y += Row + 4;
    }

    private static void YearHead(PdfFlow flow, SheetYear year, double titles)
    {
        var bold = PdfFlow.Font(9, bold: true);
        flow.Text(year.Title, bold, PdfFlow.Left);
        if (year.School is { } school)
        {
            flow.Text(school, PdfFlow.Font(9), PdfFlow.Left + flow.WidthOf(year.Title, bold) + 8, Faint);
        }

        flow.Y += 13;
        flow.Band(Row);
        var head = PdfFlow.Font(7.5, bold: true);
        flow.Text("Course", head, PdfFlow.Left, y: 1);
        for (var i = 0; i < Math.Max(1, year.Terms.Length); i++)
        {
            flow.Text(year.Terms.IsEmpty ? "Grades" : year.Terms[i].Length == 0 ? "Grade" : year.Terms[i], head, PdfFlow.Left + titles + (i * TermWidth), y: 1);
        }

        Credits(flow, head, "Attempted", "Earned", y: 1);
        flow.Y += Row + 1;
    }

    private static void Credits(PdfFlow flow, XFont font, string attempted, string earned, double y = 0)
    {
        var right = PdfFlow.Left + flow.Width;
        flow.TextTo(attempted, font, right - CreditWidth, y: y);
        flow.TextTo(earned, font, right - 2, y: y);
    }

    private static void Grades(PdfFlow flow, ImmutableArray<SheetGrade> grades)
    {
        if (!grades.IsEmpty)
        {
            Title(flow, "By grade");
            Items(flow, [.. grades.Select(grade => new SheetItem(grade.Grade, string.Join(", ", new[] { grade.Credits.Length > 0 ? $"{grade.Credits} credits earned" : "", grade.Average.Length > 0 ? $"GPA {grade.Average}" : "" }.Where(part => part.Length > 0))))], columns: 3);
        }
    }

    private static void Tests(PdfFlow flow, ImmutableArray<SheetTest> tests)
    {
        if (tests.IsEmpty)
        {
            return;
        }

        Title(flow, "Tests");
        var (bold, text) = (PdfFlow.Font(9, bold: true), PdfFlow.Font(8.5));
        foreach (var test in tests)
        {
            flow.Need(3 * Row);
            flow.Text(test.Name, bold, PdfFlow.Left);
            flow.Text(test.Day, text, PdfFlow.Left + flow.WidthOf(test.Name, bold) + 8, Faint);
            flow.Y += 13;
            foreach (var line in flow.Wrap(string.Join("; ", test.Scores.Select(score => score.Label.Length == 0 ? $"Score {score.Text}" : $"{score.Label} {score.Text}")), text, flow.Width))
            {
                flow.Need(Row);
                flow.Text(line, text, PdfFlow.Left);
                flow.Y += Row;
            }

            flow.Y += 3;
        }
    }

    private static void Foot(PdfFlow flow, TranscriptSheet sheet)
    {
        var (text, small) = (PdfFlow.Font(8), PdfFlow.Font(7.5));
        flow.Need(SignatureHeight + ((sheet.Legend.Length + 1) * 10));
        flow.Y += SignatureHeight - 16;
        flow.Line(PdfFlow.Left, flow.Width * 0.6);
        flow.Line(PdfFlow.Left + (flow.Width * 0.68), flow.Width * 0.32);
        flow.Text("Signature of the school official", text, PdfFlow.Left, y: 2);
        flow.Text("Date", text, PdfFlow.Left + (flow.Width * 0.68), y: 2);
        flow.Y += 22;
        foreach (var line in sheet.Legend.Concat(sheet.AsOf.Length > 0 ? [$"From the records of {sheet.AsOf}."] : []))
        {
            flow.Text(line, small, PdfFlow.Left, Faint);
            flow.Y += 10;
        }
    }
}
