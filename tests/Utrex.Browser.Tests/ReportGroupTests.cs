using Microsoft.Playwright;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Tests;
using static Utrex.Browser.Tests.ReportOf;

namespace Utrex.Browser.Tests;

/// <summary>What the report counts and puts together, and what it keeps apart.</summary>
public sealed class ReportGroupTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task Resolved_findings_stand_by_themselves()
    {
        var (page, complaints) = await browser.OpenAsync(Write(browser, "resolved", [
            Row(21, "S1.022") with { Status = FindingStatus.New },
            Effect(22, 21) with { Status = FindingStatus.Known },
            Row(21, "S1.335", student: "2000002", school: "999") with { Status = FindingStatus.Resolved },
            Row(30, "S1.335") with { Status = FindingStatus.Resolved },
            Effect(40, 21) with { Status = FindingStatus.Resolved },
        ], new RunSummary { HasBaseline = true }));

        var groups = await page.ItemsAsync();
        groups.Length.ShouldBe(2);
        groups[0].ShouldContain("2 findings, 1 new");
        groups[0].ShouldContain("line 21");
        groups[0].ShouldNotContain("S1.335");
        groups[1].ShouldContain("3 findings");
        groups[1].ShouldContain("Resolved since the earlier run");
        (await page.InnerTextAsync("#shown")).ShouldBe("2 of 2 findings; 3 resolved since the earlier run");
        (await page.InnerTextAsync("#by-school")).ShouldNotContain("999");
        (await page.InnerTextAsync("#by-rule")).ShouldNotContain("S1.335");
        (await page.InnerTextAsync("#since")).ShouldBe("Since the earlier run: 1 finding is new, 1 of them to correct; 3 are resolved.");

        await page.SelectOptionAsync("#group", "none");
        await page.Locator(".item").First.ClickAsync();
        (await page.InnerTextAsync("#detail")).ShouldContain("1 other finding on this student");

        await page.PrintAsync();
        (await page.Locator("#print section", new PageLocatorOptions { HasText = "Resolved since" }).Locator("tbody tr").CountAsync()).ShouldBe(3);
        (await page.Locator("#print section", new PageLocatorOptions { HasText = "Findings" }).Last.Locator("tr.row").First.InnerTextAsync()).ShouldContain("new");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Students_and_schools_of_two_files_are_kept_apart()
    {
        var (page, complaints) = await browser.OpenAsync(Write(browser, "two-files", [
            Row(5, "S1.022"), Row(5, "S1.335"), Effect(6, 5),
            Row(5, "S1.022", file: "b.utrex", lea: "02"), Row(5, "S1.335", file: "b.utrex", lea: "02"),
        ]));

        var causes = await page.ItemsAsync();
        causes.Length.ShouldBe(2);
        causes[0].ShouldContain("a.utrex line 5");
        causes[1].ShouldContain("b.utrex line 5");
        await page.SelectOptionAsync("#group", "student");
        (await page.ItemsAsync()).ShouldBeUnique();
        (await page.ItemsAsync())[0].ShouldContain("LEA 01 school 104 · a.utrex");
        (await page.Locator("#school option").AllInnerTextsAsync()).ShouldBe(["all", "LEA 01 104", "LEA 02 104"]);
        (await page.Locator("#by-school g").CountAsync()).ShouldBe(2);
        (await page.Locator(".card", new PageLocatorOptions { HasText = "students" }).InnerTextAsync()).ShouldStartWith("2");

        await page.SelectOptionAsync("#file", new SelectOptionValue { Label = "b.utrex" });
        (await page.InnerTextAsync("#shown")).ShouldBe("2 of 5 findings");
        await page.PrintAsync();
        (await page.Locator("#print tr.row").First.InnerTextAsync()).ShouldStartWith("b.utrex");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_cause_may_stand_in_another_file_of_the_same_batch()
    {
        var (page, complaints) = await browser.OpenAsync(Write(browser, "collected", [
            Row(5, "S1.022", file: "students.xml"), Row(5, "S1.022", file: "courses.xml"), Effect(9, 5, causeFile: "students.xml", file: "courses.xml"),
        ], new RunSummary { CollectedFiles = ["students.xml", "courses.xml"] }));

        (await page.ItemsAsync())[0].ShouldContain("students.xml line 5 (Student Record), and 1 finding that disappears with it: S1.022 Last Name 'a value': a message");
        await page.SelectOptionAsync("#group", "student");
        (await page.ItemsAsync()).Length.ShouldBe(1, "the files make one batch, in which a number is one student");
        await page.SelectOptionAsync("#group", "none");
        await page.Locator(".item").Last.ClickAsync();
        await page.ClickAsync("#detail button:has-text('Cause: students.xml line 5')");
        (await page.InnerTextAsync(".item.chosen")).ShouldContain("students.xml line 5");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Sums_count_what_the_page_does_not_list()
    {
        var rows = Enumerable.Range(1, 10).Select(line => Row(line, "S1.022", student: $"{line}"))
            .Concat(Enumerable.Range(11, 5).Select(line => Row(line, "S1.418w", student: $"{line}", school: "105"))).ToList();
        var (page, complaints) = await browser.OpenAsync(Write(browser, "left", rows, mostRows: 8));

        var cards = await page.Locator(".card").AllInnerTextsAsync();
        cards.Select(card => card.Replace('\n', ' ')).ShouldBe(["10 errors", "5 warnings", "15 to correct", "0 disappear with them", "15 students", "2 rules broken"]);
        (await page.InnerTextAsync("#left")).ShouldContain("the first 8 of 15 findings; 7 are counted here but not listed");
        (await page.Locator("#by-school g").Last.GetAttributeAsync("aria-label")).ShouldBe("school 105: 0 errors, 5 warnings. Show them.");
        (await page.InnerTextAsync("#shown")).ShouldBe("8 of 15 findings");
        complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_group_explains_each_of_its_rules()
    {
        var (page, _) = await browser.OpenAsync(Write(browser, "rules", [Row(5, "S1.022"), Row(5, "S1.335"), Row(5, "S1.335"), Effect(6, 5), Effect(7, 5)]));

        await page.Locator(".item").First.ClickAsync();

        var detail = await page.InnerTextAsync("#detail");
        detail.ShouldContain("5 findings: 3 to correct, 2 that only follow from others");
        detail.ShouldContain("2 findings of S1.335");
        detail.ShouldContain(Rule("S1.335").Advice);
        detail.ShouldContain("1 finding of S1.022");
        detail.ShouldContain(Rule("S1.022").Advice);
        detail.ShouldContain("2 × AM.Dep");
    }

    [BrowserFact]
    public async Task Bars_show_as_many_findings_as_they_count_wherever_they_are_clicked()
    {
        foreach (var chart in new[] { "by-record", "by-school", "by-rule" })
        {
            var (page, complaints) = await OpenMistakes(chart);
            var bars = page.Locator($"#{chart} g");
            for (var i = 0; i < await bars.CountAsync(); i++)
            {
                // Between the label and the bar.
                var box = (await bars.Nth(i).BoundingBoxAsync())!;
                await bars.Nth(i).ClickAsync(new LocatorClickOptions { Position = new Position { X = box.Width * 0.44f, Y = box.Height / 2 } });
                var count = (await bars.Nth(i).Locator("text").Last.TextContentAsync())!;
                (await page.InnerTextAsync("#shown")).ShouldBe($"{count} of 374 findings");
            }

            (await bars.EvaluateAllAsync<string[]>("bars => bars.map(bar => bar.getAttribute('aria-label'))")).ShouldBeUnique();
            complaints.ShouldBeEmpty();
        }
    }

    [BrowserFact]
    public async Task Rules_that_were_not_checked_are_named_with_the_reason()
    {
        var (page, _) = await OpenMistakes("not-checked");

        await page.ClickAsync("#not-checked summary:has-text('REF_STAFF_ID.csv')");
        (await page.InnerTextAsync("#not-checked")).ShouldContain("AC.806 " + Rule("AC.806").Text);
        await page.PrintAsync();
        var printed = await page.InnerTextAsync("#print .not-checked");
        printed.ShouldContain("REF_STAFF_ID.csv");
        printed.ShouldContain("AC.806 " + Rule("AC.806").Text);
    }

    [BrowserFact]
    public async Task Printing_keeps_the_filters_folds_what_follows_and_gives_each_advice_once()
    {
        var (page, _) = await OpenMistakes("printed");

        await page.PrintAsync();
        var findings = page.Locator("#print section:has(tr.row)");
        (await findings.Locator("tr.row").CountAsync()).ShouldBe(32);
        (await findings.Locator("tbody").First.InnerTextAsync()).ShouldContain("340 findings that only follow from others, not printed line by line: AM.Dep");
        (await findings.Locator("tbody th").AllInnerTextsAsync()).Count(heading => heading == "One finding each").ShouldBe(1, "a finding alone is not printed under the heading before it");
        (await findings.Locator("thead").EvaluateAsync<string>("head => getComputedStyle(head).display")).ShouldBe("table-header-group");
        var advice = Rule("AC.823").Advice;
        (await page.InnerTextAsync("#print")).Split(advice).Length.ShouldBe(2, "once for nine findings");
        (await page.Locator("#filters").IsVisibleAsync()).ShouldBeFalse();

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await page.SelectOptionAsync("#level", "warning");
        await page.PrintAsync();
        (await page.Locator("#print tr.row").CountAsync()).ShouldBe(2);
        (await page.InnerTextAsync("#print p >> nth=0")).ShouldBe("2 of 374 findings; level: warnings; grouped by cause");
    }

    [Fact]
    public void No_two_rules_that_are_evaluated_have_one_name() =>
        UtrexSpecification.Current.Rules.Where(rule => rule.Status == Sdk.Specification.RuleStatus.Implemented).Select(RuleLabels.Of).ShouldBeUnique();

    private async Task<(IPage Page, List<string> Complaints)> OpenMistakes(string name)
    {
        var path = Path.Combine(browser.Folder, name + ".html");
        using var error = new StringWriter();
        (await Cli.UtrexCommandLine.RunAsync(["validate", Repository.PathOf("samples", "mistakes.utrex"), "--today", "2025-10-01", "--format", "html", "--output", path], () => Stream.Null, Stream.Null, error)).ShouldBe(1, error.ToString());
        return await browser.OpenAsync(path);
    }
}
