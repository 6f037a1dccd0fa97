namespace Utrex.Sdk;

/// <summary>
/// Says that a text of your own holds a code, or the value of a field, so that the analyzers check the constants that reach it.
/// On a collection or a dictionary it speaks of the elements or values.
/// </summary>
/// <param name="type">A code type, such as <c>typeof(ExitCode)</c>, or a record type.</param>
/// <param name="property">Of a record type, the property whose values the text holds, such as <c>nameof(StudentRecord.StatewideStudentId)</c>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.ReturnValue)]
public sealed class UtrexValueAttribute(Type type, string? property = null) : Attribute
{
    /// <summary>A code type or a record type.</summary>
    public Type Type { get; } = type;

    /// <summary>The property of the record type, or <see langword="null"/> for a code type.</summary>
    public string? Property { get; } = property;
}
