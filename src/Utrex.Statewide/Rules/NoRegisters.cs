using Utrex.Sdk.Utah;

namespace Utrex.Statewide.Rules;

/// <summary>The registers of a run without reference data: nothing is known.</summary>
internal sealed class NoRegisters : IStatewideRegisters
{
    private NoRegisters()
    {
    }

    public static NoRegisters Instance { get; } = new();

    public bool HasEssentialElements => false;

    public IReadOnlyCollection<string> EssentialElements => [];

    public bool HasApprovedSchedules => false;

    public bool HasResidences => false;

    public bool IsScheduleApproved(string lea, string school, int schoolYear) => false;

    public bool? IsDistrict(string lea) => null;

    public IReadOnlyList<string> FindDistricts(ReadOnlySpan<byte> address, ReadOnlySpan<byte> city, ReadOnlySpan<byte> zip) => [];
}
