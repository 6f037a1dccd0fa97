namespace Utrex.Sdk.Utah;

/// <summary>
/// What the state's registers know that only rules over the submissions of all LEAs ask for. A vendor implements it over its own database;
/// <see cref="StatewideFolder"/> reads the state's files. What is not known is said, so that no rule takes silence for an answer.
/// </summary>
public interface IStatewideRegisters
{
    /// <summary>Whether it is known which courses teach Essential Elements.</summary>
    bool HasEssentialElements { get; }

    /// <summary>The core codes of the courses that teach Essential Elements.</summary>
    IReadOnlyCollection<string> EssentialElements { get; }

    /// <summary>Whether it is known which schools have an approved schedule.</summary>
    bool HasApprovedSchedules { get; }

    /// <summary>Whether there are addresses.</summary>
    bool HasResidences { get; }

    /// <summary>Whether a school has a schedule that is approved under board rule R277-419.</summary>
    /// <param name="lea">The LEA's number.</param>
    /// <param name="school">The school's number.</param>
    /// <param name="schoolYear">The school year, by the year in which it ends.</param>
    bool IsScheduleApproved(string lea, string school, int schoolYear);

    /// <summary>Whether an LEA is a district; <see langword="null"/> where the register does not say.</summary>
    /// <param name="lea">The LEA's number.</param>
    bool? IsDistrict(string lea);

    /// <summary>The districts in which an address lies; none where it is not known.</summary>
    /// <param name="address">The first line of the address.</param>
    /// <param name="city">The city.</param>
    /// <param name="zip">The ZIP code, of which the first five digits count.</param>
    IReadOnlyList<string> FindDistricts(ReadOnlySpan<byte> address, ReadOnlySpan<byte> city, ReadOnlySpan<byte> zip);
}
