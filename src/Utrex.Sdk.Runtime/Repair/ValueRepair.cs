namespace Utrex.Sdk.Repair;

/// <summary>What is wrong with the form of a value, and what was meant.</summary>
/// <param name="Kind">What is wrong; <see cref="RepairKind.None"/> where nothing is, or nothing that has to do with its form.</param>
/// <param name="Repaired">What was meant, or <see langword="null"/> where that is not certain.</param>
internal readonly record struct ValueRepair(RepairKind Kind, byte[]? Repaired);
