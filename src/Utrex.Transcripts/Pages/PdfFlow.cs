using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Utrex.Transcripts.Pages;

/// <summary>Pages that are filled from the top down; what does not fit goes on the next one.</summary>
internal sealed class PdfFlow : IDisposable
{
    private const double Margin = 42;
    private const double Foot = 30;

    private readonly PdfDocument _document;
    private readonly TranscriptPaper _paper;
    private XGraphics? _graphics;

    public PdfFlow(PdfDocument document, TranscriptPaper paper)
    {
        _document = document;
        _paper = paper;
        NewPage();
    }

    /// <summary>The fonts, by size and weight.</summary>
    public static XFont Font(double size, bool bold = false) => new(EmbeddedFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));

    /// <summary>The left edge of what is drawn.</summary>
    public static double Left => Margin;

    /// <summary>The width of what is drawn.</summary>
    public double Width { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public double Y { get; set; }

    private double Bottom { get; set; }

    /// <summary>Whether so much still fits on the page.</summary>
    public bool HasRoom(double height) => Y + height <= Bottom;

    /// <summary>Begins a page if so much does not fit on this one.</summary>
    /// <returns>Whether it did.</returns>
    public bool Need(double height)
    {
        if (HasRoom(height))
        {
            return false;
        }

        NewPage();
        return true;
    }

    /// <summary>Draws a line of text at the place at hand, which stays.</summary>
    public void Text(string text, XFont font, double x, XBrush? brush = null, double y = 0) =>
        _graphics!.DrawString(text, font, brush ?? XBrushes.Black, new XPoint(x, Y + y + font.Size));

    /// <summary>The same, ending at a place.</summary>
    public void TextTo(string text, XFont font, double x, XBrush? brush = null, double y = 0) => Text(text, font, x - WidthOf(text, font), brush, y);

    /// <summary>The width of a text.</summary>
    public double WidthOf(string text, XFont font) => _graphics!.MeasureString(text, font).Width;

    /// <summary>A rule over a part of the width.</summary>
    public void Line(double x, double width, double thickness = 0.5, double y = 0) => _graphics!.DrawLine(new XPen(XColors.Gray, thickness), x, Y + y, x + width, Y + y);

    /// <summary>A band behind a line of text.</summary>
    public void Band(double height) => _graphics!.DrawRectangle(new XSolidBrush(XColor.FromGrayScale(0.94)), Margin, Y, Width, height);

    /// <summary>The lines that a text takes in a width: broken at blanks, and within words that are wider.</summary>
    public List<string> Wrap(string text, XFont font, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (WidthOf(longer, font) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = word;
            while (WidthOf(line, font) > width && line.Length > 1)
            {
                var fits = Fitting(line, font, width);
                lines.Add(line[..fits]);
                line = line[fits..];
            }
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>Writes at the foot of each page whose it is, and its number.</summary>
    public void Number(string running)
    {
        _graphics?.Dispose();
        _graphics = null;
        var font = Font(7.5);
        for (var i = 0; i < _document.Pages.Count; i++)
        {
            var page = _document.Pages[i];
            using var graphics = XGraphics.FromPdfPage(page);
            var number = string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {_document.Pages.Count}");
            var y = page.Height.Point - Foot;
            graphics.DrawString(running, font, XBrushes.DimGray, new XPoint(Margin, y));
            graphics.DrawString(number, font, XBrushes.DimGray, new XPoint(page.Width.Point - Margin - graphics.MeasureString(number, font).Width, y));
        }
    }

    public void Dispose() => _graphics?.Dispose();

    private int Fitting(string text, XFont font, double width)
    {
        var (low, high) = (1, text.Length);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = WidthOf(text[..middle], font) <= width ? (middle, high) : (low, middle - 1);
        }

        return low < text.Length && char.IsLowSurrogate(text[low]) && low > 1 ? low - 1 : low;
    }

    private void NewPage()
    {
        _graphics?.Dispose();
        var page = _document.AddPage();
        page.Size = _paper == TranscriptPaper.A4 ? PdfSharp.PageSize.A4 : PdfSharp.PageSize.Letter;
        _graphics = XGraphics.FromPdfPage(page);
        (Width, Y, Bottom) = (page.Width.Point - (2 * Margin), Margin, page.Height.Point - Margin - Foot);
    }
}
