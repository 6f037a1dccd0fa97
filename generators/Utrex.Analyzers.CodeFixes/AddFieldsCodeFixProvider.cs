using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Utrex.Analyzers.CodeFixes;

/// <summary>Adds the missing fields to a record's initializer, each as <c>default</c>: UTREX3004 then asks for the value of each where it stands.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddFieldsCodeFixProvider))]
[Shared]
public sealed class AddFieldsCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Diagnostics.RequiredNotSet.Id, Diagnostics.NeverSet.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || !diagnostic.Properties.TryGetValue(Diagnostics.Missing, out var names) || names is not { Length: > 0 }
                || Find(root.FindToken(diagnostic.Location.SourceSpan.Start).Parent) is not { } expression)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Add {names.Replace(",", ", ")}",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(expression, Add(expression, names.Split(','))))),
                    equivalenceKey: nameof(AddFieldsCodeFixProvider)),
                diagnostic);
        }
    }

    private static ExpressionSyntax? Find(SyntaxNode? node) =>
        node?.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(expression => expression is BaseObjectCreationExpressionSyntax or WithExpressionSyntax);

    private static ExpressionSyntax Add(ExpressionSyntax expression, IEnumerable<string> names)
    {
        var present = Initializer(expression);
        var assignments = names.Select(name => (ExpressionSyntax)SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(name),
            SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression))).ToArray();
        var initializer = present is null
            ? SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression, SyntaxFactory.SeparatedList(assignments))
            : present.WithExpressions(Append(present.Expressions, assignments));
        ExpressionSyntax changed = expression switch
        {
            WithExpressionSyntax with => with.WithInitializer(initializer),
            ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } creation => creation.WithArgumentList(present is null ? null : creation.ArgumentList).WithInitializer(initializer),
            BaseObjectCreationExpressionSyntax creation => creation.WithInitializer(initializer),
            _ => expression,
        };
        return changed.WithAdditionalAnnotations(Formatter.Annotation);
    }

    // A comma at the end stays at the end.
    private static SeparatedSyntaxList<ExpressionSyntax> Append(SeparatedSyntaxList<ExpressionSyntax> present, ExpressionSyntax[] added)
    {
        var hasLastComma = present.Count > 0 && present.SeparatorCount == present.Count;
        var items = present.GetWithSeparators().AddRange(added.SelectMany((assignment, i) => i > 0 || (present.Count > 0 && !hasLastComma)
            ? new SyntaxNodeOrToken[] { SyntaxFactory.Token(SyntaxKind.CommaToken), assignment }
            : [assignment]));
        return SyntaxFactory.SeparatedList<ExpressionSyntax>(hasLastComma ? items.Add(SyntaxFactory.Token(SyntaxKind.CommaToken)) : items);
    }

    private static InitializerExpressionSyntax? Initializer(ExpressionSyntax expression) => expression switch
    {
        WithExpressionSyntax with => with.Initializer,
        BaseObjectCreationExpressionSyntax creation => creation.Initializer,
        _ => null,
    };
}
