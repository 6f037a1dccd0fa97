using System.Text;
using System.Text.RegularExpressions;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Tests;

/// <summary>The table for people at a terminal.</summary>
public sealed class TableTests : IDisposable
{
    private static readonly string[] Mistakes = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01"];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(30)]
    public async Task A_terminal_gets_lines_that_fit_and_say_who(int width)
    {
        var rows = (await CommandRun.Of([.. Mistakes, "--format", "jsonl"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => FindingJson.Read(line, out _)).ToList();

        var text = Table(rows, width, isColoured: true);

        text.ShouldContain("\u001b[");
        var lines = Uncoloured(text);
        lines.ShouldAllBe(line => TerminalText.Width(line) < width);
        if (width == 80)
        {
            lines.ShouldContain(line => Regex.IsMatch(line, "^     11  error   S1.022     3000001  104     Last Name 'Jens3n': Only "));
        }
        else
        {
            lines.ShouldContain(line => line.StartsWith("         Last Name 'Jens3n'", StringComparison.Ordinal) || line.StartsWith("         Last Name 'Jens3", StringComparison.Ordinal));
        }
    }

    /// <summary>An East Asian character or an emoji takes two cells, a combining mark none; nothing of the text is lost where it is wrapped.</summary>
    [Theory]
    [InlineData("漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301")]
    public void Wide_characters_count_for_what_they_take(string value)
    {
        var lines = Uncoloured(Table([Row(value)], 80, isColoured: false));

        lines.ShouldAllBe(line => TerminalText.Width(line) < 80);
        string.Concat(lines.Select(line => line.Trim())).ShouldContain(value);
        lines.ShouldAllBe(line => !line.Contains('\uFFFD') && !line.Contains('…'));
    }

    /// <summary>A sentence is wrapped between its words, and nothing of it is cut away.</summary>
    [Theory]
    [InlineData(80)]
    [InlineData(50)]
    public void A_long_message_is_wrapped(int width)
    {
        const string Message = "The record is not the last one of the student in the school and the school year, and so it must have an exit date and an exit code.";

        var lines = Table([Row("x") with { Message = Message, Value = null, Student = "1234567" }], width, isColoured: false).Split('\n');

        lines.ShouldAllBe(line => line.Length < width);
        string.Join(' ', lines.Skip(2).Select(line => line.Trim())).ShouldContain(Message);
    }

    [Theory]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\u2028")]
    [InlineData("\u200B")]
    [InlineData("\u00A0")]
    [InlineData("\u001b[2J")]
    public void A_value_steers_neither_the_terminal_nor_the_reader(string evil)
    {
        var row = Row("a" + evil + "b") with { Student = "1" + evil, School = evil };

        foreach (var text in new[] { Table([row], null, isColoured: false), Table([row], 80, isColoured: false) })
        {
            text.ShouldNotContain(evil[..1]);
            text.ShouldContain($"a<U+{(int)evil[0]:X4}>");
        }
    }

    /// <summary>A name that reads from right to left does not take the words beside it along.</summary>
    [Fact]
    public void A_name_that_reads_from_right_to_left_stays_where_it_is() =>
        Table([Row("\u05D3\u05D5\u05D3")], null, isColoured: false).ShouldContain("'\u2068\u05D3\u05D5\u05D3\u2069'");

    [Theory]
    [InlineData(null, "xterm", false, true)]
    [InlineData("", "xterm-256color", false, true)]
    [InlineData("1", "xterm", false, false)]
    [InlineData(null, "dumb", false, false)]
    [InlineData(null, "", false, false)]
    [InlineData(null, null, false, false)]
    [InlineData(null, null, true, true)]
    public void Colours_are_for_those_who_see_and_want_them(string? noColor, string? term, bool isWindows, bool expected) =>
        Display.Shows(noColor, term, isWindows).ShouldBe(expected);

    [Fact]
    public void Without_colours_nothing_is_coloured() => Table([Row("x")], 80, isColoured: false).ShouldNotContain("\u001b");

    [Fact]
    public async Task Rules_that_share_an_id_are_summed_by_their_fields()
    {
        var sums = (await CommandRun.Of(Mistakes)).Output.Split('\n').SkipWhile(line => !line.Contains("what it demands", StringComparison.Ordinal)).ToList();

        sums.ShouldContain(line => Regex.IsMatch(line, @"^ +2  error   S1\.009     Exit Code: "));
        sums.ShouldNotContain(line => Regex.IsMatch(line, @"^ +3  error   S1\.009 "));
    }

    [Fact]
    public async Task What_is_resolved_stands_at_the_end()
    {
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("a.jsonl")]);

        var run = await CommandRun.Of("validate", "samples/clean.utrex", "--today", "2025-10-01", "--baseline", _folder.File("a.jsonl"));

        var lines = run.Output.TrimEnd().Split('\n');
        lines[0].ShouldBe("resolved since the earlier run");
        lines[1].ShouldBe("samples/mistakes.utrex");
        lines.ShouldContain(line => line.Contains("S1.022     3000001  104     Last Name 'Jens3n'", StringComparison.Ordinal));
        lines[^2].ShouldEndWith("and 342 that only followed from others");
        lines[^1].ShouldEndWith("findings of the baseline are resolved");
        lines.ShouldNotContain(line => line.Contains(".Dep", StringComparison.Ordinal));
    }

    /// <summary>Line 7 of one file is not line 7 of another.</summary>
    [Fact]
    public void What_follows_from_another_file_names_it()
    {
        var rule = Utrex.Sdk.Y2026.UtrexSpecification.Current.FindRules("S1.Dep").First();
        var cause = Row("x") with { File = "schools.xml", Line = 7 };
        var effect = new ReportRow { File = "students.xml", Line = 7, Rule = rule, Message = "m", Cause = new ReportPlace("schools.xml", 7) };
        var indirect = effect with { Line = 9, Cause = new ReportPlace("students.xml", 7) };

        var lines = Uncoloured(Table([cause, effect, indirect], null, isColoured: false));

        lines.ShouldContain(line => line.Contains("2 further findings follow from schools.xml, line 7, and disappear with it (S1.Dep: 2)", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static ReportRow Row(string value) => new() { File = "a.utrex", Line = 3, Rule = FileRules.UnknownRecordType, Message = FileRules.UnknownRecordType.Message, Value = value };

    private static string Table(IReadOnlyList<ReportRow> rows, int? width, bool isColoured)
    {
        using var stream = new MemoryStream();
        using (var report = new TableReport(stream, width, isColoured))
        {
            foreach (var file in rows.GroupBy(row => row.File, StringComparer.Ordinal))
            {
                report.BeginFile(file.Key);
                file.ToList().ForEach(report.Write);
            }

            report.Complete(new RunSummary());
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string[] Uncoloured(string text) => Regex.Replace(text, "\u001b\\[[0-9;]*m", "").Split('\n');
}
