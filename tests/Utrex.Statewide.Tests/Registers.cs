using System.Text;
using Utrex.Sdk.Utah;

namespace Utrex.Statewide.Tests;

/// <summary>Registers as a test wants them.</summary>
internal sealed class Registers : IStatewideRegisters
{
    public HashSet<string>? Essential { get; init; }

    public HashSet<(string Lea, string School, int Year)>? Approved { get; init; }

    public Dictionary<string, bool> Districts { get; init; } = [];

    /// <summary>Districts by address, city and ZIP with bars between them, in capital letters.</summary>
    public Dictionary<string, string[]>? Residences { get; init; }

    public bool HasEssentialElements => Essential is not null;

    public IReadOnlyCollection<string> EssentialElements => Essential ?? [];

    public bool HasApprovedSchedules => Approved is not null;

    public bool HasResidences => Residences is not null;

    public bool IsScheduleApproved(string lea, string school, int schoolYear) => Approved?.Contains((lea, school, schoolYear)) ?? false;

    public bool? IsDistrict(string lea) => Districts.TryGetValue(lea, out var isDistrict) ? isDistrict : null;

    public IReadOnlyList<string> FindDistricts(ReadOnlySpan<byte> address, ReadOnlySpan<byte> city, ReadOnlySpan<byte> zip) =>
        Residences?.GetValueOrDefault($"{Encoding.UTF8.GetString(address)}|{Encoding.UTF8.GetString(city)}|{Encoding.UTF8.GetString(zip)}") ?? [];
}
