using Microsoft.CodeAnalysis;

namespace Utrex.Generators;

/// <summary>What the generator asks of the code of a project: whether it knows the SDK, and whether the class that a specification names can evaluate its rules.</summary>
internal static class ProjectTypes
{
    /// <summary>The number of what generator and library have agreed on, <c>GeneratedCode.Agreement</c> of the library: one more with every change of what generated code calls.</summary>
    public const int Agreement = 5;

    private const string Specification = "Utrex.Sdk.Specification.SpecificationInfo";
    private const string GeneratedCode = "Utrex.Sdk.Generated.GeneratedCode";
    private const string BatchRules = "Utrex.Sdk.Validation.IBatchRules";

    private static readonly string[] Arguments = [Specification, "Utrex.Sdk.Specification.SubmissionContext", "Utrex.Sdk.Validation.IRegisters"];

    /// <summary>The agreement of the library that the project references: <see langword="null"/> without the library, 0 for one older than any agreement.</summary>
    public static int? AgreementOf(Compilation compilation) =>
        compilation.GetTypeByMetadataName(GeneratedCode)?.GetMembers(nameof(Agreement)).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue is int agreement ? agreement
        : compilation.GetTypeByMetadataName(Specification) is null ? null
        : 0;

    /// <summary>Whether the class is there, takes what it is given and keeps the contract of such classes.</summary>
    public static bool IsBatchRules(Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName(name) is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false } type
        && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
        && type.AllInterfaces.Any(contract => string.Equals(contract.ToDisplayString(), BatchRules, StringComparison.Ordinal))
        && type.InstanceConstructors.Any(constructor => compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly) && Takes(compilation, constructor));

    private static bool Takes(Compilation compilation, IMethodSymbol constructor) =>
        constructor.Parameters.Length == Arguments.Length
        && constructor.Parameters.Zip(Arguments, (parameter, argument) =>
            parameter.RefKind == RefKind.None
            && compilation.GetTypeByMetadataName(argument) is { } type
            && compilation.ClassifyCommonConversion(type, parameter.Type).IsImplicit).All(fits => fits);
}
