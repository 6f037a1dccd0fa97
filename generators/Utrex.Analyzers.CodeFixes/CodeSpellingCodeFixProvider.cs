using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Utrex.Analyzers.CodeFixes;

/// <summary>Writes the typed member of a code instead of its literal (<c>"TD"</c> to <c>ExitCode.TransferredWithinLea</c>), or the literal instead of the member.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CodeSpellingCodeFixProvider))]
[Shared]
public sealed class CodeSpellingCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Diagnostics.MemberForLiteral.Id, Diagnostics.LiteralForMember.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression
                || !diagnostic.Properties.TryGetValue(Diagnostics.Replacement, out var text) || text is null)
            {
                continue;
            }

            var isLiteral = string.Equals(diagnostic.Id, Diagnostics.LiteralForMember.Id, StringComparison.Ordinal);
            var type = model.GetTypeInfo(expression, context.CancellationToken).ConvertedType;
            if (!isLiteral && type is null)
            {
                continue;
            }

            var replacement = isLiteral
                ? SyntaxFactory.ParseExpression(SymbolDisplay.FormatLiteral(text, quote: true))
                : SyntaxFactory.ParseExpression($"{type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{text}").WithAdditionalAnnotations(Simplifier.Annotation);
            context.RegisterCodeFix(
                CodeAction.Create(
                    isLiteral ? $"Use \"{text}\"" : $"Use {type!.Name}.{text}",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(expression, replacement.WithTriviaFrom(expression)))),
                    equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }
}
