using Microsoft.Playwright;
using Utrex.Cli.Reports;
using static Utrex.Browser.Tests.ReportOf;

namespace Utrex.Browser.Tests;

/// <summary>That everybody gets everywhere in the report: with keys, with a screen reader, on a phone, and back.</summary>
public sealed class ReportReachTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task Left_in_a_large_group_goes_to_its_head_in_one_step()
    {
        var (page, complaints) = await browser.OpenAsync(Write(browser, "left-key", [Row(1, "S1.022"), .. Enumerable.Range(2, 3_000).Select(line => Effect(line, 1))]));
        await page.FocusAsync("#findings");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("End");
        (await page.Locator("#item-3001").GetAttributeAsync("aria-selected")).ShouldBe("true");
        await page.EvaluateAsync("() => { window.explained = 0; new MutationObserver(() => window.explained++).observe(document.getElementById('detail-text'), { childList: true }); }");

        await page.Keyboard.PressAsync("ArrowLeft");

        (await page.Locator("#item-0").GetAttributeAsync("aria-selected")).ShouldBe("true");
        (await page.EvaluateAsync<int>("window.explained")).ShouldBe(1);
        (await page.Locator("#item-0").GetAttributeAsync("aria-expanded")).ShouldBe("true");
        await page.Keyboard.PressAsync("ArrowLeft");
        (await page.Locator("#item-0").GetAttributeAsync("aria-expanded")).ShouldBe("false");
        (await page.Locator(".item").CountAsync()).ShouldBe(1);
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_screen_reader_hears_places_among_siblings_and_how_many_are_shown()
    {
        var (page, _) = await browser.OpenAsync(Write(browser, "siblings", [Row(1, "S1.022"), Effect(2, 1), Effect(3, 1), Row(9, "S1.335")]));

        await page.Locator(".item").First.ClickAsync();

        (await Places()).ShouldBe(["1 1 2", "2 1 3", "2 2 3", "2 3 3", "1 2 2"]);
        (await page.Locator("#shown").GetAttributeAsync("aria-live")).ShouldBe("polite");
        await page.SelectOptionAsync("#kind", "cause");
        (await page.InnerTextAsync("#shown")).ShouldBe("2 of 4 findings");

        Task<string[]> Places() => page.Locator(".item").EvaluateAllAsync<string[]>("items => items.map(item => ['level', 'posinset', 'setsize'].map(name => item.getAttribute('aria-' + name)).join(' '))");
    }

    [BrowserFact]
    public async Task Keys_reach_cards_bars_explanation_and_the_way_back()
    {
        var (page, complaints) = await browser.OpenAsync(Write(browser, "keys", [Row(1, "S1.022"), Effect(2, 1), Row(9, "S1.418w")]));

        await page.FocusAsync("button.card:has-text('warnings')");
        await page.Keyboard.PressAsync("Enter");
        (await page.InnerTextAsync("#shown")).ShouldBe("1 of 3 findings");
        (await Focused()).ShouldBe("findings");
        await page.FocusAsync("#by-rule g >> nth=0");
        await page.Keyboard.PressAsync("Space");
        (await page.InnerTextAsync("#shown")).ShouldBe("1 of 3 findings");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        (await Focused()).ShouldBe("detail");
        await page.Keyboard.PressAsync("Escape");
        (await Focused()).ShouldBe("findings");
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.item.chosen')).outlineStyle")).ShouldNotBe("none");
        complaints.ShouldBeEmpty();

        Task<string> Focused() => page.EvaluateAsync<string>("document.activeElement.id");
    }

    [BrowserFact]
    public async Task A_link_keeps_the_filters_where_it_can_and_leads_back_where_it_cannot()
    {
        var (page, complaints) = await browser.OpenAsync(Write(browser, "way", [
            Row(1, "S1.022"), Effect(2, 1), Row(9, "S1.418w") with { Related = [new ReportPlace("a.utrex", 1), new ReportPlace("a.utrex", 77)] },
        ]));

        // With the filters: the target is seen.
        await page.SelectOptionAsync("#school", "01/104");
        await page.SelectOptionAsync("#group", "none");
        await page.Locator(".item").Last.ClickAsync();
        await page.ClickAsync("#detail button:has-text('Related: line 1')");
        (await page.InputValueAsync("#school")).ShouldBe("01/104");
        (await page.InnerTextAsync(".item.chosen")).ShouldContain("S1.022");
        await page.ClickAsync("#back");
        (await page.InnerTextAsync(".item.chosen")).ShouldContain("S1.418w");

        // Without them: it is shown, and the way back brings them back.
        await page.SelectOptionAsync("#level", "warning");
        await page.Locator(".item").First.ClickAsync();
        await page.ClickAsync("#detail button:has-text('Related: line 1')");
        (await page.InnerTextAsync(".item.chosen")).ShouldContain("S1.022");
        (await page.InnerTextAsync("#back")).ShouldBe("← Back to line 9 and the filters");
        await page.ClickAsync("#back");
        (await page.InputValueAsync("#level")).ShouldBe("warning");
        (await page.InnerTextAsync("#detail")).ShouldContain("S1.418w");

        // A line without a finding: what is known of it.
        await page.ClickAsync("#detail button:has-text('Related: line 77')");
        var detail = await page.InnerTextAsync("#detail");
        detail.ShouldContain("no finding of its own");
        detail.ShouldContain("1 × S1.418w");
        (await page.InputValueAsync("#level")).ShouldBe("warning");
        await page.ClickAsync("#back");
        (await page.InnerTextAsync("#detail")).ShouldContain("Related: line 77");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task All_findings_on_a_student_are_a_click_away()
    {
        var (page, _) = await browser.OpenAsync(Write(browser, "student", [Row(1, "S1.022"), Row(2, "S1.335"), Row(3, "S1.022", student: "10000011"), Row(1, "S1.022", file: "b.utrex", lea: "02")]));

        await page.Locator(".item").First.ClickAsync();
        await page.ClickAsync("#detail button:has-text('1 other finding on this student')");
        (await page.InnerTextAsync("#shown")).ShouldBe("2 of 4 findings");
        await page.ClickAsync("#only");
        (await page.InnerTextAsync("#shown")).ShouldBe("4 of 4 findings");
    }

    [BrowserFact]
    public async Task A_tap_on_a_phone_brings_the_explanation_into_sight()
    {
        const int Width = 360;
        const int Height = 740;
        var (page, complaints) = await browser.OpenAsync(Write(browser, "phone", [Row(1, "S1.022"), Effect(2, 1), .. Enumerable.Range(5, 30).Select(line => Row(line, "S1.335", student: $"{line}"))]), width: Width, height: Height);

        (await page.Locator("#detail").IsVisibleAsync()).ShouldBeFalse();
        await page.Locator(".item").Nth(6).ClickAsync();

        var detail = (await page.Locator("#detail").BoundingBoxAsync())!;
        (detail.Y + detail.Height).ShouldBeLessThanOrEqualTo(Height);
        var chosen = (await page.Locator(".item.chosen").BoundingBoxAsync())!;
        chosen.Y.ShouldBeGreaterThanOrEqualTo(0);
        (chosen.Y + chosen.Height).ShouldBeLessThanOrEqualTo(detail.Y + 1);
        (await page.InnerTextAsync("#detail")).ShouldContain("What to do");
        await page.ClickAsync("#close");
        (await page.Locator("#detail").IsVisibleAsync()).ShouldBeFalse();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Width);
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Errors_and_warnings_differ_without_their_colours()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var (page, _) = await browser.OpenAsync(Write(browser, "bars", [Row(1, "S1.022"), Row(9, "S1.418w")]), scheme);
            var ratio = await page.EvaluateAsync<double>("""
                () => {
                  const light = selector => {
                    const [r, g, b] = getComputedStyle(document.querySelector(selector)).fill.match(/\d+/g).map(Number).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
                  };
                  const ratio = light('.bar-error') / light('.bar-warning');
                  return Math.max(ratio, 1 / ratio);
                }
                """);
            ratio.ShouldBeGreaterThan(3, scheme.ToString());
            (await page.Locator(".legend").InnerTextAsync()).ShouldContain("warnings");
        }

        var (forced, _) = await browser.OpenAsync(Write(browser, "forced", [Row(1, "S1.022"), Row(9, "S1.418w")]));
        await forced.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active });
        await forced.Locator(".item").First.ClickAsync();
        (await forced.EvaluateAsync<bool>("getComputedStyle(document.querySelector('.bar-error')).fill !== getComputedStyle(document.querySelector('.bar-warning')).fill")).ShouldBeTrue();
        (await forced.EvaluateAsync<string>("getComputedStyle(document.querySelector('.item.chosen')).outlineStyle")).ShouldBe("solid");
    }

    [BrowserFact]
    public async Task The_page_runs_no_script_but_its_own_and_asks_for_nothing()
    {
        var (page, complaints) = await browser.OpenAsync(Write(browser, "policy", [Row(1, "S1.022")]));
        complaints.ShouldBeEmpty("its own script and style are allowed");

        (await page.EvaluateAsync<bool>("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.broken = true';
              document.body.append(script);
              return window.broken === true;
            }
            """)).ShouldBeFalse();
        (await page.EvaluateAsync<bool>("() => fetch('https://example.invalid/').then(() => true, () => false)")).ShouldBeFalse();
        complaints.ShouldContain(text => text.Contains("Content Security Policy", StringComparison.Ordinal) && text.Contains("example.invalid", StringComparison.Ordinal));
    }
}
