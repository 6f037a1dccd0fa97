using Microsoft.CodeAnalysis;

namespace Utrex.Generators;

/// <summary>What the generator asks of the code of a project: whether it knows the SDK, and whether the class that a specification names can evaluate its rules.</summary>
internal static class ProjectTypes
{
    private const string Specification = "Utrex.Sdk.Specification.SpecificationInfo";
    private const string BatchRules = "Utrex.Sdk.Validation.IBatchRules";

    private static readonly string[] Arguments = ["Utrex.Sdk.Validation.SubmissionContext", "Utrex.Sdk.Reference.IReferenceData"];

    /// <summary>Whether the types that generated code calls are there.</summary>
    public static bool HasSdk(Compilation compilation) => compilation.GetTypeByMetadataName(Specification) is not null;

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
