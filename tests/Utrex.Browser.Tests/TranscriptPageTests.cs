using Microsoft.Playwright;
using Utrex.Cli;

namespace Utrex.Browser.Tests;

/// <summary>The page of a transcript as a student sees it: on a screen, a phone and paper.</summary>
public sealed class TranscriptPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task It_asks_for_nothing_and_complains_of_nothing()
    {
        var (page, complaints) = await Open("screen");

        (await page.TitleAsync()).ShouldStartWith("High School Transcript · ");
        (await page.Locator("table caption").CountAsync()).ShouldBeGreaterThan(3);
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('header')).borderBottomStyle")).ShouldBe("solid", "the style is not allowed by its own policy");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Nothing_is_wider_than_a_phone()
    {
        var (page, _) = await Open("phone", width: 360);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        (await page.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('td, th, dd')].map(node => parseFloat(getComputedStyle(node).fontSize)))")).ShouldBeGreaterThan(10);
    }

    [BrowserFact]
    public async Task It_is_printed_on_numbered_pages_with_the_student_on_each()
    {
        var (page, _) = await Open("paper");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        // No year is torn from its head, and no foot stands without its rows.
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('tfoot')].map(foot => getComputedStyle(foot).display)")).ShouldAllBe(display => display == "table-row-group");
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('thead')].map(head => getComputedStyle(head).display)")).ShouldAllBe(display => display == "table-header-group");
        (await page.ContentAsync()).ShouldContain("counter(page) \" of \" counter(pages)");
        foreach (var format in new[] { "Letter", "A4" })
        {
            var pdf = await page.PdfAsync(new PagePdfOptions { Format = format, PreferCSSPageSize = false });
            System.Text.Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length.ShouldBeInRange(2, 4, format);
        }
    }

    [BrowserFact]
    public async Task Its_letters_have_contrast_and_its_cells_have_heads()
    {
        var (page, _) = await Open("contrast");

        (await page.EvaluateAsync<double>("""
            () => {
              const light = color => {
                const [r, g, b] = color.match(/\d+/g).map(Number).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              return Math.min(...['body', 'dt', 'footer', 'tbody th small', '.school span'].map(selector => 1.05 / (light(getComputedStyle(document.querySelector(selector)).color) + 0.05)));
            }
            """)).ShouldBeGreaterThan(4.5);
        (await page.Locator("th:not([scope])").CountAsync()).ShouldBe(0);
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
    }

    /// <summary>Opens the longest transcript of a sample.</summary>
    private async Task<(IPage Page, List<string> Complaints)> Open(string name, int width = 1000)
    {
        var batch = Path.Combine(browser.Folder, name + ".utrex");
        var folder = Path.Combine(browser.Folder, name);
        await Run("sample", "--schools", "4", "--students", "120", "--as-of", "2026-06-15", "--output", batch);
        await Run("transcript", batch, "--today", "2026-06-15", "--format", "html", "--output", folder);
        return await browser.OpenAsync(Directory.GetFiles(folder).OrderByDescending(file => new FileInfo(file).Length).ThenBy(file => file, StringComparer.Ordinal).First(), width: width);
    }

    private static async Task Run(params string[] args) =>
        (await UtrexCommandLine.RunAsync(args, () => Stream.Null, new MemoryStream(), new StringWriter())).ShouldBe(0);
}
