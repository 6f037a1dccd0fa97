using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>Incidents (I1) are numbered once in the LEA; each has students (I2), who stand behind it in the file, each of them once.</summary>
internal sealed class Incidents(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Unique { get; } = claims.Rule("I1.004");
    private RuleInfo HasStudents { get; } = claims.Rule("I1.1001");
    private RuleInfo HasIncident { get; } = claims.Rule("I2.1101");
    private RuleInfo FollowsIncident { get; } = claims.Rule("I2.X02");
    private RuleInfo OnceInIncident { get; } = claims.Rule("I2.X03");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var parts = new TextSet(index.Texts);
        foreach (ref readonly var part in index.IncidentStudents)
        {
            parts.Add(part.Key.Incident);
        }

        var lines = new PairTable(index.Incidents.Count);
        using var first = new TextTable(index.Texts);
        foreach (ref readonly var incident in index.Incidents)
        {
            var key = incident.Key;
            if (key.Incident.IsBlank)
            {
                continue;
            }

            lines.TryAdd(key.Incident, key.School, key.Line);
            if (first.TryAdd(key.Incident, key.Line) is var earlier && earlier != key.Line)
            {
                findings.AddPair(Unique, key, earlier, key.Incident);
            }

            if (!parts.Contains(key.Incident))
            {
                findings.Add(HasStudents, key, key.Incident);
            }
        }

        CheckParts(index, lines, findings);
    }

    /// <summary>Each part against the lines of the incidents, by number and school.</summary>
    private void CheckParts(BatchIndex index, PairTable lines, BatchFindings findings)
    {
        var first = new Dictionary<(TextId, TextId, TextId), int>();
        foreach (ref readonly var part in index.IncidentStudents)
        {
            var key = part.Key;
            if (key.Incident.IsBlank || key.School.IsBlank)
            {
                continue;
            }

            if (lines.Find(key.Incident, key.School) is not { } incident)
            {
                findings.Add(HasIncident, key, key.Incident);
            }
            else if (incident > key.Line)
            {
                findings.Add(FollowsIncident, key, key.Incident, [incident]);
            }

            if (!key.Student.IsBlank && !first.TryAdd((key.Incident, key.School, key.Student), key.Line))
            {
                findings.Add(OnceInIncident, key, key.Student, [first[(key.Incident, key.School, key.Student)]]);
            }
        }
    }
}
