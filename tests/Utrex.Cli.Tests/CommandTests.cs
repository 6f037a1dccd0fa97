using System.Text.Json;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

public sealed class CommandTests : IDisposable
{
    private const string Head = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";

    private readonly TemporaryFolder _folder = new();

    private static readonly string Clean = Repository.PathOf("samples", "clean.utrex");

    [Fact]
    public async Task A_clean_batch_ends_with_0_and_a_summary()
    {
        var run = await CommandRun.Of("validate", Clean, "--today", "2025-10-01");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("records read: " + File.ReadLines(Clean).Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
        run.Error.ShouldContain("errors: 0, warnings: 0");
        run.Error.ShouldContain("not evaluated");
        run.Error.ShouldContain("L2.01 Permanent Exit", Case.Sensitive, "explain finds ids");
        run.Error.ShouldContain("records per second");
    }

    [Fact]
    public async Task An_error_ends_with_1_and_a_warning_with_0()
    {
        var clean = await File.ReadAllTextAsync(Clean);
        (await CommandRun.WithInput(clean + "SC=\t105\tx\n", "validate", "-", "--today", "2025-10-01")).ExitCode.ShouldBe(1);
        (await CommandRun.WithInput(clean + "\n", "validate", "-", "--today", "2025-10-01")).ExitCode.ShouldBe(0);
    }

    /// <summary>The keys of a finding and their order are part of the contract.</summary>
    [Fact]
    public async Task A_finding_as_JSON_has_the_keys_of_the_contract_in_their_order()
    {
        var file = _folder.Write("b.txt", Head + "S1=\t104\t1234567\tJens3n\n");

        var run = await CommandRun.Of("validate", file, "--format", "jsonl", "--today", "2025-10-01");

        var findings = run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        findings.ShouldAllBe(finding => finding.EnumerateObject().Select(property => property.Name).SequenceEqual(
            new[] { "file", "line", "record", "field", "rule", "level", "message", "value", "lea", "school", "student", "ssid", "entryDate", "related", "causedBy", "status" }));
        var name = findings.Single(finding => finding.GetProperty("rule").GetString() == "S1.022");
        name.GetProperty("file").GetString().ShouldBe(file);
        name.GetProperty("line").GetInt32().ShouldBe(3);
        name.GetProperty("record").GetString().ShouldBe("S1");
        name.GetProperty("field").GetString().ShouldBe("LAST NAME");
        name.GetProperty("level").GetString().ShouldBe("error");
        name.GetProperty("value").GetString().ShouldBe("Jens3n");
        name.GetProperty("student").GetString().ShouldBe("1234567");
        name.GetProperty("ssid").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Several_files_are_batches_of_their_own()
    {
        var good = Clean;
        var bad = _folder.Write("bad.utrex", "ZZ=\n" + await File.ReadAllTextAsync(Clean));

        var run = await CommandRun.Of("validate", good, bad, good, "--format", "jsonl", "--output", _folder.File("findings.jsonl"), "--today", "2025-10-01");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        File.ReadAllLines(_folder.File("findings.jsonl")).ShouldHaveSingleItem().ShouldContain("FILE.002");
        Directory.GetFiles(_folder.Path).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("S9.999", "there is no rule")]
    [InlineData("S1.301", "rule S1.301 is inactive")]
    [InlineData("S1.005@LAST NAME", "cannot be written in this layout")]
    public async Task A_violation_that_cannot_be_is_said_in_one_line(string rule, string part) =>
        (await CommandRun.Of("sample", "--violate", rule, "--layout", "positional", "--output", _folder.File("v.utrex"))).ShouldFailWith(part);

    [Fact]
    public async Task Several_rules_can_be_broken_in_one_batch()
    {
        (await CommandRun.Of("sample", "--violate", "S1.324", "--violate", "AM.915", "--violate", "FILE.002", "--output", _folder.File("v.utrex"))).ExitCode.ShouldBe(0);

        var run = await CommandRun.Of("validate", _folder.File("v.utrex"), "--today", "2025-10-01", "--no-cascade", "--format", "jsonl");

        run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()!).Order().ShouldBe(["AM.915", "FILE.002", "S1.324"]);
    }

    [Theory]
    [InlineData("nothing.utrex", "does not exist")]
    [InlineData("no/folder/file.utrex", "does not exist")]
    public async Task A_file_that_cannot_be_read_is_said_in_one_line(string name, string part) =>
        (await CommandRun.Of("validate", _folder.File(name))).ShouldFailWith(part);

    [Fact]
    public async Task A_folder_is_no_file() => (await CommandRun.Of("validate", _folder.Path)).ShouldFailWith("is a folder");

    [Fact]
    public async Task Bad_arguments_are_said_in_one_line()
    {
        (await CommandRun.Of()).ShouldFailWith("--help");
        (await CommandRun.Of("validate")).ShouldFailWith("'utrex validate --help'");
        (await CommandRun.Of("frobnicate")).ShouldFailWith("");
        (await CommandRun.Of("validate", "x", "--format", "xml")).ShouldFailWith("jsonl");
        (await CommandRun.Of("validate", "x", "--today", "10/01/2025")).ShouldFailWith("YYYY-MM-DD");
        (await CommandRun.Of("validate", "x", "--school-year", "abc")).ShouldFailWith("--school-year takes 2025 or 2026, not 'abc'.");
        (await CommandRun.Of("validate", "x", "--reference", "nowhere")).ShouldFailWith("reference folder");
        (await CommandRun.Of("convert", "x", "--to", "xml", "--output", "y")).ShouldFailWith("positional");
        (await CommandRun.Of("collect", "x", "--school-year", "99999", "--output", "y")).ShouldFailWith("--school-year takes 2025 or 2026, not '99999'.");
        (await CommandRun.Of("sample", "--students", "0", "--output", "y")).ShouldFailWith("--students takes a whole number");
        (await CommandRun.Of("sample", "--as-of", "2027-01-01", "--output", "y")).ShouldFailWith("--as-of takes a day of the school year");
        (await CommandRun.Of("explain", "S1.9999")).ShouldFailWith("is no rule, record, field, code or submission");
    }

    public static TheoryData<string> Commands() =>
        [.. UtrexCommandLine.CreateRoot(new CommandConsole(() => Stream.Null, Stream.Null, TextWriter.Null)).Subcommands.Select(command => command.Name)];

    /// <summary>A script whose variable is not set passes nothing.</summary>
    [Theory]
    [InlineData("an argument is empty", "validate", "")]
    [InlineData("an argument is empty", "explain", "")]
    [InlineData("an argument is empty", "diff", "samples/clean.utrex", "")]
    [InlineData("--output is followed by nothing", "validate", "samples/clean.utrex", "--output", "")]
    [InlineData("--baseline is followed by nothing", "validate", "samples/clean.utrex", "--baseline", "")]
    [InlineData("--output is followed by nothing", "docs", "--output", "")]
    [InlineData("--reference-output is followed by nothing", "sample", "--output", "-", "--reference-output", "")]
    public async Task An_argument_without_text_is_said_in_one_line(string part, params string[] args) => (await CommandRun.Of(args)).ShouldFailWith(part);

    [Fact]
    public async Task What_nobody_expected_is_one_line_too()
    {
        using var error = new StringWriter { NewLine = "\n" };

        var code = await UtrexCommandLine.RunAsync(["validate", "-"], () => throw new InvalidDataException("A thing\n\u001b[31mbroke."), Stream.Null, error);

        code.ShouldBe(2);
        error.ToString().ShouldBe("utrex: internal error (InvalidDataException): A thing <U+001B>[31mbroke; please report it.\n");
    }

    /// <summary>The input would be lost, whatever it is called.</summary>
    [Theory]
    [InlineData("validate a.utrex --output a.utrex --format jsonl")]
    [InlineData("validate samples/clean.utrex a.utrex --output ./b/../a.utrex")]
    [InlineData("validate link.utrex --output a.utrex")]
    [InlineData("validate a.utrex --output folder/a.utrex")]
    [InlineData("convert a.utrex --to positional --output a.utrex")]
    [InlineData("collect a.xml --output a.xml")]
    [InlineData("mask a.utrex --output link.utrex")]
    [InlineData("diff samples/clean.utrex a.utrex --output a.utrex")]
    [InlineData("summary a.utrex --output a.utrex")]
    public async Task An_output_that_is_an_input_is_refused(string line)
    {
        var text = await File.ReadAllTextAsync(Clean);
        _folder.Write("a.utrex", text);
        _folder.Write("a.xml", (await CommandRun.Of("convert", Clean, "--to", "sif", "--output", "-")).Output);
        File.CreateSymbolicLink(_folder.File("link.utrex"), _folder.File("a.utrex"));
        Directory.CreateSymbolicLink(_folder.File("folder"), _folder.Path);
        var args = line.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) && !word.StartsWith("samples/", StringComparison.Ordinal) ? _folder.File(word) : word).ToArray();

