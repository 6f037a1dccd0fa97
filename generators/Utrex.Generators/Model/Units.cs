using Utrex.Generators.Maps;

namespace Utrex.Generators.Model;

// What one generated file is made of. A unit holds nothing that the file does not show,
// so that a change of the specification re-emits exactly the files that it changes.

/// <summary>A record type with its fields laid out and its rules resolved.</summary>
internal sealed record RecordUnit(
    string Namespace,
    string ClassName,
    RecordModel Record,
    EquatableArray<FieldUnit> Fields,
    EquatableArray<RuleUnit> Rules);

/// <summary>A field at its place in the positional layout.</summary>
/// <param name="Model">The field as the specification has it.</param>
/// <param name="Number">The field's number, from 0.</param>
/// <param name="Offset">The first byte, 0-based.</param>
/// <param name="Width">The number of bytes.</param>
/// <param name="CodeType">The C# type of the field's codes.</param>
/// <param name="OnlyCodes">The codes of the field's table, where they are fewer than its type's.</param>
/// <param name="HasRetiredCodes">Whether the table has codes that may no longer be used.</param>
/// <param name="LongestCode">The characters of the longest code; 0 without codes.</param>
/// <param name="IsStandIn">Whether it stands in for a field whose code table is missing: that is reported, and nothing else is said about it.</param>
internal sealed record FieldUnit(
    FieldModel Model,
    int Number,
    int Offset,
    int Width,
    string? CodeType,
    EquatableArray<string> OnlyCodes,
    bool HasRetiredCodes,
    int LongestCode,
    bool IsStandIn);

/// <summary>A rule with its texts complete.</summary>
internal sealed record RuleUnit(
    RuleModel Model,
    int Order,
    string Text,
    string Message,
    string ExtendedDescription,
    string Advice);

/// <summary>A code table; <paramref name="EmitsType"/> tells whether it has a C# type of its own.</summary>
internal sealed record CodeTableUnit(string Namespace, CodeTableModel Table, bool EmitsType);

/// <summary>A list of rules about something else than a record type.</summary>
internal sealed record RuleSetUnit(string Namespace, string TypeName, string File, string Id, EquatableArray<RuleUnit> Rules);

/// <summary>The specification as a whole: the lists of everything, by name only.</summary>
internal sealed record SpecificationUnit(
    SpecificationModel Specification,
    EquatableArray<string> RecordTypes,
    EquatableArray<RecordUnit> Derived,
    EquatableArray<string> CodeTables,
    EquatableArray<string> CodeTypes,
    EquatableArray<string> RuleSets,
    EquatableArray<LookupModel> Lookups,
    EquatableArray<SubmissionModel> Submissions,
    BatchRulesModel? BatchRules)
{
    /// <summary>The specification with its rules across records unevaluated.</summary>
    public SpecificationUnit WithoutBatchRules() => this with { Specification = Specification with { BatchRules = null }, BatchRules = null };
}

/// <summary>The class that a specification names for its rules across records, and what is reported where there is none that can be used.</summary>
internal sealed record BatchRulesModel(string ClassName, DiagnosticModel Diagnostic);

/// <summary>Everything that a set of files yields.</summary>
internal sealed record LinkResult(
    EquatableArray<SpecificationUnit> Specifications,
    EquatableArray<RecordUnit> Records,
    EquatableArray<CodeTableUnit> CodeTables,
    EquatableArray<RuleSetUnit> RuleSets,
    EquatableArray<MapUnit> Maps,
    EquatableArray<ShapeUnit> Shapes,
    EquatableArray<DiagnosticModel> Diagnostics)
{
    /// <summary>Diagnostics alone.</summary>
    public static LinkResult Of(IReadOnlyList<DiagnosticModel> diagnostics) => new(default, default, default, default, default, default, diagnostics.ToEquatableArray());
}
