using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif;

/// <summary>A value, or a whole record, that SIF does not carry as it is.</summary>
/// <param name="Line">The record's line in the batch, 1-based.</param>
/// <param name="Record">The record type.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record SifLoss(int Line, RecordInfo Record)
{
    /// <summary>The field, or <see langword="null"/> for the whole record.</summary>
    public FieldInfo? Field { get; init; }

    /// <summary>The value of the field; empty for a blank one.</summary>
    public string Value { get; init; } = "";

    /// <summary>What a collector would read instead; empty for a blank.</summary>
    public string ReadAs { get; init; } = "";

    /// <summary>Why the whole record cannot be carried, or <see langword="null"/> where <see cref="Field"/> says which value.</summary>
    public string? Reason { get; init; }
}
