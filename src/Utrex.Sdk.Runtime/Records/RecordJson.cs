using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Records;

/// <summary>JSON of typed records.</summary>
public static class RecordJson
{
    /// <summary>
    /// Names the properties of records as the specification names their fields, such as <c>EXIT CODE</c> for <c>ExitCode</c>. Other types stay as
    /// they are. Give it to a resolver: <c>TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RecordJson.UseSpecificationNames } }</c>,
    /// or <c>MyContext.Default.WithAddedModifier(RecordJson.UseSpecificationNames)</c>.
    /// </summary>
    public static void UseSpecificationNames(JsonTypeInfo typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        if (RecordInfoOf(typeInfo.Type) is not { } record)
        {
            return;
        }

        foreach (var property in typeInfo.Properties)
        {
            if (property.AttributeProvider is MemberInfo member && record.Fields.FirstOrDefault(field => string.Equals(field.Property, member.Name, StringComparison.Ordinal)) is { } named)
            {
                property.Name = named.Name;
            }
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The default of a struct needs no constructor.")]
    private static RecordInfo? RecordInfoOf(Type type) =>
        type.IsValueType && typeof(IRecord).IsAssignableFrom(type) ? ((IRecord)RuntimeHelpers.GetUninitializedObject(type)).RecordInfo : null;
}
