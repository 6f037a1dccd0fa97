using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Participant = Utrex.Sdk.Sif.Mapping.DisciplineIncidentStudentParticipantShape;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>Who took part in an incident: a student may stand in it as a participant, and as offender or victim besides.</summary>
internal static class IncidentPersons
{
    /// <summary>Whether a part is a participant, who makes a record even where nobody says who it is.</summary>
    public static bool IsParticipant(DocumentObject part) => part.Shape == Participant.Shape;

    /// <summary>The identifier of the student that a part of an incident is about, or none.</summary>
    public static Utf8Value StudentIn(DocumentObject part) =>
        IsParticipant(part) ? part[Participant.StudentPersonalRefId]
        : part.Shape == DisciplineIncidentOffenderShape.Shape ? part[DisciplineIncidentOffenderShape.SIFRefId]
        : part.Shape == DisciplineIncidentVictimShape.Shape ? part[DisciplineIncidentVictimShape.SIFRefId]
        : default;

    /// <summary>
    /// The participants, each with the offender or victim that is the same student, the first with the first; then offenders and victims
    /// without a participant, who took part all the same.
    /// </summary>
    public static IEnumerable<(DocumentObject Part, DocumentObject? Other)> Of(DocumentObject incident)
    {
        var others = incident.Parts.Where(part => !IsParticipant(part) && !StudentIn(part).IsNone).ToList();
        var byStudent = others.GroupBy(part => RefId.Parse(StudentIn(part))).ToDictionary(group => group.Key, group => new Queue<DocumentObject>(group));
        var taken = new HashSet<DocumentObject>();
        foreach (var participant in incident.PartsOf(Participant.Shape))
        {
            var own = StudentIn(participant) is { IsNone: false } student && byStudent.TryGetValue(RefId.Parse(student), out var queue) && queue.TryDequeue(out var next) ? next : null;
            if (own is not null)
            {
                taken.Add(own);
            }

            yield return (participant, own);
        }

        foreach (var other in others.Where(other => !taken.Contains(other)))
        {
            yield return (other, null);
        }
    }
}
