using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;
using Utrex.Analyzers.Metadata;
using Utrex.Analyzers.Values;

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
        if (model is null || Text(root?.FindToken(Math.Max(0, context.Position - 1)).Parent) is not { } literal || Inside(literal) is var span && !span.IntersectsWith(context.Position)
            || SdkSymbols.Of(model.Compilation) is not { } sdk || model.GetOperation(literal, context.CancellationToken) is not { } operation
            || ExpectedCode.Of(sdk, operation) is not { Table: { } table } expected)
        {
            return;
        }

        context.IsExclusive = true;
        context.CompletionListSpan = Inside(literal);
        var only = expected.Field?.OnlyCodes;
        var number = 0;
        foreach (var code in table.Codes.Where(code => code.RetiredSince is null && (only is null || only.Contains(code.Text, StringComparer.Ordinal))))
        {
            // The meaning stands in the label, which every client shows, and is found by typing a part of it.
            context.AddItem(CompletionItem.Create(
                code.Text,
                displayTextSuffix: "  " + code.Meaning,
                sortText: number++.ToString("0000", CultureInfo.InvariantCulture),
                filterText: $"{code.Text} {code.Meaning}",
                properties: ImmutableDictionary<string, string>.Empty.Add(Meaning, code.Meaning),
                tags: [WellKnownTags.EnumMember],
                rules: Rules));
        }
    }

    /// <inheritdoc/>
    public override Task<CompletionDescription?> GetDescriptionAsync(Document document, CompletionItem item, CancellationToken cancellationToken) =>
        Task.FromResult<CompletionDescription?>(item.Properties.TryGetValue(Meaning, out var meaning) ? CompletionDescription.FromText($"{item.DisplayText}: {meaning}") : null);

    /// <summary>The constant text that a token belongs to: a literal of any kind, or an interpolated string without an interpolation.</summary>
    private static ExpressionSyntax? Text(SyntaxNode? node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) || literal.IsKind(SyntaxKind.Utf8StringLiteralExpression) => literal,
        InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax text } => Text(text),
        InterpolatedStringExpressionSyntax text when text.Contents.All(content => content is InterpolatedStringTextSyntax) => text,
        _ => null,
    };

    /// <summary>What stands between the quotes, one of them or more.</summary>
    private static TextSpan Inside(ExpressionSyntax literal)
    {
        var text = literal.ToString();
        var first = text.IndexOf('"');
        var quotes = text.Skip(first).TakeWhile(character => character == '"').Count();

        // Two quotes are an empty text, and six the empty one of three each.
        var length = quotes is 2 or 6 ? quotes / 2 : quotes;
        var end = text.LastIndexOf('"') + 1 - length;
        return TextSpan.FromBounds(literal.SpanStart + first + length, literal.SpanStart + Math.Max(first + length, end > first ? end : text.Length));
    }
}
