using Utrex.Cli.Rules;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary>The names under which <c>utrex explain</c> finds something, for completion and for who mistyped one.</summary>
internal static class Subjects
{
    /// <summary>The names that begin as a word does; of the empty word those of whole things, which are few enough to choose from.</summary>
    public static IEnumerable<string> Complete(SpecificationInfo specification, string word) => word.Length == 0
        ? Whole(specification)
        : All(specification).Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !name.Contains(' ', StringComparison.Ordinal));

    /// <summary>The names nearest to a text.</summary>
    public static IReadOnlyList<string> Nearest(SpecificationInfo specification, string text) =>
        [.. NearCodes.Of(text, text.Contains(' ', StringComparison.Ordinal) ? FieldNames(specification) : All(specification), name => name)];

    /// <summary>Every name: those of one word, and the fields as the specification spells them.</summary>
    public static IEnumerable<string> Every(SpecificationInfo specification) => All(specification).Concat(FieldNames(specification));

    private static IEnumerable<string> Whole(SpecificationInfo specification) => specification.Records.Select(record => record.Id)
        .Concat(specification.CodeTables.Select(table => table.Id))
        .Concat(specification.Lookups.Select(lookup => lookup.Id))
        .Concat(specification.Submissions.Select(submission => submission.Id));

    private static IEnumerable<string> All(SpecificationInfo specification) => Whole(specification)
        .Concat(specification.EveryRule.Select(rule => rule.Id))
        .Concat(specification.Records.SelectMany(record => record.Fields.Select(field => $"{record.Id}.{field.Property}")))
        .Concat(specification.CodeTables.SelectMany(table => table.Codes.Select(code => $"{table.Id}.{code.Code}")))
        .Concat(specification.CodeTables.SelectMany(table => table.Codes.Select(code => code.Code)))
        .Concat(specification.Records.SelectMany(record => record.Fields.Select(field => field.Property)))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The fields by their own names, which may have blanks.</summary>
    private static IEnumerable<string> FieldNames(SpecificationInfo specification) => specification.Records
        .SelectMany(record => record.Fields.Select(field => $"{record.Id}.{field.Name}"));
}
