using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Specification;
using Action = Utrex.Sdk.Sif.Mapping.DisciplineIncidentOffenderActionShape;
using Offender = Utrex.Sdk.Sif.Mapping.DisciplineIncidentOffenderShape;
using Participant = Utrex.Sdk.Sif.Mapping.DisciplineIncidentStudentParticipantShape;
using Victim = Utrex.Sdk.Sif.Mapping.DisciplineIncidentVictimShape;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>Incidents (DisciplineIncident): the record of the incident and those of all who took part in one object.</summary>
internal sealed class IncidentObjects(SifOutput output, StudentObjects students)
{
    private static readonly Utf8Value IncidentWord = Utf8Value.Of("DisciplineIncident");
    private static readonly Utf8Value VictimRole = Utf8Value.Of(IncidentRole.Victim.Code);

    /// <summary>Writes an incident.</summary>
    /// <param name="incident">The I1 record, or <see langword="null"/> if the batch has none.</param>
    /// <param name="participants">The I2 records.</param>
    /// <param name="around">The school and the LEA.</param>
    public void Write(BatchRow? incident, IReadOnlyList<BatchRow> participants, DocumentObjects around)
    {
        var school = around[SchoolInfoShape.Shape]!;
        var number = (incident ?? participants[0])[FieldKey.Incident];
        var item = new DocumentObject(DisciplineIncidentShape.Shape)
        {
            [DisciplineIncidentShape.RefId] = output.Name(IncidentWord, output.SchoolYear, output.Lea, school[SchoolInfoShape.StateProvinceId], number),
            [DisciplineIncidentShape.SchoolYear] = output.SchoolYear,
            [DisciplineIncidentShape.AgencyReporting] = school[SchoolInfoShape.RefId],
            [DisciplineIncidentShape.IncidentNumber] = number.OrNone(),
        };
        var objects = around.With(item);
        if (incident is not null)
        {
            output.Fill(SifMap.I1, objects, incident);
            output.Check(SifMap.I1, objects, incident);
            if (!SifMap.I1.HasValue(item))
            {
                output.Report.Lose(incident, "it says nothing of the incident but its number");
            }
        }

        foreach (var row in participants)
        {
            Add(row, objects, incident?.Day(nameof(IncidentRecord.IncidentDate)));
        }

        output.Write(item);
    }

    private void Add(BatchRow row, DocumentObjects around, DateOnly? day)
    {
        var item = around[DisciplineIncidentShape.Shape]!;
        var student = students.Refer(row[FieldKey.Student]);
        var participant = item.AddPart(new DocumentObject(Participant.Shape) { [Participant.StudentPersonalRefId] = student });
        var offender = new DocumentObject(Offender.Shape) { [Offender.SIFRefId] = student };
        var objects = around.With(participant).Add(students.Stub(student, row[FieldKey.Student]));
        var isVictim = row[nameof(IncidentAssociationRecord.PrimaryRole)] == VictimRole;
        output.Fill(SifMap.I2, objects.With(offender), row);

        // Only an offender can have actions.
        var isOffender = !isVictim || offender.Parts.Count > 0;
        var victim = new DocumentObject(Victim.Shape) { [Victim.SIFRefId] = student };
        objects.Add(item.AddPart(isOffender ? offender : victim));
        if (!isOffender)
        {
            output.Fill(SifMap.I2, objects, row);
        }

        output.Check(SifMap.I2, objects, row);
        foreach (var action in offender.PartsOf(Action.Shape))
        {
            Derive(action, day);
        }
    }

    /// <summary>An action begins on the day of the incident and ends so many days later as it lasts; what else SIF asks of it, nobody knows.</summary>
    private void Derive(DocumentObject action, DateOnly? day)
    {
        if (day is not { } start)
        {
            return;
        }

        action[Action.StartDate] = output.Iso(start);
        var days = decimal.TryParse(action[Action.Duration].Span, System.Globalization.CultureInfo.InvariantCulture, out var duration) && duration is > 0 and < 1000 ? (int)Math.Ceiling(duration) : 1;
        action[Action.EndDate] = output.Iso(DateOnly.FromDayNumber(Math.Min(start.DayNumber + days - 1, DateOnly.MaxValue.DayNumber)));
        output.Report.Derive("DisciplineIncident/OffenderList/Offender/ActionList/Action/StartDate");
        output.Report.Derive("DisciplineIncident/OffenderList/Offender/ActionList/Action/EndDate");
    }
}
