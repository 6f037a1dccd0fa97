namespace Utrex.Sdk.Sif.Collecting;

/// <summary>A school of the collection.</summary>
/// <param name="Lea">The LEA's number.</param>
/// <param name="Number">The school's number.</param>
/// <param name="LeaId">The identifier of its LEAInfo.</param>
/// <param name="Place">Where its SchoolInfo is.</param>
/// <param name="Id">The identifier of its SchoolInfo.</param>
internal sealed record School(string Lea, string Number, string? LeaId, long Place, UInt128 Id);
