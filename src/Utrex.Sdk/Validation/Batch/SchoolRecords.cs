using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A school is in the batch once, and it is open.</summary>
internal sealed class SchoolRecords : BatchRule
{
    private static readonly RuleInfo Open = Rule("SC.201");
    private static readonly RuleInfo Unique = Rule("SC.208");

    public override ReferenceRegister? Needs(RuleInfo rule) => rule == Open ? ReferenceRegister.Schools : null;

    public override bool AsksRegisters => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var hasRegister = index.Reference.Has(ReferenceRegister.Schools);
        var open = new Dictionary<TextId, bool>();
        foreach (var school in index.Schools)
        {
            var key = school.Key;
            if (key.School.IsBlank)
            {
                continue;
            }

            if (hasRegister && !(open.TryGetValue(key.School, out var isOpen) ? isOpen : open[key.School] = IsOpen(index, key.School)))
            {
                findings.Add(Open, key, key.School);
            }

            if (index.FindSchool(key.School) is { } first && first.Key.Line != key.Line)
            {
                findings.AddPair(Unique, key, first.Key.Line, key.School);
            }
        }
    }

    /// <summary>Whether a school of this number is open to the end of the school year. A closing on its last day or later is of the next year.</summary>
    private static bool IsOpen(BatchIndex index, TextId number) =>
        index.Reference.FindSchools(index.Texts.ToText(number)!).Any(school => IsOpen(index, school));

    /// <inheritdoc cref="IsOpen(BatchIndex, TextId)"/>
    public static bool IsOpen(BatchIndex index, SchoolReference school) => !school.IsClosed || school.Closed >= index.Context.LastDay;
}
