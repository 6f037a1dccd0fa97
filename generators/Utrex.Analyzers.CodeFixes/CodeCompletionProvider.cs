using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.CodeFixes;

/// <summary>Lists the codes of a table with their meanings inside a string literal that becomes one of them.</summary>
[ExportCompletionProvider(nameof(CodeCompletionProvider), LanguageNames.CSharp)]
public sealed class CodeCompletionProvider : CompletionProvider
{
    private const string Meaning = nameof(Meaning);

    private static readonly CompletionItemRules Rules = CompletionItemRules.Default.WithEnterKeyRule(EnterKeyRule.Never);

    /// <inheritdoc/>
    public override bool ShouldTriggerCompletion(SourceText text, int caretPosition, CompletionTrigger trigger, Microsoft.CodeAnalysis.Options.OptionSet options) =>
        trigger.Kind == CompletionTriggerKind.Insertion && trigger.Character is '"';

    /// <inheritdoc/>
    public override async Task ProvideCompletionsAsync(CompletionContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (model is null || root?.FindToken(Math.Max(0, context.Position - 1)).Parent is not LiteralExpressionSyntax literal
            || !(literal.IsKind(SyntaxKind.StringLiteralExpression) || literal.IsKind(SyntaxKind.Utf8StringLiteralExpression))
            || context.Position <= literal.SpanStart
            || SdkSymbols.Of(model.Compilation) is not { } sdk || model.GetOperation(literal, context.CancellationToken) is not { } operation)
        {
            return;
        }

        var codes = Codes(sdk, operation).ToList();
        if (codes.Count == 0)
        {
            return;
        }

        context.IsExclusive = true;
        context.CompletionListSpan = Inside(literal);
        for (var i = 0; i < codes.Count; i++)
        {
            context.AddItem(CompletionItem.Create(
                codes[i].Text,
                sortText: i.ToString("0000", CultureInfo.InvariantCulture),
                filterText: codes[i].Text,
                properties: ImmutableDictionary<string, string>.Empty.Add(Meaning, codes[i].Meaning),
                tags: [WellKnownTags.EnumMember],
                rules: Rules,
                inlineDescription: codes[i].Meaning));
        }
    }

    /// <inheritdoc/>
    public override Task<CompletionDescription?> GetDescriptionAsync(Document document, CompletionItem item, CancellationToken cancellationToken) =>
        Task.FromResult<CompletionDescription?>(item.Properties.TryGetValue(Meaning, out var meaning) ? CompletionDescription.FromText($"{item.DisplayText}: {meaning}") : null);

    /// <summary>The codes that a literal may be, those of its field where it takes fewer than its type has.</summary>
    private static IEnumerable<Code> Codes(SdkSymbols sdk, IOperation literal)
    {
        var table = literal.Parent switch
        {
            IConversionOperation { OperatorMethod: { } method } conversion when sdk.Table(method.ContainingType) is { } converted => converted,
            IConversionOperation { OperatorMethod: not null, Parent: IArgumentOperation argument } => TableOf(sdk, argument),
            IArgumentOperation argument => TableOf(sdk, argument),
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => sdk.ValueOf(target.Member).Table,
            ISymbolInitializerOperation and IFieldInitializerOperation { InitializedFields: [var field, ..] } => sdk.ValueOf(field).Table,
            _ => null,
        };
        var only = literal.Parent?.Parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } ? sdk.Field(property)?.OnlyCodes : null;
        return table?.Codes.Where(code => code.RetiredSince is null && (only is null || only.Contains(code.Text, StringComparer.Ordinal))) ?? [];
    }

    private static CodeTable? TableOf(SdkSymbols sdk, IArgumentOperation argument) => argument.Parent is IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Parse" or "TryParse" } parse }
        ? sdk.Table(parse.ContainingType)
        : argument.Parameter is { } parameter ? sdk.ValueOf(parameter).Table : null;

    private static TextSpan Inside(LiteralExpressionSyntax literal)
    {
        var text = literal.Token.Text;
        var start = text.IndexOf('"') + 1;
        var end = text.LastIndexOf('"');
        return TextSpan.FromBounds(literal.SpanStart + start, literal.SpanStart + (end > start - 1 ? Math.Max(start, end) : text.Length));
    }
}
