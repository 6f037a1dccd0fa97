using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Y2026;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Findings;

/// <summary>What is noted of findings is what the findings say.</summary>
public class FindingNotesTests
{
    [Fact]
    public void Notes_say_what_findings_say()
    {
        var context = new SubmissionContext(2026, new DateOnly(2026, 6, 20));
        var notes = new FindingNotes();
        var collector = new FindingCollector(context);
        var noting = new FindingCollector(context) { Notes = notes };
        var random = new Random(9);
        var batch = File.ReadAllBytes(Repository.PathOf("samples", "clean.utrex"));
        for (var i = 0; i < batch.Length; i++)
        {
            batch[i] = random.Next(30) == 0 && batch[i] is not ((byte)'\n' or (byte)'\t' or (byte)'=') ? (byte)random.Next(' ', '~') : batch[i];
        }

        var found = 0;
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            if (reader.Record is not CompiledRecord record)
            {
                continue;
            }

            collector.Begin(reader.LineNumber, record);
            noting.Begin(reader.LineNumber, record);
            record.Apply(reader.Current, collector);
            record.Apply(reader.Current, noting);

            noting.Findings.ShouldBeEmpty();
            notes.Count.ShouldBe(collector.Findings.Count);
            notes.Errors.ShouldBe(collector.Findings.Count(finding => finding.Severity == Severity.Error));
            Enumerable.Range(0, notes.ValueCount).Select(number => (notes.FieldOf(number), Encoding.UTF8.GetString(notes.ValueOf(number))))
                .ShouldBe(collector.Findings.Where(finding => finding is { Field: not null, Value: not null }).Select(finding => (finding.Field!, finding.Value!)));
            found += notes.Count;
        }

        found.ShouldBeGreaterThan(500);
    }
}
