using GoodExporter;
using GoodExporter.Sis;
using Utrex.Sdk;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026;
using Utrex.Sdk.Y2026.Codes;

var district = SampleDistrict.Load();
var context = new SubmissionContext(district.SchoolYear, DateOnly.FromDateTime(district.ExtractedAt));
var export = new BatchExport(district, context);
var batch = export.Write();

using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
var summary = new BatchValidator(UtrexSpecification.Current, context)
    .Validate(reader, finding => Console.WriteLine($"line {finding.Line}: {finding.Rule.Id} {finding.FormatMessage(context)}"));
Console.WriteLine($"{summary.RecordsRead} records, {summary.Errors} errors, {summary.Warnings} warnings");

// Of an archive, what is found is all that counts.
var archiveFindings = new List<Finding>();
using var archive = BatchReader.Open(export.Archives["990"], UtrexSpecification.Current);
new BatchValidator(UtrexSpecification.Current, context).Validate(archive, archiveFindings.Add);

var formerExits = BatchHistory.ReadExits(BatchHistory.Batch2018);
var returned = BatchHistory.FindCommon(batch, BatchHistory.Batch2018);
var isHistoryRead = formerExits["4000012"] == ExitCode.TransferredToAnotherLea && returned.Contains("4000013") && !formerExits.ContainsKey("4000099");
return summary is { Errors: 0, RecordsRefused: 0 } && export.Doubtful == 0 && archiveFindings.Count == 0 && isHistoryRead ? 0 : 1;
