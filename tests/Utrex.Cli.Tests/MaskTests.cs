using System.Text;
using System.Text.Json;
using Utrex.Cli.Masking;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Tests;

/// <summary>Reports and batches that can be given away: nothing personal is left in them, and they say the same.</summary>
public sealed class MaskTests : IDisposable
{
    private const string District = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";
    private static readonly string[] Mistakes = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01"];
    private static readonly string[] ReportFormats = ["table", "jsonl", "csv", "sarif", "html"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Every value that cannot be another's by chance, in every format; the others are compared place by place below.</summary>
    [Fact]
    public async Task A_masked_report_shows_no_personal_value()
    {
        var personal = Lines("samples/mistakes.utrex").SelectMany(line => line.Values).Where(value => value.Field.IsPersonal).Select(value => value.Value)
            .Where(value => value.Length > 5).ToHashSet(StringComparer.Ordinal);
        personal.Count.ShouldBeGreaterThan(300);
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("a.jsonl")]);
        var open = "";
        foreach (var format in ReportFormats)
        {
            open += (await CommandRun.Of([.. Mistakes, "--format", format])).Output;
            var shown = personal.ToList();

            // What is drawn may be another's true value, but not three times.
            for (var run = 0; run < 3; run++)
            {
                var masked = await CommandRun.Of([.. Mistakes, "--format", format, "--mask", "--baseline", _folder.File("a.jsonl")]);
                shown = [.. shown.Where(value => Shows(masked.Output, value) || Shows(masked.Error, value))];
                masked.Error.ShouldContain("0 new, 0 resolved");
            }

            shown.ShouldBeEmpty();
        }

