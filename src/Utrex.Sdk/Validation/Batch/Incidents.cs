using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>Incidents (I1) are numbered once in the LEA, and each has students (I2) in its school.</summary>
internal sealed class Incidents : BatchRule
{
    private static readonly RuleInfo Unique = Rule("I1.004");
    private static readonly RuleInfo HasStudents = Rule("I1.1001");
    private static readonly RuleInfo HasIncident = Rule("I2.1101");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var parts = index.IncidentStudents.Select(part => (part.Key.Incident, part.Key.School)).ToHashSet();
        var known = new HashSet<(TextId, TextId)>();
        var first = new Dictionary<TextId, int>();
        foreach (var incident in index.Incidents.Where(incident => !incident.Key.Incident.IsBlank))
        {
            var key = incident.Key;
            known.Add((key.Incident, key.School));
            if (!first.TryAdd(key.Incident, key.Line))
            {
                findings.Add(Unique, key, key.Incident, [first[key.Incident]]);
            }

            if (!key.School.IsBlank && !parts.Contains((key.Incident, key.School)))
            {
                findings.Add(HasStudents, key, key.Incident);
            }
        }

        foreach (var part in index.IncidentStudents)
        {
            if (!part.Key.Incident.IsBlank && !part.Key.School.IsBlank && !known.Contains((part.Key.Incident, part.Key.School)))
            {
                findings.Add(HasIncident, part.Key, part.Key.Incident);
            }
        }
    }
}
