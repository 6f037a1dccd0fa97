using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Utrex.Analyzers.CodeFixes;

/// <summary>Changes one field of a record that breaks a rule over several: to the one code that keeps the rule, or to a blank.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MendRecordCodeFixProvider))]
[Shared]
public sealed class MendRecordCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Diagnostics.BrokenRule.Id, Diagnostics.QuestionedValues.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || !diagnostic.Properties.TryGetValue(Diagnostics.Mending, out var changes) || changes is null)
            {
                continue;
            }

            foreach (var (property, code) in changes.Split('\n').Select(change => change.Split('=')).Select(parts => (parts[0], parts[1])))
            {
                if (diagnostic.AdditionalLocations.Select(location => Find(root, location)).FirstOrDefault(assignment => IsOf(assignment, property)) is not { } assignment)
                {
                    continue;
                }

                var value = code.Length > 0 ? SyntaxFactory.ParseExpression(SymbolDisplay.FormatLiteral(code, quote: true)) : SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        code.Length > 0 ? $"Set {property} to \"{code}\"" : $"Leave {property} blank",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(assignment.Right, value.WithTriviaFrom(assignment.Right)))),
                        equivalenceKey: $"{diagnostic.Id}:{property}={code}"),
                    diagnostic);
            }
        }
    }

    private static AssignmentExpressionSyntax? Find(SyntaxNode root, Location location) =>
        location.SourceTree == root.SyntaxTree ? root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AssignmentExpressionSyntax>() : null;

    private static bool IsOf(AssignmentExpressionSyntax? assignment, string property) =>
        assignment?.Left is IdentifierNameSyntax name && string.Equals(name.Identifier.ValueText, property, StringComparison.Ordinal);
}
