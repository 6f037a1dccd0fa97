using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.CodeFixes;

/// <summary>Writes another text instead of a literal, or another member instead of a retired one: the nearest code, the replacement, the date as the field asks for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceTextCodeFixProvider))]
[Shared]
public sealed class ReplaceTextCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        Diagnostics.UnknownCode.Id, Diagnostics.RetiredCode.Id, Diagnostics.NeverTrue.Id, Diagnostics.WrongLength.Id,
        Diagnostics.NotADate.Id, Diagnostics.WrongForm.Id, Diagnostics.UnknownField.Id,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(Diagnostics.Replacement, out var texts) || texts is null
                || root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression)
            {
                continue;
            }

            var choice = 0;
            foreach (var text in texts.Split('\n'))
            {
                if (await ReplaceAsync(context.Document, expression, text, context.CancellationToken).ConfigureAwait(false) is { } replacement)
                {
                    // The key tells the nearest text from the next ones, so that Fix All takes the nearest everywhere.
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            $"Use {replacement}",
                            _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(expression, replacement.WithTriviaFrom(expression)))),
                            equivalenceKey: $"{diagnostic.Id}:{choice++}"),
                        diagnostic);
                }
            }
        }
    }

    /// <summary>What to write instead of an expression; <see langword="null"/> where the text stands elsewhere, such as in a constant.</summary>
    private static async Task<ExpressionSyntax?> ReplaceAsync(Document document, ExpressionSyntax expression, string text, CancellationToken cancellation)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) || literal.IsKind(SyntaxKind.Utf8StringLiteralExpression):
                var suffix = literal.IsKind(SyntaxKind.Utf8StringLiteralExpression) ? "u8" : "";
                return SyntaxFactory.ParseExpression(SymbolDisplay.FormatLiteral(text, quote: true) + suffix);

            case InterpolatedStringExpressionSyntax:
                return SyntaxFactory.ParseExpression(SymbolDisplay.FormatLiteral(text, quote: true));

            case MemberAccessExpressionSyntax access:
                var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
                var member = model?.GetSymbolInfo(access, cancellation).Symbol is IPropertySymbol property
                    ? SdkSymbols.Of(model.Compilation)?.Table(property.ContainingType)?.Find(text)?.Member
                    : null;
                return member is null ? null : access.WithName(SyntaxFactory.IdentifierName(member.Name));

            default:
                return null;
        }
    }
}
