namespace Utrex.Generators.Model;

/// <summary>specification.json: what the specification is called and which records it has, in order.</summary>
internal sealed record SpecificationModel(
    string Id,
    string Name,
    string SchoolYear,
    int EndingYear,
    string Namespace,
    string ClassName,
    EquatableArray<string> Records,
    string? FirstRecord,
    string? GroupRecord,
    string? BatchRules,
    EquatableArray<RuleSetModel> RuleSets,
    EquatableArray<CharacterSetModel> CharacterSets,
    EquatableArray<RuleTexts> Texts,
    EquatableArray<FactModel> Facts,
    ReconstructionModel? Reconstruction);

/// <summary>A list of rules about something else than a record type, such as the file as a whole.</summary>
internal sealed record RuleSetModel(string Id, string TypeName);

/// <summary>A named set of characters: listed ones (with ranges such as <c>A-Z</c>), or all but the excepted ones.</summary>
internal sealed record CharacterSetModel(string Name, string Characters, bool IsExcept, string Description)
{
    /// <summary>The characters with their ranges written out.</summary>
    public string Expand()
    {
        var all = new System.Text.StringBuilder();
        for (var i = 0; i < Characters.Length; i++)
        {
            if (i + 2 < Characters.Length && Characters[i + 1] == '-' && Characters[i] < Characters[i + 2])
            {
                for (var c = Characters[i]; c <= Characters[i + 2]; c++)
                {
                    all.Append(c);
                }

                i += 2;
            }
            else
            {
                all.Append(Characters[i]);
            }
        }

        return all.ToString();
    }
}

/// <summary>The texts of rules that print none of their own: for a rule number (<c>022</c>) or a kind of check (<c>maxLength</c>).</summary>
internal sealed record RuleTexts(string For, string? Text, string? Message, string? ExtendedDescription, string? Advice);

/// <summary>lookups/*.json: a list that changes from year to year.</summary>
internal sealed record LookupModel(
    string Id,
    string Title,
    string Description,
    int Source,
    EquatableArray<string> Columns,
    EquatableArray<LookupRow> Rows);

internal sealed record LookupRow(EquatableArray<string> Values, int Source);
