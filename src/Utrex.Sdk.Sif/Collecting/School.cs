using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>A school of the collection.</summary>
/// <param name="Lea">The LEA's number.</param>
/// <param name="Number">The school's number.</param>
/// <param name="LeaPlace">Where its LEAInfo is.</param>
/// <param name="Place">Where its SchoolInfo is.</param>
internal sealed record School(Utf8Value Lea, Utf8Value Number, long LeaPlace, long Place)
{
    /// <summary>Where its CalendarSummary is, or -1.</summary>
    public long Calendar { get; set; } = -1;

    /// <summary>Whether that says which year it is of.</summary>
    public bool HasYear { get; set; }
}
