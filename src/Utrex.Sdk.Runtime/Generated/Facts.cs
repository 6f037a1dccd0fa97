using System.ComponentModel;
using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Generated;

/// <summary>
/// What a specification says, from the text that the generator wrote it down in. Code that creates thousands of objects would have to be
/// compiled at every start of a program; a text is read in a hundredth of that time.
/// </summary>
/// <remarks>
/// <para>Generated code calls it.</para>
/// <para>Safe for use by several threads at once.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Facts
{
    /// <summary>Rules, in their order.</summary>
    /// <param name="utf8Text">The text.</param>
    public static IReadOnlyList<RuleInfo> Rules(ReadOnlySpan<byte> utf8Text)
    {
        var rules = new List<RuleInfo>();
        for (var facts = new FactReader(utf8Text); facts.HasItem; facts.EndItem())
        {
            rules.Add(Rule(ref facts, rules.Count));
        }

        return rules;
    }

    /// <summary>The fields of a record type, in their order.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="tables">The code tables of the fields.</param>
    public static IReadOnlyList<FieldInfo> Fields(ReadOnlySpan<byte> utf8Text, ReadOnlySpan<CodeTableInfo> tables)
    {
        var fields = new List<FieldInfo>();
        for (var facts = new FactReader(utf8Text); facts.HasItem; facts.EndItem())
        {
            fields.Add(Field(ref facts, fields.Count, tables));
        }

        return fields;
    }

    /// <summary>The codes of a table, in their order.</summary>
    /// <param name="utf8Text">The text.</param>
    public static IReadOnlyList<CodeInfo> Codes(ReadOnlySpan<byte> utf8Text)
    {
        var codes = new List<CodeInfo>();
        for (var facts = new FactReader(utf8Text); facts.HasItem; facts.EndItem())
        {
            codes.Add(Code(ref facts));
        }

        return codes;
    }

    // In each of them the properties stand in the order of their lines.
    private static RuleInfo Rule(ref FactReader facts, int order) => new()
    {
        Id = facts.Required("Id"u8),
        Record = facts.Required("Record"u8),
        Number = facts.Required("Number"u8),
        Name = facts.Text("Name"u8),
        Field = facts.Text("Field"u8),
        Fields = facts.Texts("Fields"u8),
        Severity = facts.Member<Severity>("Severity"u8).GetValueOrDefault(),
        Kind = facts.Member<RuleKind>("Kind"u8).GetValueOrDefault(),
        Status = facts.Member<RuleStatus>("Status"u8).GetValueOrDefault(),
        Text = facts.Required("Text"u8),
        Message = facts.Required("Message"u8),
        ExtendedDescription = facts.Required("ExtendedDescription"u8),
        Advice = facts.Required("Advice"u8),
        Note = facts.Text("Note"u8),
        MinValue = facts.Text("MinValue"u8),
        MaxValue = facts.Text("MaxValue"u8),
        Implementation = facts.Text("Implementation"u8),
        Applies = facts.Text("Applies"u8),
        Demands = facts.Text("Demands"u8),
        Values = facts.Texts("Values"u8),
        Limit = facts.Number("Limit"u8),
        Step = facts.Number("Step"u8),
        DependsOn = facts.Text("DependsOn"u8),
        Also = facts.Texts("Also"u8),
        MessageField = facts.Text("MessageField"u8),
        InactiveReason = facts.Member<InactiveReason>("InactiveReason"u8),
        DuplicateOf = facts.Text("DuplicateOf"u8),
        Needs = facts.Text("Needs"u8),
        Basis = facts.Member<RuleBasis>("Basis"u8).GetValueOrDefault(),
        Since = facts.Text("Since"u8),
        Until = facts.Text("Until"u8),
        Earlier = Earlier(ref facts),
        Source = facts.Count("Source"u8),
        Order = order,
    };

    private static IReadOnlyList<EarlierRule> Earlier(ref FactReader facts)
    {
        List<EarlierRule>? earlier = null;
        while (facts.Text("EarlierUntil"u8) is { } until)
        {
            (earlier ??= []).Add(new EarlierRule
            {
                Until = DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Severity = facts.Member<Severity>("EarlierSeverity"u8).GetValueOrDefault(),
                Limit = facts.Number("EarlierLimit"u8),
                Note = facts.Text("EarlierNote"u8),
            });
        }

        return earlier ?? (IReadOnlyList<EarlierRule>)[];
    }

    private static FieldInfo Field(ref FactReader facts, int number, ReadOnlySpan<CodeTableInfo> tables) => new()
    {
        Name = facts.Required("Name"u8),
        Property = facts.Required("Property"u8),
        Title = facts.Required("Title"u8),
        Number = number,
        Type = facts.Member<FieldType>("Type"u8).GetValueOrDefault(),
        Presence = facts.Member<Presence>("Presence"u8).GetValueOrDefault(),
        Offset = facts.Count("Offset"u8),
        Width = facts.Count("Width"u8),
        ExactLength = (int?)facts.Whole("ExactLength"u8),
        MaxLength = (int?)facts.Whole("MaxLength"u8),
        Digits = facts.Count("Digits"u8),
        Decimals = facts.Count("Decimals"u8),
        LeastNumber = facts.Whole("LeastNumber"u8) ?? 0,
        GreatestNumber = facts.Whole("GreatestNumber"u8) ?? long.MaxValue,
        Constant = facts.Text("Constant"u8),
        Codes = facts.Text("Codes"u8) is { } id ? Table(tables, id) : null,
        Key = facts.Member<FieldKey>("Key"u8).GetValueOrDefault(),
        Personal = facts.Member<PersonalData>("Personal"u8).GetValueOrDefault(),
        GenericIn = facts.Texts("GenericIn"u8),
        RequiredWhen = facts.Text("RequiredWhen"u8),
        Description = facts.Required("Description"u8),
        Notes = facts.Texts("Notes"u8),
        Since = facts.Text("Since"u8),
        Until = facts.Text("Until"u8),
        Source = facts.Count("Source"u8),
    };

    private static CodeTableInfo Table(ReadOnlySpan<CodeTableInfo> tables, string id)
    {
        foreach (var table in tables)
        {
            if (string.Equals(table.Id, id, StringComparison.Ordinal))
            {
                return table;
            }
        }

        throw new InvalidOperationException($"Generated facts name the code table '{id}', which was not handed over.");
    }

    private static CodeInfo Code(ref FactReader facts) => new()
    {
        Code = facts.Required("Code"u8),
        Meaning = facts.Required("Meaning"u8),
        Member = facts.Required("Member"u8),
        Aliases = facts.Texts("Aliases"u8),
        Groups = facts.Texts("Groups"u8),
        RetiredSince = facts.Text("RetiredSince"u8),
        Replacement = facts.Text("Replacement"u8),
        Since = facts.Text("Since"u8),
        Until = facts.Text("Until"u8),
        Note = facts.Text("Note"u8),
        Source = facts.Count("Source"u8),
    };
}
