using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>What the discipline of students with disabilities (I2) goes with: SCRAM (S2) and Section 504 (S4, S1) records, and services.</summary>
internal sealed class Discipline(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo HasDisability { get; } = claims.Rule("I2.X06");
    private RuleInfo GetsServices { get; } = claims.Rule("I2.X09");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var in504 = new TextSet(index.Texts);
        foreach (var student in index.Section504Students)
        {
            in504.Add(student);
        }

        var parts = index.IncidentStudents;
        for (var i = 0; i < parts.Count; i++)
        {
            ref readonly var part = ref parts[i];
            var student = part.Key.Student;
            if (part.IsRemovedByHearingOfficer && !student.IsBlank && !IsServed(index, student) && !in504.Contains(student))
            {
                findings.Add(HasDisability, part.Key, HasDisability.Values[0]);
            }
        }

        CheckServices(index, findings);
    }

    /// <summary>Once the days of discipline of a student with a disability pass the limit, in the order of the incidents, services must be offered.</summary>
    private void CheckServices(BatchIndex index, BatchFindings findings)
    {
        var student = default(TextId);
        var days = 0m;
        foreach (var (part, more) in InOrder(index))
        {
            days = part.Key.Student == student ? days + more : more;
            student = part.Key.Student;
            if (days > GetsServices.Limit && part is { HasServices: false, Services.IsBlank: false })
            {
                findings.Add(GetsServices, part.Key, part.Services, others: [part.Days]);
            }
        }
    }

    /// <summary>The parts with days of discipline, of students with disabilities only, by student and incident date. One without a readable date or number of days is left out.</summary>
    private static List<(IncidentStudent Part, decimal Days)> InOrder(BatchIndex index)
    {
        var incidents = new PairTable(index.Incidents.Count);
        for (var i = 0; i < index.Incidents.Count; i++)
        {
            incidents.TryAdd(index.Incidents[i].Key.Incident, index.Incidents[i].Key.School, i);
        }

        var parts = new List<(IncidentStudent Part, DateOnly Date, decimal Days)>();
        foreach (var part in index.IncidentStudents)
        {
            if (index.DisciplineDays(part.Days) is { HasValue: true, Value: > 0 } days
                && incidents.Find(part.Key.Incident, part.Key.School) is { } incident && index.Incidents[incident].Date is { HasValue: true } date
                && !part.Key.Student.IsBlank && IsServed(index, part.Key.Student))
            {
                parts.Add((part, date.Value, days.Value));
            }
        }

        parts.Sort((left, right) =>
        {
            var order = left.Part.Key.Student.Number.CompareTo(right.Part.Key.Student.Number);
            order = order != 0 ? order : left.Date.CompareTo(right.Date);
            return order != 0 ? order : left.Part.Key.Line.CompareTo(right.Part.Key.Line);
        });
        return parts.ConvertAll(part => (part.Part, part.Days));
    }

    /// <summary>Whether a student receives services in the LEA: under IDEA, with a SCRAM record, or under Section 504, as a student record says.</summary>
    private static bool IsServed(BatchIndex index, TextId student)
    {
        if (!index.ScramTable.Of(student).IsEmpty)
        {
            return true;
        }

        if (index.FindStudent(student) is { } known)
        {
            foreach (ref readonly var enrollment in known.Enrollments)
            {
                if (enrollment.HasSection504Services)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
