using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Validation.Across;

namespace Library.Rules;

/// <summary>The library's rules across records, for every year that names this class: fields and limits are those of the year.</summary>
public sealed class LibraryRules(SpecificationInfo specification, SubmissionContext context, IRegisters? registers)
    : BatchRules<Loans, FindingList>(specification, new Loans((IReaderRegister?)registers), [claims => new Lending(claims, context), claims => new Readership(claims)])
{
    protected override FindingList NewFindings() => new(Specification);

    protected override void Take(RecordLine line, RecordInfo record, int lineNumber)
    {
        if (record.Id == "LN")
        {
            Index.All.Add((lineNumber, Text(line, record, "READER"), Text(line, record, "SHELF")));
        }
    }

    private static string Text(RecordLine line, RecordInfo record, string field) => Encoding.UTF8.GetString(line.Field(record.FindField(field)!));
}