        (await CommandRun.Of(args)).ShouldFailWith("name another file");

        (await File.ReadAllTextAsync(_folder.File("a.utrex"))).ShouldBe(text);
        Directory.GetFiles(_folder.Path).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_baseline_may_be_replaced_by_the_findings_of_today()
    {
        string[] command = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--format", "jsonl", "--output", _folder.File("a.jsonl")];
        await CommandRun.Of(command);

        (await CommandRun.Of([.. command, "--baseline", _folder.File("a.jsonl")])).Error.ShouldContain("0 new, 0 resolved");
        (await CommandRun.Of([.. command, "--baseline", _folder.File("a.jsonl")])).Error.ShouldContain("0 new, 0 resolved");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_an_example(string command)
    {
        var run = await CommandRun.Of(command, "--help");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldMatch($@"Examples?:\s+utrex {command}");
    }

    [Fact]
    public async Task Converting_there_and_back_preserves_every_value()
    {
        var file = _folder.Write("a.utrex", Head + "AM=\t77\tMATH01\t01\t20250818\t\t0250\tP\t\tN\t0.5\t01\t104\n");

        (await CommandRun.Of("convert", file, "--to", "positional", "--output", _folder.File("p.txt"))).ExitCode.ShouldBe(0);
        var back = await CommandRun.Of("convert", _folder.File("p.txt"), "--to", "delimited", "--output", "-");

        back.Output.ShouldBe(Head + "AM=\t77\tMATH01\t01\t20250818\t\t0.250\tP\t\tN\t000.5\t01\t104\n", "numbers by value, everything else byte for byte");
    }

    [Fact]
    public async Task Converting_to_JSON_names_the_fields()
    {
        var run = await CommandRun.WithInput(Head, "convert", "-", "--to", "jsonl", "--output", "-");

        run.Output.Split('\n')[1].ShouldBe("""{"record":"SC","SCHOOL NUMBER":"104","DAYS IN SCHOOL YEAR":"180","LAST DAY OF SCHOOL":"0529","SCHEDULE YEAR TYPE":"S","SCHEDULE DAY TYPE":"E","LEA NUMBER":"01"}""");
    }

    [Fact]
    public async Task What_cannot_be_converted_leaves_no_file()
    {
        var file = _folder.Write("a.utrex", Head + "ZZ=\t1\n");

        (await CommandRun.Of("convert", file, "--to", "positional", "--output", _folder.File("p.txt"))).ShouldFailWith("line 3");
        Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();

        _folder.Write("b.utrex", Head + "S1=\t104\t77\t" + new string('x', 200) + "\n");
        (await CommandRun.Of("convert", _folder.File("b.utrex"), "--to", "positional", "--output", _folder.File("p.txt"))).ShouldFailWith("S1 LAST NAME");
        (await CommandRun.Of("convert", file, "--to", "positional", "--output", _folder.File("no/p.txt"))).ShouldFailWith("folder");
    }

    [Fact]
    public async Task The_specification_as_JSON_accounts_for_everything()
    {
        var run = await CommandRun.Of("spec", "--format", "json");

        var json = JsonDocument.Parse(run.Output).RootElement;
        json.GetProperty("specification").GetString().ShouldBe("utrex");
        json.GetProperty("schoolYear").GetString().ShouldBe("2025-26");
        json.GetProperty("records").GetArrayLength().ShouldBe(16);
        json.GetProperty("records").EnumerateArray().Sum(record => record.GetProperty("fields").GetArrayLength()).ShouldBe(322);
        var rules = json.GetProperty("rules").EnumerateArray().ToList();
        rules.Count(rule => !rule.GetProperty("added").GetBoolean() && rule.GetProperty("kind").GetString() != "level2").ShouldBe(685);
        rules.Count(rule => rule.GetProperty("kind").GetString() == "level2").ShouldBe(13);
        rules.ShouldAllBe(rule => rule.GetProperty("text").GetString()!.Length > 0 && rule.GetProperty("message").GetString()!.Length > 0);
        rules.Where(rule => rule.GetProperty("status").GetString() == "inactive").ShouldAllBe(rule => rule.GetProperty("note").ValueKind == JsonValueKind.String);
        foreach (var record in json.GetProperty("records").EnumerateArray().Where(record => record.GetProperty("fields").GetArrayLength() > 0))
        {
            var next = 1;
            foreach (var field in record.GetProperty("fields").EnumerateArray())
            {
                field.GetProperty("position").GetInt32().ShouldBe(next);
                next += field.GetProperty("width").GetInt32();
            }
        }
    }

    [Fact]
    public async Task The_specification_as_JSON_says_since_when_and_what_was_before()
    {
        var run = await CommandRun.Of("spec", "--format", "json");

        var json = JsonDocument.Parse(run.Output).RootElement;
        var fields = json.GetProperty("records").EnumerateArray().SelectMany(record => record.GetProperty("fields").EnumerateArray()).ToList();
        var codes = json.GetProperty("codeTables").EnumerateArray().SelectMany(table => table.GetProperty("codes").EnumerateArray()).ToList();
        var rules = json.GetProperty("rules").EnumerateArray().ToList();
        fields.Concat(codes).Concat(rules).Select(item => item.GetProperty("since").ValueKind).Distinct().ShouldBe([JsonValueKind.Null, JsonValueKind.String], ignoreOrder: true);
        fields.Single(field => field.GetProperty("name").GetString() == "GeoCode").GetProperty("since").GetString().ShouldBe("2024-07-01");
        codes.Single(code => code.GetProperty("member").GetString() == "FormerExtendedDay").GetProperty("until").GetString().ShouldBe("2023");
        rules.Single(rule => rule.GetProperty("id").GetString() == "S1.397").GetProperty("until").GetString().ShouldBe("2024-06-30");

        var before = rules.Single(rule => rule.GetProperty("id").GetString() == "S1.368").GetProperty("earlier").EnumerateArray().ShouldHaveSingleItem();
        before.GetProperty("until").GetString().ShouldBe("2024-07-31");
        before.GetProperty("level").GetString().ShouldBe("warning");
        before.GetProperty("note").GetString()!.ShouldContain("charter schools");
        before.TryGetProperty("limit", out _).ShouldBeFalse();
        rules.Single(rule => rule.GetProperty("id").GetString() == "S1.396").GetProperty("earlier")[0].GetProperty("limit").GetDecimal().ShouldBe(20);
        rules.Single(rule => rule.GetProperty("id").GetString() == "S1.324").TryGetProperty("earlier", out _).ShouldBeFalse();
    }

    /// <summary>Every report has the level of the day, not that of the rule.</summary>
    [Theory]
    [InlineData("2024-07-31", "warning")]
    [InlineData("2024-08-01", "error")]
    public async Task A_finding_has_the_level_of_the_day_of_the_submission(string asOf, string level)
    {
        var student = UtrexSpecification.Current.FindRecord("S1")!;
        var values = new string[student.Fields.Count];
        (values[0], values[student.FindField("SCHOOL NUMBER")!.Number], values[student.FindField("RESIDENT STATUS")!.Number]) = ("S1=", "104", "B");
        var file = _folder.Write("b.txt", Head.Replace("2025-10-01", asOf, StringComparison.Ordinal) + string.Join('\t', values) + "\n");

        var lines = await CommandRun.Of("validate", file, "--format", "jsonl", "--today", "2025-10-01");
        lines.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
            .Single(finding => finding.GetProperty("rule").GetString() == "S1.368").GetProperty("level").GetString().ShouldBe(level);
        var page = await CommandRun.Of("validate", file, "--format", "html", "--today", "2025-10-01");
        JsonDocument.Parse(page.Output.Split("type=\"application/json\">")[1].Split("</script>")[0]).RootElement.GetProperty("rules").EnumerateArray()
            .Single(rule => rule.GetProperty("id").GetString() == "S1.368").GetProperty("error").GetBoolean().ShouldBe(level == "error");
    }

    [Theory]
    [InlineData("S1.022", "Last Name")]
    [InlineData("s1.009", "What to do:")]
    [InlineData("S1", "StudentRecord")]
    [InlineData("S1.EXIT CODE", "StudentRecord.ExitCode")]
    [InlineData("S1.ExitCode", "Transferred within the LEA")]
    [InlineData("ExitCode", "Transferred within the LEA")]
    [InlineData("exitcode.td", "Transferred within the LEA")]
    [InlineData("Colleges", "Salt Lake Community College")]
    [InlineData("FILE.002", "record type")]
    [InlineData("S1.368", "Until 2024-07-31 a warning. For districts;")]
    [InlineData("S1.396", "Until 2023-12-31 the limit was 20.")]
    [InlineData("S1.GeoCode", "since 2024-07-01")]
    [InlineData("L2.01", "Permanent Exit")]
    [InlineData("L2.01", "Status:      evaluated by 'utrex statewide validate'")]
    [InlineData("L2.01", "Needs:       the S1 and S1-X records of all LEAs")]
    [InlineData("TD", "ExitCode.TD: Transferred within the LEA")]
    [InlineData("ExitCode.TD", "Used by:     S1.EXIT CODE")]
    [InlineData("exit code", "S1.EXIT CODE (Exit Code)")]
    [InlineData("504 services", "S1.504 SERVICES")]
    [InlineData("dropout", "HighSchoolCompletionStatus.DO: Dropout")]
    [InlineData("transferred within the LEA", "ExitCode.TD")]
    [InlineData("october", "seven business days after October 1")]
    [InlineData("December", "December 1")]
    [InlineData("year end", "Last Day of School")]
    [InlineData("utrex", "takes no flat files since February 2016")]
    [InlineData("flat files", "takes no flat files since February 2016")]
    [InlineData("I1", "Incidents must be sent every day")]
    [InlineData("S1.301", "inactive: nothing that can stand in a file breaks it")]
    [InlineData("FILE.004", "A school record must stand before the records of the school.")]
    public async Task Explaining_says_what_the_specification_says(string subject, string part)
    {
        var run = await CommandRun.Of(["explain", .. subject.Split(' ')]);

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain(part);
    }

    /// <summary>A message is read by somebody who has no finding: it names the fields, and has a word where a finding has a value.</summary>
    [Fact]
    public void No_rule_is_explained_with_placeholders()
    {
        foreach (var rows in UtrexSpecification.Current.Rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Select(group => group.ToList()))
        {
            using var one = new StringWriter();
            new Explanation(one, UtrexSpecification.Current).Rules([rows[0]]);
            using var all = new StringWriter();
            new Explanation(all, UtrexSpecification.Current).Rules(rows);

            // Notes, and rows that have one, may speak of the placeholders of the state's text.
            var lines = (one.ToString() + all).Split('\n').Where(line => !line.StartsWith("  Note:", StringComparison.Ordinal) && !line.StartsWith("    ", StringComparison.Ordinal));
            string.Join('\n', lines).ShouldNotMatch(@"\[(Column|Colum|Table|Min|Max|School|Valid)[A-Za-z ]*\d?\]", rows[0].Id);
        }
    }

    /// <summary>A rule of many fields is one text with its rows; with its field it is one of them.</summary>
    [Fact]
    public async Task A_rule_of_many_fields_is_explained_once()
    {
        var all = await CommandRun.Of("explain", "S1.009");
        var one = await CommandRun.Of("explain", "S1.009@SEX");

        all.Output.Split("What to do:").Length.ShouldBe(2);
        UtrexSpecification.Current.FindRules("S1.009").ShouldAllBe(rule => all.Output.Contains(rule.Field!));
        one.Output.ShouldContain("Sex");
        one.Output.ShouldNotContain("GRADE LEVEL");
    }

    [Fact]
    public async Task Everything_can_be_explained()
    {
        var specification = UtrexSpecification.Current;
        foreach (var subject in specification.Rules.Select(rule => rule.Id).Distinct()
            .Concat(specification.Records.Select(record => record.Id))
            .Concat(specification.Records.SelectMany(record => record.Fields.Select(field => $"{record.Id}.{field.Name}")))
            .Concat(specification.CodeTables.Select(table => table.Id))
            .Concat(specification.Lookups.Select(lookup => lookup.Id)))
        {
            (await CommandRun.Of("explain", subject)).ExitCode.ShouldBe(0, subject);
        }
    }

    [Fact]
    public void Every_rule_that_is_not_evaluated_says_what_to_do() =>
        UtrexSpecification.Current.Rules.Where(rule => rule.Status == RuleStatus.Pending && rule.Advice.Length == 0).ShouldBeEmpty();

    public void Dispose() => _folder.Dispose();
}
