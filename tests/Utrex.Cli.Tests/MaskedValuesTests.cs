using System.Text;
using System.Text.Json;
using Utrex.Cli.Masking;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Tests;

/// <summary>
/// A personal column may hold anything, by a slip of an exporter or of a hand: a name in place of a ZIP code, a telephone in place of a
/// latitude. What does not look like what its field holds is masked wholly: nowhere three letters or digits in a row stay where they stood.
/// </summary>
public sealed class MaskedValuesTests : IDisposable
{
    private const int TellingRun = 3;
    private static readonly string[] ZipCodes = ["98765", "85031"];

    /// <summary>Values of every sort; none is what a date, a coordinate or a plus code looks like, and two are ZIP codes.</summary>
    private static readonly string[] Wrong =
    [
        "Quillfeather", "Zebulon Quixwood", "QX", "zebulon.quixwood@example.org", "1172 Wyvern Boulevard Apt 4", "8015553141", "801-555-3141", "+18015553141", "+8025553234", "555-77-3141",
        "3141592", "98765", "1985-03-12", "19850312X", "19851332", "85031", "85031X", "8410A", "84101-12345", "841011", "8", "85GCQ2RF", "85GCQ2RFXJ", "J5GCQ2RF+XJ", "85GCQ2RF+XJ+", "40.7608N", "N40.7608", "181.2345", "-999.5", "8015553141.5", "1e15",
        "4076081118910", "Muñozgarcía", "日本太郎花子", "Ωμέγαδης", "{\"ssid\":\"3141592\"}", "=HYPERLINK(3141592)", "00003141592",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Fields() => [.. Personal().Select(field => field.Record.Id + " " + field.Field.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Nothing_stays_of_a_value_that_is_not_what_its_field_holds(string name)
    {
        var (record, field) = Personal().Single(item => item.Record.Id + " " + item.Field.Name == name);
        var wrong = Wrong.Where(value => !Pseudonyms.IsGeneric(field, value) && !(field.Personal == PersonalData.PostalCode && ZipCodes.Contains(value))).ToList();
        var rows = wrong.Select((value, i) => Row(record, field, value, i)).ToList();
        var file = _folder.Write("batch.utrex", "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\n" + string.Concat(rows.Select(row => row + "\n")));

        var run = await CommandRun.Of("mask", file, "--output", _folder.File("masked.utrex"), "--today", "2025-10-01");

        run.ExitCode.ShouldBe(0, run.Error);
        var masked = Values(File.ReadAllBytes(_folder.File("masked.utrex")), field).ToList();
        masked.Count.ShouldBe(wrong.Count);
        foreach (var (before, after) in wrong.Zip(masked))
        {
            Kept(before, after).ShouldBeEmpty($"'{before}' in {name} became '{after}'");
            Encoding.UTF8.GetByteCount(after).ShouldBe(Encoding.UTF8.GetByteCount(before));
        }

        await FindingsKeepNothing(file, wrong);
    }

    /// <summary>What is what its field holds keeps what rules ask for, and no more than an area.</summary>
    [Theory]
    [InlineData("STUDENT PHYSICAL ZIP CODE", "84101", 3)]
    [InlineData("STUDENT PHYSICAL ZIP CODE", "841011234", 3)]
    [InlineData("STUDENT PHYSICAL ZIP CODE", "84101-1234", 3)]
    [InlineData("STUDENT PHYSICAL ZIP CODE", "84A01", 0)]
    [InlineData("GPS_Latitude", "40.760812", 3)]
    [InlineData("GPS_Longitude", "-111.891012", 5)]
    [InlineData("GPS_Latitude", "00000000000040.760812", 15)]
    [InlineData("GeoCode", "85GCQ2RF+XJ", 4)]
    [InlineData("BIRTH DATE", "20100512", 0)]
    public void What_is_in_its_place_keeps_an_area(string name, string value, int kept)
    {
        var field = StudentRecord.Info.FindField(name)!;
        for (var i = 0; i < 50; i++)
        {
            var pseudonym = new Pseudonyms().Of(field, value);

            pseudonym.ShouldNotBe(value);
            pseudonym[..kept].ShouldBe(value[..kept]);
        }
    }

    /// <summary>Rules know the ZIP codes of the state: one that is none keeps its first two digits at last, or its findings would change.</summary>
    [Fact]
    public void A_wrong_ZIP_code_that_will_not_do_keeps_the_digits_of_the_state()
    {
        var field = StudentRecord.Info.FindField("STUDENT PHYSICAL ZIP CODE")!;
        var pseudonyms = new Pseudonyms();
        pseudonyms.Of(field, "84A01");
        for (var i = 0; i < 50; i++)
        {
            pseudonyms.Forget(field, "84A01");

            var pseudonym = pseudonyms.Of(field, "84A01");
            pseudonym.ShouldStartWith("84");
            Kept("84A01", pseudonym).ShouldBeEmpty();
        }
    }

    /// <summary>A register has columns that nobody knows, and wrong values in those that one does.</summary>
    [Fact]
    public async Task Registers_keep_nothing_but_what_their_columns_are_to_hold()
    {
        var state = Directory.CreateDirectory(_folder.File("state")).FullName;
        File.WriteAllText(Path.Combine(state, "REF_SCHOOL_LEA.csv"), "SCHOOL_YEAR,LEA_NUMBER,SCHOOL_NUMBER,SCHOOL_NAME,GRADE_LOW,GRADE_HIGH,ACTIVE_FLAG,CLOSED_FLAG,DATE_CLOSED,SCHOOL_TYPE,CBE_FLAG,IBE_FLAG,PRINCIPAL\n2026,01,104,Maple School,00,12,Y,0,,,N,N,Zebulon Quixwood\n");
        File.WriteAllText(Path.Combine(state, "REF_SSID.csv"), "SSID,ACTIVE_FLAG,LAST_NAME,FIRST_NAME,MIDDLE_NAME,BIRTH_DATE,SEX,COHORT_YEAR,LEA_NUMBER,NOTE\n1234567,Y,Quillfeather,Ida,,20100512,Tarquinius,2030,Wolverton,lives with Hepzibah\n7654321,N,Quillfeather,Ida,,20100512,F,2030,01,\n");

        var run = await CommandRun.Of("mask", "samples/clean.utrex", "--output", _folder.File("masked.utrex"), "--today", "2025-10-01", "--reference", state, "--reference-output", _folder.File("out"));

        run.ExitCode.ShouldBe(0, run.Error);
        var schools = File.ReadAllText(Path.Combine(_folder.File("out"), "REF_SCHOOL_LEA.csv"));
        schools.ShouldContain("2026,01,104,Maple School,00,12,Y,0,,,N,N,");
        var students = File.ReadAllText(Path.Combine(_folder.File("out"), "REF_SSID.csv"));
        students.ShouldContain(",F,2030,01,");
        foreach (var word in new[] { "Zebulon", "Quixwood", "Quillfeather", "Tarquinius", "Wolverton", "Hepzibah", "1234567" })
        {
            (schools + students).ShouldNotContain(word);
        }
    }

    /// <summary>A spreadsheet that saves Unicode text may mean UTF-16.</summary>
    [Fact]
    public async Task A_register_in_UTF_16_is_masked_as_one_in_UTF_8_is()
    {
        var state = Directory.CreateDirectory(_folder.File("state")).FullName;
        File.WriteAllText(Path.Combine(state, "REF_SSID.csv"), "SSID,ACTIVE_FLAG,LAST_NAME,FIRST_NAME,MIDDLE_NAME,BIRTH_DATE,SEX,COHORT_YEAR,LEA_NUMBER\n1234567,Y,Quillfeather,Ida,,20100512,F,2030,01\n", Encoding.Unicode);

        var run = await CommandRun.Of("mask", "samples/clean.utrex", "--output", _folder.File("masked.utrex"), "--today", "2025-10-01", "--reference", state, "--reference-output", _folder.File("out"));

        run.ExitCode.ShouldBe(0, run.Error);
        var students = File.ReadAllText(Path.Combine(_folder.File("out"), "REF_SSID.csv"));
        students.ShouldStartWith("SSID,ACTIVE_FLAG,LAST_NAME,FIRST_NAME,");
        students.ShouldContain(",F,2030,01");
        students.ShouldNotContain("Quillfeather");
        students.ShouldNotContain("1234567");
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(RecordInfo Record, FieldInfo Field)> Personal() =>
        UtrexSpecification.Current.Records.SelectMany(record => record.Fields.Where(field => field.IsPersonal).Select(field => (record, field)));

    /// <summary>A record of its own for each value, so that no value is that of two.</summary>
    private static string Row(RecordInfo record, FieldInfo field, string value, int i)
    {
        var values = record.Fields.Select(each => each.Constant ?? each.Key switch
        {
            FieldKey.School => "104",
            FieldKey.Lea => "01",
            FieldKey.Student => (7_300_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture),
            FieldKey.EntryDate => "20250818",
            _ => "",
        }).ToArray();
        values[field.Number] = value;
        return string.Join('\t', values);
    }

    private static IEnumerable<string> Values(byte[] batch, FieldInfo field)
    {
        var values = new List<string>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            if (reader.Record is { } record && record.Fields.Contains(field))
            {
                values.Add(Encoding.UTF8.GetString(reader.Current.Field(field)));
            }
        }

        return values;
    }

    /// <summary>The letters and digits that stand three or more in a row where they stood; leading zeros are left and tell nothing.</summary>
    private static string Kept(string before, string after)
    {
        var run = "";
        foreach (var (own, made) in before.EnumerateRunes().Zip(after.EnumerateRunes()).SkipWhile(pair => pair.First.Value == '0'))
        {
            run = own == made && Rune.IsLetterOrDigit(own) ? run + own : "";
            if (run.EnumerateRunes().Count() >= TellingRun)
            {
                return run;
            }
        }

        return "";
    }

    /// <summary>Every finding shows the value changed, wherever it shows it.</summary>
    private static async Task FindingsKeepNothing(string file, List<string> wrong)
    {
        var open = await Findings(file);
        var masked = await Findings(file, "--mask");
        foreach (var (before, after) in open.Zip(masked))
        {
            foreach (var property in before.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String && wrong.Contains(property.Value.GetString()!, StringComparer.Ordinal)))
            {
                Kept(property.Value.GetString()!, after.GetProperty(property.Name).GetString()!).ShouldBeEmpty($"{before.GetProperty("rule")} shows {property.Name} '{property.Value}' as '{after.GetProperty(property.Name)}'");
            }

            // Words that stand nowhere else: a message must not bring them back.
            foreach (var word in new[] { "Quillfeather", "Quixwood", "Wyvern", "3141592", "太郎花子" })
            {
                after.GetProperty("message").GetString()!.ShouldNotContain(word);
            }
        }
    }

    private static async Task<List<JsonElement>> Findings(string file, params string[] more)
    {
        var run = await CommandRun.Of(["validate", file, "--today", "2025-10-01", "--format", "jsonl", .. more]);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
