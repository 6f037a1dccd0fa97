using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Cli.Terminal;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>The files of a kit.</summary>
/// <param name="folder">Where they go.</param>
internal sealed class KitFiles(string folder)
{
    /// <summary>The file that says what is in the folder.</summary>
    public const string Index = "kit.json";

    /// <summary>The folder of the batches and objects that are expected.</summary>
    public const string Expected = "expected";

    /// <summary>The folder of the tables to be entered.</summary>
    public const string Scenario = "scenario";

    /// <summary>The folder of the registers.</summary>
    public const string Registers = "registers";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes all of them.</summary>
    public void Write(KitScenario scenario, string lea)
    {
        foreach (var name in new[] { Expected, Scenario, Registers })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        ReferenceTable.Write(Path.Combine(folder, Registers), scenario.Tables);
        foreach (var submission in scenario.Submissions)
        {
            Write(submission, scenario.Expected(submission));
        }

        WriteTables(scenario.Year);
        WriteCoverage(scenario.Year);
        File.WriteAllText(Path.Combine(folder, "checklist.md"), Checklist(), Utf8);
        File.WriteAllText(Path.Combine(folder, "index.html"), KitPage.Write(scenario, lea), Utf8);
        WriteIndex(scenario, lea);
    }

    /// <summary>The checklist, as it is handed out.</summary>
    public static string Checklist()
    {
        using var stream = typeof(KitFiles).Assembly.GetManifestResourceStream("Utrex.Cli.Approving.checklist.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void Write(KitSubmission submission, EditableBatch batch)
    {
        using (var file = File.Create(Path.Combine(folder, Expected, submission.Id + ".utrex")))
        using (var writer = new BatchWriter(file, RecordLayout.Delimited))
        {
            batch.Write(writer);
        }

        using var xml = File.Create(Path.Combine(folder, Expected, submission.Id + ".xml"));
        using var objects = new SifWriter(xml);
        Span<int> ends = stackalloc int[256];
        foreach (var record in batch.Records)
        {
            objects.Write(Sdk.Text.RecordLine.Parse(record.ToLine(), ends), record.Info);
        }

        objects.Complete();
    }

    private void WriteTables(EditableBatch year)
    {
        foreach (var type in year.Records.GroupBy(record => record.Info))
        {
            using var text = new StreamWriter(Path.Combine(folder, Scenario, $"{type.Key.Id}.csv"), append: false, Utf8);
            var csv = new CsvWriter(text);
            var fields = type.Key.Fields.Where(field => field.Type != FieldType.Constant).ToList();
            csv.WriteRow(fields.Select(field => field.Title));
            foreach (var record in type)
            {
                csv.WriteRow(fields.Select(field => record[field]));
            }
        }
    }

    private void WriteCoverage(EditableBatch year)
    {
        using var text = new StreamWriter(Path.Combine(folder, "coverage.csv"), append: false, Utf8);
        var csv = new CsvWriter(text);
        csv.WriteRow(["RecordType", "FieldName", "Code", "Meaning", "Records"]);
        foreach (var ((record, field, code), count) in CodeCover.Counts(year))
        {
            csv.WriteRow([record.Id, field.Name, code, field.Codes!.Find(code)?.Meaning, count.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    private void WriteIndex(KitScenario scenario, string lea)
    {
        using var file = File.Create(Path.Combine(folder, Index));
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("schoolYear", UtrexSpecification.Current.SchoolYear);
        json.WriteString("lea", lea);
        json.WriteStartArray("submissions");
        foreach (var submission in scenario.Submissions)
        {
            json.WriteStartObject();
            json.WriteString("id", submission.Id);
            json.WriteString("title", submission.Title);
            json.WriteString("asOf", submission.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartArray("records");
            foreach (var record in submission.Records)
            {
                json.WriteStringValue(record);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
