using PdfSharp.Fonts;

namespace Utrex.Transcripts.Pages;

/// <summary>The fonts that travel with the library, so that a PDF looks the same wherever it is made: DejaVu Sans, condensed.</summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    /// <summary>The name of the family.</summary>
    public const string Family = "Utrex Transcript";

    private const string Regular = "DejaVuSansCondensed";
    private const string Bold = "DejaVuSansCondensed-Bold";

    private static readonly Lock Setting = new();

    private EmbeddedFonts()
    {
    }

    /// <summary>Lets PDFsharp find the fonts; one that somebody else has set stays and is asked for all others.</summary>
    public static void Use()
    {
        lock (Setting)
        {
            if (GlobalFontSettings.FontResolver is null)
            {
                GlobalFontSettings.FontResolver = new EmbeddedFonts();
            }
            else if (GlobalFontSettings.FontResolver is not EmbeddedFonts && GlobalFontSettings.FallbackFontResolver is null)
            {
                GlobalFontSettings.FallbackFontResolver = new EmbeddedFonts();
            }
        }
    }

    /// <inheritdoc/>
    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) =>
        familyName.Equals(Family, StringComparison.OrdinalIgnoreCase) ? new FontResolverInfo(bold ? Bold : Regular) : null;

    /// <inheritdoc/>
    public byte[]? GetFont(string faceName)
    {
        using var stream = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream($"Utrex.Transcripts.Pages.Fonts.{faceName}.ttf");
        if (stream is null)
        {
            return null;
        }

        var font = new byte[stream.Length];
        stream.ReadExactly(font);
        return font;
    }
}
