using Mono.Cecil;

namespace Utrex.Cli.Tests.Architecture;

/// <summary>What the types of our assemblies use, read from their code.</summary>
internal sealed class CompiledTypes : IDisposable
{
    private readonly DefaultAssemblyResolver _resolver = new();
    private readonly List<ModuleDefinition> _modules;

    public CompiledTypes(IEnumerable<string> assemblies)
    {
        _resolver.AddSearchDirectory(AppContext.BaseDirectory);
        _resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        _modules = [.. assemblies.Select(name => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, name + ".dll"), new ReaderParameters { AssemblyResolver = _resolver }))];
        var own = _modules.Select(module => module.Assembly.Name.Name).ToHashSet(StringComparer.Ordinal);
        Uses = [.. _modules.SelectMany(module => module.GetTypes()).SelectMany(type => Used(type).Select(used => new Use(TypeOf(type), TypeOf(used))))
            .Where(use => own.Contains(use.Used.Assembly) && use.User.Name != use.Used.Name && use.User.Namespace.StartsWith("Utrex.", StringComparison.Ordinal) && use.Used.Namespace.StartsWith("Utrex.", StringComparison.Ordinal)).Distinct()];
    }

    /// <summary>Each pair of types of which one uses the other.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <summary>Every type with a name of its own.</summary>
    public IEnumerable<TypeName> Types => _modules.SelectMany(module => module.Types).Where(type => type.Namespace.StartsWith("Utrex.", StringComparison.Ordinal)).Select(TypeOf);

    /// <summary>The public types of an assembly.</summary>
    public IEnumerable<TypeName> PublicClassesAndStructs(string assembly) => _modules.Single(module => module.Assembly.Name.Name == assembly).Types.Where(type => type is { IsPublic: true, IsInterface: false }).Select(TypeOf);

    public void Dispose()
    {
        _modules.ForEach(module => module.Dispose());
        _resolver.Dispose();
    }

    private static TypeName TypeOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        var assembly = type.Scope switch { ModuleDefinition module => module.Assembly.Name.Name, AssemblyNameReference reference => reference.Name, var scope => scope.Name };
        return new TypeName(assembly, type.Namespace, type.FullName);
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type) =>
        new[] { type.BaseType }.Concat(type.Interfaces.Select(contract => contract.InterfaceType)).Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType))
            .Concat(type.Fields.Select(field => field.FieldType)).Concat(type.Methods.SelectMany(Used)).SelectMany(Parts);

    private static IEnumerable<TypeReference?> Used(MethodDefinition method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            .Concat(method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType).Concat(method.Body.Instructions.SelectMany(step => Used(step.Operand))) : []);

    private static IEnumerable<TypeReference?> Used(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod call => [call.DeclaringType, call.ReturnType, .. call.GenericArguments],
        MethodReference call => [call.DeclaringType, call.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    /// <summary>A type without what is made of it: of an array its elements, of a generic type itself and its arguments.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };
}

/// <summary>A type, or for a nested one the type that it stands in.</summary>
internal sealed record TypeName(string Assembly, string Namespace, string Name);

/// <summary>One type uses another.</summary>
internal sealed record Use(TypeName User, TypeName Used);
