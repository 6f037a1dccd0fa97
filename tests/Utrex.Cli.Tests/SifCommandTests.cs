using System.Text.Json;
using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>SIF files on the command line: collected, written, validated.</summary>
public sealed class SifCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_batch_goes_through_SIF_and_comes_back()
    {
        var converted = await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--output", _folder.File("clean.xml"));
        var collected = await CommandRun.Of("collect", _folder.File("clean.xml"), "--output", _folder.File("back.utrex"));

        converted.ExitCode.ShouldBe(0, converted.Error);
        converted.Error.ShouldContain("fields that SIF has no place for: ST SCHOOL ACCREDITATION ");
        converted.Error.ShouldContain("derived, because SIF demands them: ");
        converted.Error.ShouldContain("unknown, and left out or written as xsi:nil (give them with --sif-default or --sif-profile): ");
        collected.ExitCode.ShouldBe(0, collected.Error);
        var records = (await File.ReadAllLinesAsync(Repository.PathOf("samples", "clean.utrex"))).Length;
        collected.Error.ShouldContain($"records collected: {records}\n");
        var difference = await CommandRun.Of("diff", "samples/clean.utrex", _folder.File("back.utrex"), "--format", "jsonl");
        difference.Error.ShouldContain("added: 0, removed: 0, ");
        Regex.Matches(difference.Output, "\"field\":\"([^\"]+)\"").Select(match => match.Groups[1].Value).Distinct().ShouldBe(["SCHOOL ACCREDITATION"]);
    }

    [Fact]
    public async Task A_batch_is_collected_in_either_layout_from_a_pipe()
    {
        var xml = await Sif("samples/clean.utrex");

        var positional = await CommandRun.WithInput(xml, "collect", "-", "--output", "-", "--layout", "positional", "--school-year", "2026", "--as-of", "2026-01-05");

        positional.ExitCode.ShouldBe(0, positional.Error);
        positional.Output.ShouldStartWith("DI=01YR=2026OK=JAN2026-01-05 00:00:00.000");
    }

    [Fact]
    public async Task A_default_takes_the_place_of_what_nobody_knows()
    {
        const string Path = "DisciplineIncident/IncidentLocation";

        var run = await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-default", Path + "=9999", "--first-day-of-school", "2025-08-18", "--output", "-");

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldNotContain(Path + " ");
        run.Output.ShouldContain("<IncidentLocation>");
        (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-default", Path, "--output", "-")).ShouldFailWith("PATH=VALUE");
        (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-default", "DisciplineIncident/Location=1", "--output", "-")).ShouldFailWith("'DisciplineIncident/Location'");
        (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-default", "A=1", "--output", "-")).Error.ShouldNotContain("Parameter");
    }

    [Fact]
    public async Task A_profile_is_a_file_of_defaults()
    {
        var profile = _folder.Write("profile.json", "{ \"DisciplineIncident/IncidentLocation\": \"0599\", \"DisciplineIncident/IncidentLocation/@Type\": \"0765\" }");

        var run = await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-profile", profile, "--output", "-");
        var other = await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-profile", profile, "--sif-default", "DisciplineIncident/IncidentLocation=9999", "--output", "-");

        (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-profile", "samples/sif-profile.json", "--output", "-")).Output.ShouldContain("<Country>US</Country>");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("<IncidentLocation Type=\"0765\">0599</IncidentLocation>");
        run.Error.ShouldNotContain("IncidentLocation");
        other.Output.ShouldContain("<IncidentLocation Type=\"0765\">9999</IncidentLocation>");
        (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--sif-profile", _folder.Write("none.json", "[]"), "--output", "-")).ShouldFailWith("none.json' is no profile: a profile is a JSON object with a text for each path.");
    }

    [Fact]
    public async Task A_batch_without_records_makes_no_file()
    {
        var run = await CommandRun.Of("convert", _folder.Write("empty.utrex", "\n\n"), "--to", "sif", "--output", _folder.File("empty.xml"));

        run.ShouldFailWith("holds no record, so there is nothing to write as SIF.");
        File.Exists(_folder.File("empty.xml")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("response", "<SIF_Response>", "<SIF_Event>")]
    [InlineData("events", "<SIF_Event>", "<SIF_Response>")]
    [InlineData("objects", "<SIF_ObjectData ", "<SIF_Message")]
    public async Task Objects_are_sent_as_is_asked_for_and_come_back(string form, string expected, string unexpected)
    {
        var converted = await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--as", form, "--packet-size", "10", "--output", _folder.File("sent.xml"));
        var collected = await CommandRun.Of("collect", _folder.File("sent.xml"), "--as-of", "2025-10-01", "--output", _folder.File("back.utrex"));

        converted.ExitCode.ShouldBe(0, converted.Error);
        collected.ExitCode.ShouldBe(0, collected.Error);
        collected.Error.ShouldNotContain("left out of the batch");
        var xml = await File.ReadAllTextAsync(_folder.File("sent.xml"));
        xml.ShouldContain(expected);
        xml.ShouldNotContain(unexpected);
        var difference = await CommandRun.Of("diff", "samples/clean.utrex", _folder.File("back.utrex"), "--format", "jsonl");
        difference.Error.ShouldContain("added: 0, removed: 0, ");
        Regex.Matches(difference.Output, "\"field\":\"([^\"]+)\"").Select(match => match.Groups[1].Value).Distinct().ShouldBe(["SCHOOL ACCREDITATION"]);
    }

    [Theory]
    [InlineData("--packet-size", "0", "--packet-size must be at least 1.")]
    [InlineData("--packet-size", "many", "--packet-size")]
    [InlineData("--as", "packets", "--as")]
    public async Task What_is_no_form_and_no_size_is_refused(string option, string value, string expected) =>
        (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", option, value, "--output", "-")).ShouldFailWith(expected);

    /// <summary>Half a response would make half a batch.</summary>
    [Fact]
    public async Task A_response_without_all_its_packets_makes_no_batch()
    {
        var xml = (await Sif("samples/clean.utrex")).Replace("<SIF_MorePackets>No</SIF_MorePackets>", "<SIF_MorePackets>Yes</SIF_MorePackets>", StringComparison.Ordinal);
        var file = _folder.Write("half.xml", xml);

        var collected = await CommandRun.Of("collect", file, "--output", _folder.File("half.utrex"));
        var validated = await CommandRun.Of("validate", file, "--format", "jsonl");

        collected.ShouldFailWith("says that more follow, but packet 2 was not sent; nothing was written.");
        File.Exists(_folder.File("half.utrex")).ShouldBeFalse();
        validated.ExitCode.ShouldBe(1);
        JsonDocument.Parse(validated.Output.Split('\n')[0]).RootElement.GetProperty("rule").GetString().ShouldBe("FILE.030");
    }

    [Theory]
    [InlineData("\u0001", "U+0001")]
    [InlineData("\uFFFE", "U+FFFE")]
    public async Task A_character_that_XML_cannot_hold_is_named_and_nothing_is_written(string character, string name)
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("samples", "clean.utrex"));
        var number = Array.FindIndex(lines, line => line.StartsWith("S1=", StringComparison.Ordinal));
        var fields = lines[number].Split('\t');
        fields[Utrex.Sdk.Y2026.Records.StudentRecord.Info.FindProperty("LastName").Number] += character;
        lines[number] = string.Join('\t', fields);
        await File.WriteAllLinesAsync(_folder.File("strange.utrex"), lines);

        var run = await CommandRun.Of("convert", _folder.File("strange.utrex"), "--to", "sif", "--output", _folder.File("strange.xml"));

        run.ShouldFailWith($"line {number + 1} cannot be converted: S1 LAST NAME: the value holds the character {name}");
        File.Exists(_folder.File("strange.xml")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_SIF_does_not_carry_is_named_with_its_line_blank_lines_counted()
    {
        await File.WriteAllTextAsync(_folder.File("blank.utrex"), "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\n\nSC=\t104\t180\t0529\tS\tE\t01\n\n\nST=\t104\t7\n");

        var run = await CommandRun.Of("convert", _folder.File("blank.utrex"), "--to", "sif", "--output", "-");

        run.Error.ShouldContain("line 6: ST LEA NUMBER: SIF does not carry a blank; it will be read as '01'");
    }

    [Fact]
    public async Task A_batch_among_the_objects_is_refused()
    {
        var xml = _folder.Write("clean.xml", await Sif("samples/clean.utrex"));

        var run = await CommandRun.Of("collect", xml, "samples/clean.utrex", "--output", _folder.File("back.utrex"));

        run.ShouldFailWith("'samples/clean.utrex' does not begin as XML does");
        File.Exists(_folder.File("back.utrex")).ShouldBeFalse();
    }

    /// <summary>Whoever validates the objects learns what whoever validates the batch does.</summary>
    [Theory]
    [InlineData("S1.366")]
    [InlineData("S1.343")]
    [InlineData("S2.611")]
    [InlineData("AM.002")]
    [InlineData("AC.001")]
    [InlineData("TA.001")]
    public async Task A_broken_rule_is_found_in_SIF_as_in_the_batch(string rule)
    {
        (await CommandRun.Of("sample", "--schools", "2", "--students", "40", "--violate", rule, "--output", _folder.File("batch.utrex"))).Error.ShouldBeEmpty();
        await File.WriteAllTextAsync(_folder.File("batch.xml"), await Sif(_folder.File("batch.utrex")));

        var batch = await Findings("batch.utrex");
        var sif = await Findings("batch.xml");

        batch.ShouldNotBeEmpty();
        sif.Select(Facts).Order(StringComparer.Ordinal).ShouldBe(batch.Select(Facts).Order(StringComparer.Ordinal));
        var lines = await File.ReadAllLinesAsync(_folder.File("batch.xml"));
        foreach (var finding in sif)
        {
            var origin = Regex.Match(finding.GetProperty("message").GetString()!, @"\((\w+) ([0-9A-F]{32})\)$");
            lines[finding.GetProperty("line").GetInt32() - 1].ShouldContain($"<{origin.Groups[1].Value} RefId=\"{origin.Groups[2].Value}\"");
        }

        static string Facts(JsonElement finding) => string.Join('|', new[] { "rule", "record", "field", "level", "value", "lea", "school", "student" }.Select(name => finding.GetProperty(name).GetString()));
    }

    [Theory]
    [InlineData("sarif")]
    [InlineData("csv")]
    [InlineData("html")]
    [InlineData("table")]
    public async Task Every_report_takes_findings_on_SIF(string format)
    {
        await Broken();

        var run = await CommandRun.Of("validate", _folder.File("batch.xml"), "--today", "2025-10-01", "--format", format);

        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldContain("S1.366");
        run.Output.ShouldNotContain("startColumn");
    }

    [Fact]
    public async Task A_masked_report_names_no_object()
    {
        var student = await Broken();

        var run = await CommandRun.Of("validate", _folder.File("batch.xml"), "--today", "2025-10-01", "--format", "jsonl", "--mask");

        run.Output.ShouldContain("S1.366");
        run.Output.ShouldNotContain(student);
        run.Output.ShouldNotMatch("[0-9A-F]{32}");
    }

    [Fact]
    public async Task Several_files_make_one_batch_and_findings_name_theirs()
    {
        await Broken();
        var xml = await File.ReadAllTextAsync(_folder.File("batch.xml"));
        var students = Regex.Matches(xml, @"\n    <Student(?:Personal|DemographicRecord) .*?\n    </Student(?:Personal|DemographicRecord)>", RegexOptions.Singleline).Select(match => match.Value).ToList();
        _folder.Write("students.xml", "<SIF_ObjectData xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>" + string.Concat(students) + "</SIF_ObjectData>");
        _folder.Write("others.xml", students.Aggregate(xml, (text, student) => text.Replace(student, "", StringComparison.Ordinal)));

        var run = await CommandRun.Of("validate", _folder.File("others.xml"), _folder.File("students.xml"), "--today", "2025-10-01", "--format", "jsonl");
        var page = await CommandRun.Of("validate", _folder.File("others.xml"), _folder.File("students.xml"), "--today", "2025-10-01", "--format", "html");
        var alone = await CommandRun.Of("collect", _folder.File("others.xml"), "--output", _folder.File("alone.utrex"));

        var finding = JsonDocument.Parse(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem()).RootElement;
        finding.GetProperty("rule").GetString().ShouldBe("S1.366");
        Path.GetFileName(finding.GetProperty("file").GetString()).ShouldBe("students.xml");
        JsonDocument.Parse(page.Output.Split("type=\"application/json\">")[1].Split("</script>")[0]).RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("batch").GetInt32()).ShouldBe([0, 0]);
        alone.ExitCode.ShouldBe(1);
        alone.Error.ShouldContain("FILE.013");
        alone.Error.ShouldContain("more; 'utrex validate' on the SIF files lists them");
    }

    /// <summary>A line is a number only; whose line it is has to be said where it is not this file's.</summary>
    [Fact]
    public async Task A_cause_in_another_file_is_named()
    {
        await CommandRun.Of("sample", "--violate", "SC.009@SCHEDULE DAY TYPE", "--output", _folder.File("batch.utrex"));
        var xml = await Sif(_folder.File("batch.utrex"));
        var classes = Regex.Matches(xml, @"\n    <StudentSectionEnrollment .*?\n    </StudentSectionEnrollment>", RegexOptions.Singleline).Select(match => match.Value).ToList();
        var second = _folder.Write("classes.xml", "<SIF_ObjectData xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>" + string.Concat(classes) + "</SIF_ObjectData>");
        var first = _folder.Write("others.xml", classes.Aggregate(xml, (text, item) => text.Replace(item, "", StringComparison.Ordinal)));
        string[] command = ["validate", first, second, "--today", "2025-10-01", "--format"];

        var findings = (await CommandRun.Of([.. command, "jsonl"])).Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var table = await CommandRun.Of([.. command, "table"]);
        var sarif = JsonDocument.Parse((await CommandRun.Of([.. command, "sarif"])).Output).RootElement;

        var elsewhere = findings.FindAll(finding => finding.GetProperty("file").GetString() == second);
        elsewhere.Count.ShouldBeGreaterThan(10);
        elsewhere.Count(finding => finding.GetProperty("message").GetString()!.EndsWith($" (its cause is in {first}, line {finding.GetProperty("causedBy").GetRawText()})", StringComparison.Ordinal)).ShouldBe(elsewhere.Count);
        findings.ShouldNotContain(finding => finding.GetProperty("file").GetString() == first && finding.GetProperty("message").GetString()!.Contains("its cause is in", StringComparison.Ordinal));
        var cause = findings.Single(finding => finding.GetProperty("rule").GetString() == "SC.009").GetProperty("line").GetInt32();
        var folded = table.Output.Split('\n').Where(line => line.Contains("further findings follow from", StringComparison.Ordinal)).ToList();
        folded.Count.ShouldBe(2, "one cause, and effects in two files");
        folded[0].ShouldContain($"{cause}  ");
        folded[0].ShouldContain(" follow from this line ");
        folded[1].ShouldContain($" follow from {first}, line {cause}, and disappear with it (");
        var effect = sarif.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Last();
        effect.GetProperty("relatedLocations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("file://" + first);
        effect.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("file://" + second);
    }

    /// <summary>Files come in the order in which they are named, though SIF files are validated when all of them are read.</summary>
    [Fact]
    public async Task Findings_come_in_the_order_of_the_files()
    {
        await Broken();
        var batch = _folder.Write("bad.utrex", "ZZ=\n");

        var run = await CommandRun.Of("validate", _folder.File("batch.xml"), batch, _folder.File("batch.xml"), "--today", "2025-10-01", "--format", "jsonl");

        var files = run.Output.Trim().Split('\n').Select(line => Path.GetFileName(JsonDocument.Parse(line).RootElement.GetProperty("file").GetString())).ToList();
        files.SkipWhile(file => file == "batch.xml").ShouldAllBe(file => file == "bad.utrex");
        files[0].ShouldBe("batch.xml");
        files[^1].ShouldBe("bad.utrex");
    }

    /// <summary>What a SIF file says of the school year may be anything.</summary>
    [Fact]
    public async Task A_school_year_that_is_none_does_not_count()
    {
        var xml = (await Sif("samples/clean.utrex")).Replace("\"2026\"", "\"99999\"", StringComparison.Ordinal);
        var file = _folder.Write("year.xml", xml);

        var run = await CommandRun.Of("collect", file, "--output", _folder.File("a.utrex"));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("StudentSchoolEnrollment/SchoolYear that is no year 60");
        (await File.ReadAllTextAsync(_folder.File("a.utrex"))).ShouldStartWith("DI=\t01\tYR=\t2026\t");
    }

    [Fact]
    public async Task A_file_that_ends_too_early_makes_no_batch()
    {
        var xml = await Sif("samples/clean.utrex");
        var cut = _folder.Write("cut.xml", xml[..(xml.Length / 2)]);

        var collected = await CommandRun.Of("collect", cut, "--output", _folder.File("cut.utrex"));
        var validated = await CommandRun.Of("validate", cut, "--format", "jsonl");

        collected.ShouldFailWith("FILE.011");
        collected.Error.ShouldEndWith("nothing was written.\n");
        File.Exists(_folder.File("cut.utrex")).ShouldBeFalse();
        validated.ExitCode.ShouldBe(1);
        validated.Error.ShouldContain("errors: 1, warnings: 0");
        var finding = JsonDocument.Parse(validated.Output).RootElement;
        finding.GetProperty("rule").GetString().ShouldBe("FILE.011");
        finding.GetProperty("line").GetInt32().ShouldBe(xml[..(xml.Length / 2)].Split('\n').Length);
    }

    [Fact]
    public async Task Objects_without_a_district_make_no_batch()
    {
        var file = _folder.Write("student.xml", "<StudentPersonal RefId='33333333333333333333333333333333'/>");

        (await CommandRun.Of("collect", file, "--output", _folder.File("none.utrex"))).ShouldFailWith("FILE.015");
        (await CommandRun.Of("validate", file)).Output.ShouldContain("FILE.015");
        (await CommandRun.Of("collect", _folder.File("absent.xml"), "--output", "-")).ShouldFailWith("does not exist");
    }

    [Theory]
    [InlineData("back.utrex")]
    [InlineData("-")]
    public async Task A_value_without_room_is_named_and_nothing_is_written(string output)
    {
        var xml = (await Sif("samples/clean.utrex")).Replace("<LastName>", "<LastName>" + new string('x', 200), StringComparison.Ordinal);
        var file = _folder.Write("long.xml", xml);

        var run = await CommandRun.Of("collect", file, "--layout", "positional", "--output", output == "-" ? output : _folder.File(output));

        run.ShouldFailWith("FILE.016");
        run.Error.ShouldContain("S1 LAST NAME");
        run.Error.ShouldContain("StudentSchoolEnrollment ");
        run.Output.ShouldBeEmpty();
        File.Exists(_folder.File(output)).ShouldBeFalse();
        (await CommandRun.Of("collect", file, "--output", _folder.File("delimited.utrex"))).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("26")]
    [InlineData("20266")]
    [InlineData("1999")]
    [InlineData("next")]
    public async Task A_school_year_is_one_that_is_held(string year) =>
        (await CommandRun.WithInput("<x/>", "collect", "-", "--output", "-", "--school-year", year)).ShouldFailWith($"--school-year takes 2025 or 2026, not '{year}'.");

    [Fact]
    public async Task Objects_of_other_years_are_left_out_and_counted()
    {
        var xml = (await Sif("samples/clean.utrex")).Replace("SchoolYear=\"2026\"", "SchoolYear=\"2025\"", StringComparison.Ordinal).Replace(">2026</SchoolYear>", ">2025</SchoolYear>", StringComparison.Ordinal);

        var run = await CommandRun.WithInput(xml, "collect", "-", "--output", "-", "--school-year", "2026");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldNotContain("S1=");
        run.Error.ShouldContain("StudentSchoolEnrollment of another school year ");
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_with_line_and_character()
    {
        var run = await CommandRun.WithInput("<a>\n  <b></c></a>", "validate", "-", "--format", "jsonl");

        JsonDocument.Parse(run.Output).RootElement.GetProperty("message").GetString().ShouldNotBeNull().ShouldEndWith("(line 2, character 8)");
    }

    /// <summary>Commands that read batches say what to do with XML.</summary>
    [Theory]
    [InlineData("summary")]
    [InlineData("diff", "samples/clean.utrex")]
    [InlineData("mask", "--output", "-")]
    [InlineData("convert", "--to", "jsonl", "--output", "-")]
    public async Task Where_a_batch_is_needed_SIF_is_refused(string command, params string[] rest)
    {
        var file = _folder.Write("student.xml", "<StudentPersonal RefId='33333333333333333333333333333333'/>");

        (await CommandRun.Of([command, file, .. rest])).ShouldFailWith("'utrex collect'");
    }

    [Theory]
    [InlineData("FILE.011")]
    [InlineData("FILE.013")]
    public async Task No_sample_breaks_what_only_SIF_can(string rule) =>
        (await CommandRun.Of("sample", "--violate", rule, "--output", "-")).ShouldFailWith("SIF");

    public void Dispose() => _folder.Dispose();

    private static async Task<string> Sif(string batch)
    {
        var run = await CommandRun.Of("convert", batch, "--to", "sif", "--output", "-");
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Output;
    }

    /// <summary>Writes a batch whose one finding is on a student, as SIF.</summary>
    /// <returns>The student's number.</returns>
    private async Task<string> Broken()
    {
        await CommandRun.Of("sample", "--schools", "2", "--students", "40", "--violate", "S1.366", "--output", _folder.File("batch.utrex"));
        await File.WriteAllTextAsync(_folder.File("batch.xml"), await Sif(_folder.File("batch.utrex")));
        return (await Findings("batch.utrex")).ShouldHaveSingleItem().GetProperty("student").GetString()!;
    }

    private async Task<List<JsonElement>> Findings(string file)
    {
        var run = await CommandRun.Of("validate", _folder.File(file), "--today", "2025-10-01", "--format", "jsonl");
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }
}
