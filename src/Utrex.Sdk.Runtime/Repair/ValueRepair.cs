namespace Utrex.Sdk.Repair;

/// <summary>A value in a wrong form, and what was meant.</summary>
/// <param name="kind">What is wrong.</param>
/// <param name="value">The value as it is written.</param>
/// <param name="repaired">What was meant, or <see langword="null"/> where that is not certain.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class ValueRepair(RepairKind kind, byte[] value, byte[]? repaired)
{
    private const int LongestShown = 200;

    /// <summary>What is wrong.</summary>
    public RepairKind Kind { get; } = kind;

    /// <summary>What was meant, or <see langword="null"/> where that is not certain.</summary>
    public byte[]? Repaired { get; } = repaired;

    /// <summary>The value as it is shown. The same one comes again and again, and is put into words once.</summary>
    public string Old => field ??= PrintableText.Of(value, LongestShown);

    /// <summary>What was meant as it is shown.</summary>
    public string? New => field ??= Repaired is null ? null : PrintableText.Of(Repaired, LongestShown);
}
