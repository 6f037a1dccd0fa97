using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Repair;

/// <summary>One change that <see cref="BatchRepair"/> made, or one that it left undone because the value can mean several things.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Record">The record type, or <see langword="null"/> where the line is no record.</param>
/// <param name="Field">The field, or <see langword="null"/> for the line as a whole.</param>
/// <param name="Kind">What was wrong.</param>
/// <param name="Old">What stood there, with control characters shown; of a line as a whole, what was changed in it.</param>
/// <param name="New">What stands there now, or <see langword="null"/> where nothing was changed.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record RepairedValue(int Line, RecordInfo? Record, FieldInfo? Field, RepairKind Kind, string Old, string? New)
{
    /// <summary>Whether the value was changed; else it was left as it is, since what was meant is not certain.</summary>
    public bool IsRepaired => New is not null;

    /// <summary>The line and what was wrong; not the value, which may be personal.</summary>
    public override string ToString() => $"{Kind} on line {Line}";
}
