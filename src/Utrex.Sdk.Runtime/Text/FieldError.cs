using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Text;

/// <summary>A field whose bytes are no value of its type.</summary>
/// <param name="Field">The field, or <see langword="null"/> where there is no error.</param>
/// <param name="Expected">What was expected, such as <c>a date as YYYYMMDD</c>, or <c>I1=</c> of a line of another record type.</param>
public readonly record struct FieldError(FieldInfo? Field, string? Expected)
{
    /// <summary>Whether there is an error.</summary>
    public bool IsError => Field is not null;

    /// <summary>The field and what was expected; not the value, which may be personal.</summary>
    public override string ToString() => Field is null ? "no error" : $"{Field.Name} is not {Expected}.";
}
