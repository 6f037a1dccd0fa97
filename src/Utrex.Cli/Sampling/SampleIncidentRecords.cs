using System.Globalization;
using Utrex.Sdk.IO;

namespace Utrex.Cli.Sampling;

/// <summary>The incidents of a school (I1) and the students who took part (I2): few, most of them in secondary schools.</summary>
internal sealed class SampleIncidentRecords(SampleOptions options, SampleCalendar calendar, SampleNumbers numbers)
{
    private const int IncidentsOfSchool = 10_000;

    private readonly List<SampleEnrollment> _offenders = [];
    private SampleEnrollment? _bystander;

    /// <summary>Decides whether a student caused an incident.</summary>
    public void Consider(SampleEnrollment enrollment)
    {
        var student = enrollment.Student;
        if (student.Grade > 0 && student.Random.Chance(student.IsSecondary ? 22 : 4) && _offenders.Count < IncidentsOfSchool - 1)
        {
            _offenders.Add(enrollment);
        }
        else if (enrollment.Exit is null && student.Grade > 0)
        {
            _bystander ??= enrollment;
        }
    }

    /// <summary>Writes the incidents, each followed by its students.</summary>
    public void Write(BatchWriter writer)
    {
        for (var i = 0; i < _offenders.Count; i++)
        {
            var offender = _offenders[i];
            var random = offender.Student.Random;
            var id = (numbers.FirstIncident + (offender.School.Index * IncidentsOfSchool) + i + 1).ToString(CultureInfo.InvariantCulture);
            writer.Write(new IncidentRecord
            {
                IncidentId = id,
                GangRelated = YesNo.No,
                IncidentDate = random.Day(offender.Entry, (offender.Exit ?? calendar.Now.AddDays(1)).AddDays(-1)),
                IncidentDescription = random.Pick(SampleData.Incidents),
                LeaNumber = options.Lea,
                SchoolNumber = offender.School.Number,
            });
            writer.Write(Association(id, offender, isOffender: true));
            if (_bystander is { } victim && random.Chance(600))
            {
                writer.Write(Association(id, victim, isOffender: false));
            }
        }
    }

    private IncidentAssociationRecord Association(string id, SampleEnrollment enrollment, bool isOffender)
    {
        var random = enrollment.Student.Random;
        var isSuspended = isOffender && random.Chance(400);
        YesNoUnknown no = false;
        return new IncidentAssociationRecord
        {
            IncidentId = id,
            StudentNumber = enrollment.Student.StudentNumber,
            CausedIncident = isOffender,
            AllegedBasisGender = false,
            AllegedBasisRace = false,
            AllegedBasisDisability = false,
            AllegedBasisSexualOrientation = false,
            AllegedBasisReligion = false,
            Injured = !isOffender && random.Chance(100),
            GangPreventionProgram = no,
            PhysicalRestraint = false,
            Seclusion = false,
            DisciplineMethod = isSuspended ? DisciplineMethod.Suspended : default,
            NumberOfDays = isSuspended ? random.Between(2, 10) / 2m : null,
            InSchool = isSuspended && random.Chance(500),
            ServicesOffered = isSuspended,
            ReferredToPolice = no,
            ReferredToCourt = no,
            ReferredToProgram = no,
            AlternativePlacement = no,
            HearingOfficerRemoval = no,
            PrimaryInfractionType = random.Chance(500) ? InfractionType.Disruption : InfractionType.Fighting,
            PrimaryWeapon = Weapon.All[^1],
            PrimaryRole = isOffender ? IncidentRole.Offender : IncidentRole.Victim,
            LeaNumber = options.Lea,
            SchoolNumber = enrollment.School.Number,
            CausedSeriousBodilyInjury = false,
            PhysicalArrestFlag = false,
            SearchAndSeizureFlag = false,
            CriminalCitationFlag = false,
            NonCriminalCitationFlag = false,
            Retaliation = false,
        };
    }
}