        personal.Count(value => Shows(open, value)).ShouldBeGreaterThan(50, "else the test would prove nothing");
    }

    [Fact]
    public async Task A_masked_finding_differs_in_every_personal_place()
    {
        var open = await Findings(Mistakes);
        var masked = await Findings([.. Mistakes, "--mask"]);

        masked.Count.ShouldBe(open.Count);
        var compared = 0;
        foreach (var (before, after) in open.Zip(masked))
        {
            Text(after, "rule").ShouldBe(Text(before, "rule"));
            var isPersonal = Text(before, "field") is { } field && UtrexSpecification.Current.Records.Any(record => record.FindField(field) is { IsPersonal: true });
            foreach (var place in isPersonal ? new[] { "value", "student", "ssid" } : ["student", "ssid"])
            {
                if (Text(before, place) is { Length: > 0 } value && value.Any(c => char.IsLetter(c) || c is >= '1' and <= '9'))
                {
                    Text(after, place).ShouldNotBe(value, $"{Text(before, "rule")} {place}");
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task A_masked_student_keeps_one_pseudonym()
    {
        var run = await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--mask"]);
        var open = await Findings(Mistakes);
        var masked = run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();

        var pairs = open.Zip(masked).Select(pair => (Open: Text(pair.First, "student"), Masked: Text(pair.Second, "student"))).Where(pair => pair.Open is not null).Distinct().ToList();

        pairs.Select(pair => pair.Open).ShouldBeUnique();
        pairs.Select(pair => pair.Masked).ShouldBeUnique();
        pairs.ShouldAllBe(pair => pair.Open != pair.Masked && pair.Open!.Length == pair.Masked!.Length);
    }

    [Theory]
    [InlineData("samples/clean.utrex")]
    [InlineData("samples/clean-positional.utrex")]
    [InlineData("samples/mistakes.utrex")]
    public async Task A_masked_batch_has_the_same_findings_and_no_personal_value(string file)
    {
        await MaskAndCompare(file, File.ReadAllText(file), "--today", "2025-10-01");

        (await CommandRun.Of("diff", file, _folder.File("masked.utrex"), "--format", "jsonl")).Output.ShouldNotContain("\"field\":\"GRADE LEVEL\"");
    }

    /// <summary>The numbers of students are as short as a ZIP code, or so many that every number of their length is one.</summary>
    [Theory]
    [InlineData(1, 9)]
    [InlineData(2, 90)]
    [InlineData(3, 900)]
    [InlineData(4, 1_200)]
    [InlineData(5, 1_200)]
    [InlineData(7, 1_200)]
    [InlineData(10, 1_200)]
    public async Task Student_numbers_of_any_length_stay_apart_and_do_not_stay(int digits, int students)
    {
        var sample = await Sample("--students", "1200", "--schools", "3");
        var lines = Lines(sample).ToList();
        var numbers = lines.Where(line => line.Record == StudentRecord.Info).Select(line => line[nameof(StudentRecord.StudentNumber)]).Distinct(StringComparer.Ordinal).Take(students).ToList();
        numbers.Count.ShouldBe(students);
        var first = (long)Math.Pow(10, digits - 1);
        var renumbered = numbers.Select((number, i) => (number, New: (first + i).ToString(System.Globalization.CultureInfo.InvariantCulture))).ToDictionary(pair => pair.number, pair => pair.New, StringComparer.Ordinal);
        var text = string.Concat(lines.Select(line => Renumber(line, renumbered)));

        var masked = await MaskAndCompare("renumbered.utrex", text, "--today", "2025-10-01");

        var pairs = Lines(_folder.File("renumbered.utrex")).Zip(masked).Where(pair => pair.First.Record == StudentRecord.Info)
            .Select(pair => (Open: pair.First[nameof(StudentRecord.StudentNumber)], Masked: pair.Second[nameof(StudentRecord.StudentNumber)])).Distinct().ToList();
        pairs.Count.ShouldBe(students);
        pairs.Select(pair => pair.Masked).ShouldBeUnique();
        pairs.ShouldAllBe(pair => pair.Open != pair.Masked && pair.Masked.Length == digits && pair.Masked[0] != '0');

        static string Renumber(BatchLine line, Dictionary<string, string> numbers)
        {
            if (line.Record.FindKey(FieldKey.Student) is not { } field)
            {
                return line.Text + "\n";
            }

            if (!numbers.TryGetValue(line.Fields[field.Number], out var number))
            {
                return "";
            }

            line.Fields[field.Number] = number;
            return string.Join('\t', line.Fields) + "\n";
        }
    }

    [Fact]
    public async Task A_district_is_masked_within_the_rounds()
    {
        var sample = await Sample("--students", "20000", "--schools", "12");

        var run = await CommandRun.Of("mask", sample, "--output", _folder.File("masked.utrex"), "--today", "2025-10-01");

        run.ExitCode.ShouldBe(0, run.Error);
        var births = Lines(sample).Zip(Lines(_folder.File("masked.utrex"))).Where(pair => pair.First.Record == StudentRecord.Info)
            .Select(pair => (Open: pair.First[nameof(StudentRecord.BirthDate)], Masked: pair.Second[nameof(StudentRecord.BirthDate)])).ToList();
        births.Count.ShouldBeGreaterThan(19_000);
        births.All(birth => birth.Open != birth.Masked).ShouldBeTrue();
        births.Count(birth => birth.Open[..6] != birth.Masked[..6]).ShouldBeGreaterThan(births.Count / 2, "the month is no pseudonym");
    }

    [Fact]
    public async Task Reference_data_are_masked_with_the_same_pseudonyms()
    {
        var sample = await Sample("--students", "300", "--schools", "3", "--reference-output", _folder.File("state"));
        var ssids = File.ReadAllLines(_folder.File("state/REF_SSID.csv"));
        File.WriteAllLines(_folder.File("state/REF_SSID.csv"), [ssids[0] + ",GUARDIAN", .. ssids.Skip(1).Select(line => line + ",Zebulon Quist")]);
        File.WriteAllText(_folder.File("state/notes.txt"), "who is who");
        var open = await Findings("validate", sample, "--today", "2025-10-01", "--reference", _folder.File("state"));

        var run = await CommandRun.Of("mask", sample, "--output", _folder.File("masked.utrex"), "--today", "2025-10-01", "--reference", _folder.File("state"), "--reference-output", _folder.File("masked"));

        run.ExitCode.ShouldBe(0, run.Error);
        var masked = await Findings("validate", _folder.File("masked.utrex"), "--today", "2025-10-01", "--reference", _folder.File("masked"));
        masked.Select(Place).ShouldBe(open.Select(Place));
        Directory.EnumerateFiles(_folder.File("masked")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["REF_COURSE_CODE.csv", "REF_LEA.csv", "REF_SCHOOL_LEA.csv", "REF_SSID.csv", "REF_STAFF_ID.csv"]);
        File.ReadAllText(_folder.File("masked/REF_SSID.csv")).ShouldNotContain("Zebulon");
        var before = File.ReadAllLines(_folder.File("state/REF_SSID.csv")).Skip(1).Select(line => line.Split(',')[0]).ToList();
        var after = File.ReadAllLines(_folder.File("masked/REF_SSID.csv")).Skip(1).Select(line => line.Split(',')[0]).ToList();
        before.Zip(after).ShouldAllBe(pair => pair.First != pair.Second);
        (await CommandRun.Of("mask", sample, "--output", _folder.File("x"), "--reference", _folder.File("state"))).ShouldFailWith("go together");
        (await CommandRun.Of("mask", sample, "--output", _folder.File("x"), "--reference", _folder.File("state"), "--reference-output", _folder.File("state"))).ShouldFailWith("folder of their own");
    }

    /// <summary>AC.830 and AC.825 ask for ids that stand for colleges and programs, AC.824 for the one that stands for nobody.</summary>
    [Theory]
    [InlineData("Colleges", 3)]
    [InlineData("TeacherCoreCodes", 0)]
    [InlineData("SoepCoreCodes", 2)]
    [InlineData("GenericTeachers", 0)]
    public void An_id_that_stands_for_nobody_stays(string list, int column)
    {
        var pseudonyms = new Pseudonyms();
        var teacher = CourseMasterRecord.Info.FindProperty(nameof(CourseMasterRecord.Teacher1Id));
        var student = StudentRecord.Info.FindProperty(nameof(StudentRecord.StudentNumber));
        var ids = UtrexSpecification.Current.Lookups.Single(lookup => lookup.Id == list).Rows.Select(row => row[column]).ToList();

        ids.ShouldAllBe(id => pseudonyms.Of(teacher, id) == id);
        ids.ShouldAllBe(id => pseudonyms.Of(student, id) != id);
    }

    [Theory]
    [InlineData(nameof(StudentRecord.BirthDate), "20140228")]
    [InlineData(nameof(StudentRecord.BirthDate), "20140901")]
    [InlineData(nameof(StudentRecord.BirthDate), "20149901")]
    [InlineData(nameof(StudentRecord.StudentNumber), "3855558507")]
    [InlineData(nameof(StudentRecord.StudentNumber), "0007")]
    [InlineData(nameof(StudentRecord.StudentNumber), "7")]
    [InlineData(nameof(StudentRecord.LastName), "O'Neil-Smith")]
    [InlineData(nameof(StudentRecord.LastName), "Zoë")]
    [InlineData(nameof(StudentRecord.LastName), "李小龍")]
    [InlineData(nameof(StudentRecord.LastName), "𐐔𐐯𐑅𐐨𐑉𐐯𐐻")]
    [InlineData(nameof(StudentRecord.StudentPhysicalAddress1), "٣٤ Main")]
    [InlineData(nameof(StudentRecord.GeoCode), "85GCQ2RF+XJ")]
    [InlineData(nameof(StudentRecord.GeoCode), "85GC0000+")]
    [InlineData(nameof(StudentRecord.GpsLongitude), "-111.8910")]
    [InlineData(nameof(StudentRecord.GpsLatitude), "40.7")]
    [InlineData(nameof(StudentRecord.GpsLatitude), "40")]
    [InlineData(nameof(StudentRecord.StudentPhysicalZipCode), "84043")]
    [InlineData(nameof(StudentRecord.StudentPhysicalZipCode), "84043-1234")]
    [InlineData(nameof(StudentRecord.StudentPhysicalZipCode), "84042x")]
    [InlineData(nameof(StudentRecord.StudentPhysicalZipCode), "84")]
    public void A_pseudonym_has_the_shape_of_its_value(string property, string value)
    {
        var pseudonyms = new Pseudonyms();
        var field = StudentRecord.Info.FindProperty(property);

        var pseudonym = pseudonyms.Of(field, value);

        pseudonym.ShouldNotBe(value);
        pseudonyms.Of(field, value).ShouldBe(pseudonym);
        Encoding.UTF8.GetByteCount(pseudonym).ShouldBe(Encoding.UTF8.GetByteCount(value));
        pseudonym.EnumerateRunes().Zip(value.EnumerateRunes()).ShouldAllBe(pair => Rune.IsLetterOrDigit(pair.First) == Rune.IsLetterOrDigit(pair.Second));
        (Scalars.Date(Encoding.UTF8.GetBytes(pseudonym)).HasValue || field.Type != FieldType.Date).ShouldBe(Scalars.Date(Encoding.UTF8.GetBytes(value)).HasValue || field.Type != FieldType.Date);
        if (field.Personal == PersonalData.PostalCode && value.Length is 5 or 10)
        {
            pseudonym.ShouldStartWith(value[..3]);
        }
    }

    [Fact]
    public void A_zip_code_keeps_more_of_itself_each_time_and_stays_at_last()
    {
        var pseudonyms = new Pseudonyms();
        var field = StudentRecord.Info.FindProperty(nameof(StudentRecord.StudentPhysicalZipCode));
        var drawn = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            drawn.Add(pseudonyms.Of(field, "86044"));
            pseudonyms.Forget(field, "86044");
        }

        drawn[0].ShouldStartWith("860");
        drawn[1..6].ShouldAllBe(zip => zip != "86044" && zip.StartsWith("8604", StringComparison.Ordinal));
        drawn[6].ShouldBe("86044");
    }

    /// <summary>An exporter that wrote one column too many: every value stands where another belongs.</summary>
    [Fact]
    public async Task Values_in_a_wrong_column_are_masked_too()
    {
        var lines = Lines("samples/clean.utrex").ToList();
        var shifted = lines.First(line => line.Record == StudentRecord.Info);
        var values = shifted.Fields.ToList();
        var last = values[StudentRecord.Info.FindProperty(nameof(StudentRecord.LastName)).Number];
        values.Insert(1, "Shiftedname");
        var text = string.Concat(lines.Select(line => (line.Number == shifted.Number ? string.Join('\t', values.Take(shifted.Fields.Count)) : line.Text) + "\n"));
        var file = _folder.Write("shifted.utrex", text);
        var personal = shifted.Values.Where(value => value.Field.IsPersonal && value.Value.Length > 4).Select(value => value.Value).Append("Shiftedname").ToList();

        var masked = await MaskAndCompare(file, text, "--today", "2025-10-01");

        var line = masked[shifted.Number - 1].Text.Split('\t');
        personal.Where(value => line.Contains(value)).ShouldBeEmpty();
        foreach (var format in ReportFormats)
        {
            var run = await CommandRun.Of("validate", file, "--today", "2025-10-01", "--mask", "--format", format);
            Shows(run.Output, "Shiftedname").ShouldBeFalse(format);
            Shows(run.Output, last).ShouldBeFalse(format);
        }
    }

    [Fact]
    public async Task A_value_that_is_a_personal_one_of_its_line_is_masked_with_it()
    {
        var file = _folder.Write("a.utrex", District + "I1=\t77\tN\t20250912\tQuistopher\t01\t104\n" + "TC=\t1\t31415926\t31415926\tAlgebra\n");

        (await CommandRun.Of("mask", file, "--output", _folder.File("masked.utrex"), "--today", "2025-10-01")).ExitCode.ShouldBe(0);

        var fields = Lines(_folder.File("masked.utrex")).Last().Fields;
        fields[2].ShouldNotBe("31415926");
        fields[3].ShouldBe(fields[2]);
        fields[4].ShouldBe("Algebra");
    }

    [Fact]
    public async Task Line_ends_and_the_byte_order_mark_stay()
    {
        var text = "\uFEFF" + District.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\nS4=\t4711\t20250901\r\nS4=\t4712\t20250901\n\nS4=\t4713\t20250901";

        var run = await CommandRun.WithInput(text, "mask", "-", "--output", "-", "--today", "2025-10-01");

        run.ExitCode.ShouldBe(0, run.Error);
        System.Text.RegularExpressions.Regex.Replace(run.Output, "\t[1-9][0-9]{3}\t(?=2025)", "\t####\t").ShouldBe(System.Text.RegularExpressions.Regex.Replace(text, "\t471[123]\t", "\t####\t"));
        run.Output.ShouldNotContain("471");
    }

    /// <summary>A line break in a value makes lines that begin with anything; what is refused is not read, and so masked as a whole.</summary>
    [Fact]
    public async Task A_refused_line_keeps_nothing_but_the_id_of_a_record()
    {
        var longLine = "S1=\t" + string.Concat(Enumerable.Repeat("Ümläut7 ", 8_000));
        var surplus = "S4=\tQuistopher" + new string('\t', 90) + "x";
        var text = District + "Jensen Zoë 𐐔𐐯\nQ1=ABC\n" + surplus + "\n" + longLine + "\nS4=\t\u0000Nul\n";
        for (var i = 0; i < 20; i++)
        {
            var run = await CommandRun.WithInput(text, "mask", "-", "--output", "-", "--today", "2025-10-01");

            run.ExitCode.ShouldBe(0, run.Error);
            var (before, after) = (text.Split('\n'), run.Output.Split('\n'));
            after.Select(line => Encoding.UTF8.GetByteCount(line)).ShouldBe(before.Select(line => Encoding.UTF8.GetByteCount(line)));
            foreach (var (line, masked) in before.Zip(after).Skip(2))
            {
                var kept = UtrexSpecification.Current.FindRecord(Encoding.UTF8.GetBytes(line)) is null ? 0 : 3;
                masked[..kept].ShouldBe(line[..kept]);
                line.EnumerateRunes().Zip(masked.EnumerateRunes()).Skip(kept).All(pair => pair.First != pair.Second || !Rune.IsLetterOrDigit(pair.First)).ShouldBeTrue();
                (UtrexSpecification.Current.FindRecord(Encoding.UTF8.GetBytes(masked)) is null).ShouldBe(kept == 0);
            }
        }
    }

    [Fact]
    public async Task The_finding_on_a_long_line_names_the_limit()
    {
        var run = await CommandRun.WithInput(District + "S4=1" + new string('1', 70_000) + "\n", "validate", "-", "--format", "csv", "--today", "2025-10-01");

        run.Output.ShouldContain("65,536 bytes");
        run.Output.ShouldNotContain("[MaxValue]");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Masks a batch, and asserts that findings and everything that is not personal stay and every personal value does not.</summary>
    private async Task<List<BatchLine>> MaskAndCompare(string file, string text, params string[] options)
    {
        file = _folder.Write(Path.GetFileName(file), text);
        var open = await Findings(["validate", file, .. options]);

        var run = await CommandRun.Of(["mask", file, "--output", _folder.File("masked.utrex"), .. options]);

        run.ExitCode.ShouldBe(0, run.Error);
        (await Findings(["validate", _folder.File("masked.utrex"), .. options])).Select(Place).ShouldBe(open.Select(Place));
        var (before, after) = (Lines(file).ToList(), Lines(_folder.File("masked.utrex")).ToList());
        after.Count.ShouldBe(before.Count);
        var isMoved = false;
        foreach (var (line, masked) in before.Zip(after))
        {
            masked.Record.ShouldBe(line.Record);
            foreach (var (field, value) in line.Values.Where(value => value.Field.IsPersonal))
            {
                // Documented: all zeros, ids that stand for nobody, and a ZIP code as a last resort.
                if (value.Any(c => char.IsLetter(c) || c is >= '1' and <= '9') && !Pseudonyms.IsGeneric(field, value) && field.Personal != PersonalData.PostalCode)
                {
                    if (masked.Fields[field.Number] == value)
                    {
                        Assert.Fail($"line {line.Number}, {field}: {value} stays");
                    }

                    isMoved = true;
                }
            }
        }

        isMoved.ShouldBeTrue();
        var zips = before.Zip(after).SelectMany(pair => pair.First.Values.Where(value => value.Field.Personal == PersonalData.PostalCode).Select(value => (value.Value, Masked: pair.Second.Fields[value.Field.Number]))).ToList();
        zips.Count(zip => zip.Value == zip.Masked).ShouldBeLessThanOrEqualTo(zips.Count / 20);
        return after;
    }

    private async Task<string> Sample(params string[] options)
    {
        var path = _folder.File("sample.utrex");
        var run = await CommandRun.Of(["sample", "--as-of", "2025-10-01", "--seed", "5", "--output", path, .. options]);
        run.ExitCode.ShouldBe(0, run.Error);
        return path;
    }

    private static IEnumerable<BatchLine> Lines(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = BatchReader.Open(stream, UtrexSpecification.Current);
        while (reader.Read())
        {
            if (reader.Record is { } record)
            {
                var values = new List<string>();
                foreach (var field in record.Fields)
                {
                    values.Add(Encoding.UTF8.GetString(reader.Current.Field(field)));
                }

                yield return new BatchLine(reader.LineNumber, record, Encoding.UTF8.GetString(reader.Line), values);
            }
        }
    }

    private static bool Shows(string text, string value)
    {
        for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            var end = at + value.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static (int, string?, string?, string, string) Place(JsonElement finding) =>
        (finding.GetProperty("line").GetInt32(), Text(finding, "rule"), Text(finding, "field"), finding.GetProperty("related").GetRawText(), finding.GetProperty("causedBy").GetRawText());

    private static async Task<List<JsonElement>> Findings(params string[] command) =>
        [.. (await CommandRun.Of([.. command, "--format", "jsonl"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>A line that is a record, with the values of its fields.</summary>
    private sealed record BatchLine(int Number, RecordInfo Record, string Text, List<string> Fields)
    {
        public IEnumerable<(FieldInfo Field, string Value)> Values => Record.Fields.Select(each => (each, Fields[each.Number])).Where(value => value.Item2.Length > 0);

        public string this[string property] => Fields[Record.FindProperty(property).Number];
    }
}
