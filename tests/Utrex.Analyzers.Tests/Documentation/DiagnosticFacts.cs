using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Utrex.Analyzers.CodeFixes;
using Utrex.Sdk.Specification;

namespace Utrex.Analyzers.Tests.Documentation;

/// <summary>What the pages of the diagnostics say that the code and the specification say already.</summary>
internal static class DiagnosticFacts
{
    /// <summary>The start and the end of what is generated in a page.</summary>
    public const string Begin = "<!-- generated: facts -->";
    public const string End = "<!-- end -->";

    /// <summary>The checks of single fields behind each diagnostic on values.</summary>
    private static readonly Dictionary<string, Func<RuleInfo, FieldInfo, bool>> Checks = new(StringComparer.Ordinal)
    {
        ["UTREX1004"] = (rule, _) => rule.Implementation is "maxLength",
        ["UTREX1005"] = (rule, _) => rule.Implementation is "minLength" or "exactLength",
        ["UTREX1006"] = (rule, _) => rule.Implementation is "characters",
        ["UTREX1007"] = (rule, _) => rule.Implementation is "date" or "monthDay" or "notFuture" or "future" or "inSchoolYear",
        ["UTREX1008"] = (rule, field) => rule.Implementation is "range" or "increment" or "currentSchoolYear" && field.Type != FieldType.Text,
        ["UTREX1009"] = (rule, field) => rule.Implementation is "numeric" or "equals" or "notAllZeros" or "startsWith" or "contains" or "substring" or "shape" or "plusCode"
            || (rule.Implementation is "range" or "increment" && field.Type == FieldType.Text),
        ["UTREX3001"] = (rule, _) => rule.Implementation is "present" && rule.Applies is null,
    };

    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. AnalyzerRun.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(descriptor => descriptor.Id).OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    private static HashSet<string> Fixable { get; } =
    [
        .. typeof(AddFieldsCodeFixProvider).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)))
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];

    /// <summary>The table of all diagnostics.</summary>
    public static string Index()
    {
        var text = new StringBuilder("""
            # Diagnostics

            What the analyzers of Utrex.Sdk say. This page is generated.

            | id | says | by default | code fix |
            |---|---|---|---|

            """);
        foreach (var descriptor in Descriptors)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} | {Severity(descriptor)} | {Fix(descriptor)} |\n");
        }

        return text.Append("""

            A diagnostic on what the state only questions is a suggestion, whatever the severity here. `.editorconfig` sets severities:

            ```ini
            [*.cs]
            dotnet_diagnostic.UTREX1001.severity = error
            dotnet_diagnostic.UTREX2002.severity = warning
            ```

            Rules that compare with a day of the run say nothing at compile time, unless `.editorconfig` tells the days (each of them is optional):

            ```ini
            [*.cs]
            utrex_school_year = 2026
            utrex_today = 2025-10-01
            utrex_as_of_date = 2025-10-01
            utrex_last_day_of_school = 2026-05-29
            ```

            """).ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The facts of one diagnostic.</summary>
    public static string Of(DiagnosticDescriptor descriptor)
    {
        var text = new StringBuilder();
        text.Append("| category | by default | code fix |\n|---|---|---|\n")
            .Append(CultureInfo.InvariantCulture, $"| {descriptor.Category} | {Severity(descriptor)} | {Fix(descriptor)} |\n");
        return text.ToString();
    }

    /// <summary>The rules that a diagnostic speaks for; empty where it speaks for none.</summary>
    public static string Rules(DiagnosticDescriptor descriptor)
    {
        var rows = descriptor.Id switch
        {
            "UTREX1001" => UtrexSpecification.Current.CodeTables.Where(table => table.Codes.Count > 0).GroupBy(table => table.TypeName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"| `{group.Key}` | {string.Join(", ", group.Select(table => table.Title).Distinct(StringComparer.Ordinal))} | {group.Max(table => table.Codes.Count)} |\n")
                .Prepend("| type | tables | codes |\n|---|---|---|\n"),
            "UTREX1002" => UtrexSpecification.Current.CodeTables
                .SelectMany(table => table.Codes.Where(code => code.IsRetired).Select(code => $"| `{table.TypeName}` | `{code.Code}` | {code.Meaning} | {code.RetiredSince} | {code.Replacement} |\n"))
                .Prepend("| type | code | meaning | since | instead |\n|---|---|---|---|---|\n"),
            "UTREX2001" => Conditions(Sdk.Specification.Severity.Error),
            "UTREX2002" => Conditions(Sdk.Specification.Severity.Warning),
            _ when Checks.TryGetValue(descriptor.Id, out var check) => Fields(check),
            _ => [],
        };
        return string.Concat(rows);
    }

    private static IEnumerable<string> Conditions(Severity severity) => UtrexSpecification.Current.Rules
        .Where(rule => rule is { Implementation: "condition", Status: RuleStatus.Implemented } && rule.Severity == severity)
        .Select(rule => $"| {rule.Id} | {rule.Field} | {Cell(rule.Text)} |\n")
        .Prepend("| rule | field | demands |\n|---|---|---|\n");

    private static IEnumerable<string> Fields(Func<RuleInfo, FieldInfo, bool> check) => UtrexSpecification.Current.Records
        .SelectMany(record => record.Rules
            .Where(rule => rule.Status == RuleStatus.Implemented && rule.Field is not null && record.FindField(rule.Field) is { } field && check(rule, field))
            .Select(rule => $"| `{record.TypeName}.{record.FindField(rule.Field!)!.Property}` | {rule.Id} | {Cell(rule.Text)} |\n"))
        .Prepend("| property | rule | demands |\n|---|---|---|\n");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Info => "suggestion",
        DiagnosticSeverity.Hidden => "hidden",
        var severity => severity.ToString().ToLowerInvariant(),
    };

    private static string Fix(DiagnosticDescriptor descriptor) => Fixable.Contains(descriptor.Id) ? "yes" : "no";
}
