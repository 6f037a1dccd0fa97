using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif;

/// <summary>What SIF demands and UTREx records do not hold.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class SifWriterOptions
{
    /// <summary>The specification of the records: the newest, or an earlier year. A field that the year lacks is blank in SIF.</summary>
    public SpecificationInfo Specification { get; init; } = UtrexSpecification.Current;

    /// <summary>What stands around the objects; by default the responses of an agent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public SifForm Form
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such form.");
    }

    /// <summary>How many objects a packet of a response has at most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than one.</exception>
    public int PacketSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 500;

    /// <summary>The name of the sending agent in the headers of messages (<c>SIF_SourceId</c>).</summary>
    public string SourceId { get; init; } = "utrex";

    /// <summary>The name of the agent that asked, in the headers of responses (<c>SIF_DestinationId</c>): SIF demands it of them.</summary>
    public string DestinationId { get; init; } = "UTREx";

    /// <summary>
    /// The first day of school, from which the days of an attendance summary are counted (<c>StartDay</c>). By default it is derived for each
    /// school: the earliest entry date of its students. Weekdays are counted; days off are not known.
    /// </summary>
    public DateOnly? FirstDayOfSchool { get; init; }

    /// <summary>
    /// Whether a student gets one StudentPersonal even where records contradict each other, as when somebody has moved between two schools:
    /// then the latest enrollment of the first school tells, and what others say is lost and reported. By default each version is an object
    /// of its own with the same <c>LocalId</c>, so that every record comes back as it was.
    /// </summary>
    public bool MergesStudents { get; init; }

    /// <summary>
    /// Whether the state's own code stands where the state's document prints it though SIF has codes of its own there, as for
    /// <c>EconomicDisadvantage</c>: for a collector that keeps to that document by the letter. SIF's schema refuses such codes. By default SIF's
    /// code stands there; the state's stands beside it in either case.
    /// </summary>
    public bool PrefersStateCodes { get; init; }

    /// <summary>
    /// Values for elements and attributes that SIF demands, where a record has none, by path, such as <c>DisciplineIncident/IncidentLocation</c>;
    /// <see cref="SifProfile"/> reads them of a file. One that is not among them is
    /// written with the constant of the mapping; else it is left out where its parent is optional, or written as <c>xsi:nil</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
