using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace Utrex.PublicDocumentation;

/// <summary>Takes out of a documentation file whatever users of the assembly cannot see.</summary>
/// <remarks>
/// A member is known by its type and name alone: an internal overload of a public method keeps its entry, which is the lesser evil beside
/// spelling every signature as the compiler does.
/// </remarks>
public sealed class KeepPublicDocumentation : Microsoft.Build.Utilities.Task
{
    /// <summary>The compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The documentation file that the compiler wrote with it.</summary>
    [Required]
    public string Documentation { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using (var file = new PEReader(File.OpenRead(Assembly)))
        {
            var metadata = file.GetMetadataReader();
            foreach (var handle in metadata.TypeDefinitions)
            {
                var type = metadata.GetTypeDefinition(handle);
                if (IsVisible(metadata, type))
                {
                    AddMembers(metadata, type, seen);
                }
            }
        }

        var document = XDocument.Load(Documentation, LoadOptions.PreserveWhitespace);
        document.Descendants("member").Where(member => !seen.Contains(NameOf(member.Attribute("name")!.Value))).Remove();
        document.Save(Documentation, SaveOptions.DisableFormatting);
        return true;
    }

    private static void AddMembers(MetadataReader metadata, TypeDefinition type, HashSet<string> seen)
    {
        var name = FullName(metadata, type);
        seen.Add(name);
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition).Where(method => IsVisible(method.Attributes)))
        {
            seen.Add(MemberOf(name, metadata.GetString(method.Name)));
        }

        // Fields and methods say alike who sees them.
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition).Where(field => IsVisible((MethodAttributes)field.Attributes)))
        {
            seen.Add(MemberOf(name, metadata.GetString(field.Name)));
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            var accessors = property.GetAccessors();
            if (IsVisible(metadata, accessors.Getter) || IsVisible(metadata, accessors.Setter))
            {
                seen.Add(MemberOf(name, metadata.GetString(property.Name)));
            }
        }

        foreach (var handler in type.GetEvents().Select(metadata.GetEventDefinition).Where(handler => IsVisible(metadata, handler.GetAccessors().Adder)))
        {
            seen.Add(MemberOf(name, metadata.GetString(handler.Name)));
        }
    }

    /// <summary>The type and the member of an entry, without its kind, parameters and type parameters: <c>T:</c>, <c>M:</c> and so on stand before them.</summary>
    private static string NameOf(string entry)
    {
        var name = entry["T:".Length..].Split('(', '~')[0];
        return name.Split("``")[0];
    }

    private static string MemberOf(string type, string member) => $"{type}.{member.Replace('.', '#').Replace('<', '{').Replace('>', '}').Replace(',', '@')}";

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        var outer = type.GetDeclaringType().IsNil ? metadata.GetString(type.Namespace) : FullName(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()));
        return outer.Length == 0 ? name : $"{outer}.{name}";
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static bool IsVisible(MetadataReader metadata, MethodDefinitionHandle method) => !method.IsNil && IsVisible(metadata.GetMethodDefinition(method).Attributes);

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
