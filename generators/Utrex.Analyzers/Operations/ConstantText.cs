using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Utrex.Analyzers.Operations;

/// <summary>The text that an operation always yields.</summary>
internal static class ConstantText
{
    /// <summary>The text of a constant, a UTF-8 literal, a static read-only field with a literal or a local variable that is never assigned again; <see langword="null"/> where the text is not known, or null.</summary>
    public static string? Of(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        { ConstantValue: { HasValue: true, Value: char c } } => c.ToString(),
        IUtf8StringOperation utf8 => utf8.Value,
        IFieldReferenceOperation reference => OfField(reference.Field),
        ILocalReferenceOperation { Type: { IsReferenceType: true } or { IsRefLikeType: true } } reference when LocalValue.Of(reference) is { } only => OfLocal(only),
        _ => null,
    };

    /// <summary>Whether an operation may yield a text that is always the same: a quick look before a thorough one.</summary>
    public static bool MayBe(IOperation operation) => operation.ConstantValue.HasValue
        ? operation.ConstantValue.Value is string or char
        : operation.Kind is OperationKind.Utf8String or OperationKind.FieldReference
            || (operation.Kind == OperationKind.LocalReference && operation.Type is { SpecialType: SpecialType.System_String } or { IsRefLikeType: true });

    private static string? OfLocal(IOperation value) => ValueLeaves.Of(value).Take(2).ToList() is [var leaf] && leaf is not ILocalReferenceOperation ? Of(leaf) : null;

    // A static constructor could still change the field.
    private static string? OfField(IFieldSymbol field)
    {
        if (field is not { IsStatic: true, IsReadOnly: true, Type.SpecialType: SpecialType.System_String }
            || field.ContainingType.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared)
            || field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal })
        {
            return null;
        }

        return literal.Token.Value as string;
    }
}
