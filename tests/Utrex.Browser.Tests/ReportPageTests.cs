using Microsoft.Playwright;
using Utrex.Cli;
using Utrex.Cli.Reports;
using Utrex.Tests;

namespace Utrex.Browser.Tests;

/// <summary>The HTML report as its reader sees it.</summary>
public sealed class ReportPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const int RowHeight = 30;

    static ReportPageTests() => Directory.SetCurrentDirectory(Repository.Root);

    [BrowserFact]
    public async Task The_largest_cause_comes_first_and_says_what_to_do()
    {
        var (page, complaints) = await OpenReport("cause");

        (await page.Locator(".card").AllInnerTextsAsync()).ShouldContain(text => text.Contains("errors", StringComparison.Ordinal) && text.Contains("372", StringComparison.Ordinal));
        (await page.Locator(".item").First.InnerTextAsync()).ShouldContain("340 findings that disappear with it");
        await page.Locator(".item").First.ClickAsync();
        (await page.Locator("#detail").InnerTextAsync()).ShouldContain("What to do");
        (await page.Locator("#by-rule svg g").CountAsync()).ShouldBeGreaterThan(5);
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_was_read_stands_at_the_head()
    {
        var (page, complaints) = await OpenReport("read");

        (await page.InnerTextAsync("#read")).ShouldStartWith("samples/mistakes.utrex: LEA 01, 2025-26, as of 2025-10-01, delimited, 2 schools, ");
        (await page.IsHiddenAsync("#notes")).ShouldBeTrue();
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_filter_leaves_what_it_names()
    {
        var (page, complaints) = await OpenReport("filter");

        await page.FillAsync("#search", "jens3n");
        await Assertions.Expect(page.Locator("#shown")).ToContainTextAsync("1 of");
        await page.ClickAsync("button[type=reset]");
        await page.SelectOptionAsync("#level", "warning");
        (await page.InnerTextAsync("#shown")).ShouldStartWith("2 of");
        await page.SelectOptionAsync("#level", "");
        await page.SelectOptionAsync("#school", "01/104");
        await page.SelectOptionAsync("#group", "student");
        (await page.Locator(".item.group").First.InnerTextAsync()).ShouldContain("school 104");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_keyboard_is_enough()
    {
        var (page, complaints) = await OpenReport("keyboard");

        await page.FocusAsync("#findings");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.Locator("#item-0").GetAttributeAsync("aria-expanded")).ShouldBe("true");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.Locator("#item-1").GetAttributeAsync("aria-selected")).ShouldBe("true");
        (await page.Locator("#findings").GetAttributeAsync("aria-activedescendant")).ShouldBe("item-1");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("detail");
        await page.Keyboard.PressAsync("/");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("search");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_a_reader_of_screens_needs_has_a_name()
    {
        var (page, _) = await OpenReport("names");

        var unnamed = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('input, select, button, [role=tree], aside, figure g[tabindex]')]
              .filter(node => !(node.getAttribute('aria-label') || node.textContent.trim() || node.closest('label')?.textContent.trim()))
              .map(node => node.outerHTML.slice(0, 80))
            """);
        unnamed.ShouldBeEmpty();
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        (await page.Locator("h1").CountAsync()).ShouldBe(1);
    }

    [BrowserFact]
    public async Task Light_and_dark_both_have_contrast()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var (page, _) = await OpenReport("contrast", scheme);

            var least = await page.EvaluateAsync<double>("""
                () => {
                  const light = color => {
                    const [r, g, b] = color.match(/\d+/g).map(Number).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                  };
                  const back = light(getComputedStyle(document.body).backgroundColor);
                  return Math.min(...['body', '.error', '.warning', '#about'].map(selector => {
                    const text = light(getComputedStyle(document.querySelector(selector)).color);
                    return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
                  }));
                }
                """);
            least.ShouldBeGreaterThan(4.5, scheme.ToString());
        }
    }

    [BrowserFact]
    public async Task Fifty_thousand_findings_stay_usable()
    {
        const int Count = 50_000;
        var rules = UtrexSpecification.Current.Rules.Take(40).ToArray();
        var path = ReportOf.Write(browser, "large", [.. Enumerable.Range(0, Count).Select(i => new ReportRow { File = "large.utrex", Line = i + 1, Rule = rules[i % rules.Length], Record = "S1", Field = "LAST NAME", Value = $"value {i}", School = $"{100 + (i % 50)}", Student = $"{1_000_000 + i}", Message = "a message" })]);

        var (page, complaints) = await browser.OpenAsync(path);
        await page.SelectOptionAsync("#group", "none");
        (await page.InnerTextAsync("#shown")).ShouldBe("50,000 of 50,000 findings");
        (await page.Locator(".item").CountAsync()).ShouldBeLessThan(100, "only rows in sight are drawn");
        await page.EvaluateAsync($"document.getElementById('findings').scrollTop = {40_000 * RowHeight}");
        await page.WaitForSelectorAsync("#item-40000");
        (await page.Locator(".item").CountAsync()).ShouldBeLessThan(100);
        await page.FillAsync("#search", "value 49999");
        await Assertions.Expect(page.Locator("#shown")).ToContainTextAsync("1 of");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task New_and_resolved_findings_can_be_told_apart()
    {
        var baseline = Path.Combine(browser.Folder, "a.jsonl");
        await Run("validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--format", "jsonl", "--output", baseline);
        var path = Path.Combine(browser.Folder, "baseline.html");
        await Run("validate", "samples/clean.utrex", "--today", "2025-10-01", "--format", "html", "--baseline", baseline, "--output", path);

        var (page, complaints) = await browser.OpenAsync(path);

        await page.SelectOptionAsync("#status", "3");
        (await page.InnerTextAsync("#shown")).ShouldBe("0 of 0 findings; 374 resolved since the earlier run");
        (await page.Locator("#item-1").InnerTextAsync()).ShouldContain("line 6", customMessage: "what was asked for is open");
        await page.SelectOptionAsync("#status", "1");
        (await page.InnerTextAsync("#shown")).ShouldBe("0 of 0 findings");
        (await page.Locator("#none").IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator("#clean").IsVisibleAsync()).ShouldBeTrue();
        complaints.ShouldBeEmpty();
    }

    /// <summary>A code of two letters stands in many words; who asks for it means the code.</summary>
    [BrowserFact]
    public async Task The_site_lists_first_what_is_called_so()
    {
        var folder = Path.Combine(browser.Folder, "ranked");
        await Run("docs", "--output", folder);
        var (page, _) = await browser.OpenAsync(Path.Combine(folder, "index.html"));

        foreach (var (asked, first) in new[] { ("td", "ExitCode.TD: "), ("s1.022", "S1.022"), ("exitcode", "ExitCode: "), ("october", "october: ") })
        {
            await page.FillAsync("#search", asked);
            (await page.Locator("#results li").First.InnerTextAsync()).ShouldStartWith(first);
        }
    }

    [BrowserFact]
    public async Task The_site_of_the_specification_finds_a_rule()
    {
        var folder = Path.Combine(browser.Folder, "site");
        await Run("docs", "--output", folder);

        var (page, complaints) = await browser.OpenAsync(Path.Combine(folder, "index.html"));
        await page.FillAsync("#search", "s1.324");
        await page.ClickAsync("#results a");

        page.Url.ShouldEndWith("/rules/S1.html#s1-324");
        (await page.InnerTextAsync("main")).ShouldContain("S1.324");
        complaints.ShouldBeEmpty();
    }

    /// <summary>The pictures of the guide for clerks are those of the report; the switch that rewrites baselines takes them anew.</summary>
    [BrowserFact]
    public async Task The_guide_has_its_pictures()
    {
        var (page, _) = await OpenReport("pictures");
        await page.Locator(".item").First.ClickAsync();
        await Picture("report-cause.png");
        await page.SelectOptionAsync("#group", "student");
        await page.FillAsync("#search", "exit");
        await Assertions.Expect(page.Locator("#shown")).Not.ToContainTextAsync("374 of");
        await page.Locator(".item").First.ClickAsync();
        await page.EvaluateAsync("document.getElementById('findings-title').scrollIntoView()");
        await Picture("report-student.png");

        async Task Picture(string name)
        {
            var path = Repository.PathOf("docs", "images", name);
            if (Repository.Updates)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
            }

            File.Exists(path).ShouldBeTrue($"{path} is missing; run the tests once with {Repository.UpdateSwitch}=1.");
            (await File.ReadAllTextAsync(Repository.PathOf("docs", "clerk.md"))).ShouldContain($"images/{name}");
        }
    }

    private async Task<(IPage Page, List<string> Complaints)> OpenReport(string name, ColorScheme scheme = ColorScheme.Light)
    {
        var path = Path.Combine(browser.Folder, name + ".html");
        await Run("validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--format", "html", "--output", path);
        return await browser.OpenAsync(path, scheme);
    }

    private static async Task Run(params string[] arguments)
    {
        using var error = new StringWriter();
        (await UtrexCommandLine.RunAsync(arguments, () => Stream.Null, Stream.Null, error)).ShouldBeLessThan(2, error.ToString());
    }
}
