using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Involvement = Utrex.Sdk.Sif.Mapping.DisciplineIncidentStudentParticipantIncidentInvolvementShape;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// Tells the involvements of a student in an incident apart. The specification has one primary and four secondary ones and prints no values
/// for their type, so that the one that says it is the primary one is, else the first; the others follow in their order.
/// </summary>
internal static class InvolvementOrder
{
    private static readonly List<Utf8Value> Keys = [.. SifMap.I2.Bindings
        .SelectMany(binding => binding.Paths)
        .Where(path => path.Steps.Length > 0 && path.Last == Involvement.Shape)
        .Select(path => path.Steps[^1].KeyValue)
        .Distinct()];

    /// <summary>Gives each involvement the type of its place.</summary>
    /// <returns>The number of those that have none.</returns>
    public static int Set(DocumentObject participant)
    {
        var open = participant.PartsOf(Involvement.Shape).ToList();
        var keys = new List<Utf8Value>(Keys);
        foreach (var involvement in open.ToList())
        {
            // One that has a type of ours keeps it.
            if (involvement[Involvement.InvolvementType] is { IsNone: false } type && keys.Find(type.EqualsIgnoreCase) is { IsNone: false } own)
            {
                keys.Remove(own);
                open.Remove(involvement);
            }
        }

        foreach (var involvement in open.Where((_, i) => i < keys.Count).Zip(keys))
        {
            involvement.First[Involvement.InvolvementType] = involvement.Second;
        }

        return Math.Max(0, open.Count - keys.Count);
    }
}
