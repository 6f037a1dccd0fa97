using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2027;
using Utrex.Sdk.Y2027.Codes;

Console.WriteLine($"{ScramExitReason.TransferredToStateProgram}: {ScramExitReason.TransferredToStateProgram.Info!.Meaning}");

// The last field of an incident is its cost, which one about a gang must have.
var batch = "I1=\t7\tN\t20261001\tA fight\t01\t100\tfree\nI1=\t8\tY\t20261001\tA fight\t01\t100\n"u8.ToArray();
using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
var validator = new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2027, new DateOnly(2026, 11, 1)));
var summary = validator.Validate(reader, finding =>
{
    if (finding.Rule.Record == "I1")
    {
        Console.WriteLine($"line {finding.Line}: {finding.Rule.Id}");
    }
});
Console.WriteLine("---");
foreach (var rule in summary.NotEvaluated)
{
    Console.WriteLine(rule);
}
