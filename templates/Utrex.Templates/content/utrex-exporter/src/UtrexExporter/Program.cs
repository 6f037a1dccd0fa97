using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026;
using UtrexExporter;

// UtrexExporter [DATABASE] [FOLDER]: the records of a database as a batch and as SIF objects, checked by the state's rules.
var path = args is [var given, ..] ? given : "example.db";
var folder = Directory.CreateDirectory(args is [_, var to, ..] ? to : "export").FullName;
var asOf = new DateOnly(2025, 10, 1);

using var database = ExampleDatabase.Open(path);
var records = new Export(database, lea: "01", asOf).Records().ToList();

await using (var batch = new BatchWriter(File.Create(Path.Combine(folder, "october.utrex")), RecordLayout.Delimited))
{
    records.ForEach(batch.Write);
}

var context = new SubmissionContext(schoolYear: 2026, today: asOf);
var result = UtrexSpecification.Current.Validate(records, context);
foreach (var finding in result.Findings)
{
    Console.WriteLine($"record {finding.Line}: {finding.Rule.Id} {result.MessageOf(finding)}");
}

using (var stream = File.OpenRead(Path.Combine(folder, "october.utrex")))
using (var reader = BatchReader.Open(stream, UtrexSpecification.Current))
using (var xml = File.Create(Path.Combine(folder, "october.xml")))
using (var sif = new SifWriter(xml, new SifWriterOptions { SourceId = "UtrexExporter" }))
{
    while (reader.Read())
    {
        sif.Write(reader.Current, reader.Record!, reader.LineNumber);
    }

    sif.Complete();
    Console.WriteLine($"{records.Count} records, {sif.Report.Objects.Sum(pair => pair.Value)} SIF objects, {result}");
}

return result.IsValid ? 0 : 1;
