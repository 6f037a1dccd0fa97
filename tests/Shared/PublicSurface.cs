using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Utrex.Tests;

/// <summary>The public types of some assemblies, and what their documentation says.</summary>
internal sealed class PublicSurface
{
    public const string Safe = "Safe for use by several threads at once.";
    public const string NotSafe = "Not safe for use by several threads at once.";

    private readonly Dictionary<string, XElement> _documentation;

    public PublicSurface(params Assembly[] assemblies)
    {
        Types = [.. assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal))];
        _documentation = assemblies.SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
    }

    public IReadOnlyList<Type> Types { get; }

    /// <summary>The classes that hold something: no static ones, attributes, exceptions or delegates.</summary>
    public IEnumerable<Type> Classes => Types.Where(type => type.IsClass && !(type.IsAbstract && type.IsSealed)
        && !type.IsSubclassOf(typeof(Attribute)) && !type.IsSubclassOf(typeof(Exception)) && !type.IsSubclassOf(typeof(Delegate)));

    /// <summary>The structs.</summary>
    public IEnumerable<Type> Structs => Types.Where(type => type is { IsValueType: true, IsEnum: false });

    /// <summary>What the remarks on a type say.</summary>
    public string RemarksOn(Type type) => string.Join(' ', (_documentation.GetValueOrDefault("T:" + NameOf(type))?.Element("remarks")?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The names of the exceptions that the documentation of a member announces.</summary>
    public IEnumerable<string> Announced(Type type, MemberInfo member)
    {
        var kind = member is PropertyInfo ? "P:" : "M:";
        var name = $"{kind}{NameOf(type)}.{member.Name}";
        return _documentation.Where(pair => pair.Key.Equals(name, StringComparison.Ordinal) || pair.Key.StartsWith(name + "(", StringComparison.Ordinal))
            .SelectMany(pair => pair.Value.Elements("exception")).Select(exception => exception.Attribute("cref")!.Value[2..]);
    }

    /// <summary>The public methods and constructors that a type declares, and that the compiler did not.</summary>
    public static IEnumerable<MethodBase> Methods(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OfType<MethodBase>()
            .Where(method => !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !method.IsAbstract);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
}
