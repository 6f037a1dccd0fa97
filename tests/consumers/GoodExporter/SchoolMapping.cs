using GoodExporter.Sis;
using Utrex.Sdk.Records;
using Utrex.Sdk.Text;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

namespace GoodExporter;

/// <summary>The records of a district, of a school, of its courses and of its incidents.</summary>
internal static class SchoolMapping
{
    // A decimal keeps the zeros it is written with; the value has no more than three decimals.
    private const decimal HalfCredit = 0.5000m;
    private static readonly MonthDay LeapDay = new(2, 29);

    public static DistrictRecord Map(District district) => new()
    {
        LeaNumber = district.Number, SchoolYear = district.SchoolYear, WhichMonth = default, SisAsOfDate = district.ExtractedAt,
    };

    public static SchoolRecord Map(District district, School school)
    {
        school.Validate();
        var lastDay = new MonthDay(school.LastDay.Month, school.LastDay.Day);
        return new()
        {
            SchoolNumber = school.Number, LeaNumber = district.Number, DaysInSchoolYear = school.DaysInSession,
            LastDayOfSchool = lastDay == LeapDay ? new MonthDay(5, 31) : lastDay,
            ScheduleYearType = CodeMappings.Calendar(school.Calendar), ScheduleDayType = CodeMappings.Bells(school.BellSchedule),
        };
    }

    public static CourseMasterRecord Map(District district, School school, Section section)
    {
        var course = new CourseMasterRecord
        {
            CourseSection = section.CourseSection, Period = section.Period, CourseTitle = section.Title, CoreCode = section.CoreCode,
            Term = "YR", Cycle = "1", LeaNumber = district.Number, SchoolNumber = school.Number,
        };

        // Preschool has no teacher of record, and elementary classes no setting; every other class has both.
        return section switch
        {
            { TeacherId: null } => course with { CoreCode = "22040000001", Teacher1Id = null },
            { Delivery: "WEB" } => course with { Teacher1Id = section.TeacherId, InstructionalSetting = InstructionalSetting.Online },
            _ => course with { Teacher1Id = section.TeacherId, InstructionalSetting = "FF" },
        };
    }

    public static CourseMembershipRecord Map(District district, School school, Student student, Section section)
    {
        var membership = new CourseMembershipRecord { StudentNumber = student.Number, CourseNumber = section.CourseSection, Period = section.Period };
        membership = membership with { LeaNumber = district.Number, SchoolNumber = school.Number, CourseEntryDate = student.Enrollments[0].FirstDay };
        return student.Enrollments[^1] switch
        {
            { LastDay: null } => membership,
            { Grade: < 9, LastDay: { } day } => membership with { CourseExitDate = day.AddDays(1) },
            { LastDay: { } day } => membership with
            {
                CourseExitDate = day.AddDays(1), CreditsAttempted = HalfCredit, CreditsEarned = 0.50m, GradeEarned = section.Delivery == "WEB" ? "P" : 3.6667m,
            },
        };
    }

    public static IncidentRecord Map(District district, School school, Incident incident) => new()
    {
        IncidentId = $"{incident.Id}", IncidentDate = incident.On, GangRelated = false,
        IncidentDescription = incident.Narrative.ReplaceLineEndings(" ").Replace("\t", " "),
        LeaNumber = district.Number, SchoolNumber = school.Number,
    };

    public static IncidentAssociationRecord Map(District district, School school, Incident incident, Involvement involvement)
    {
        var association = new IncidentAssociationRecord
        {
            IncidentId = incident.Id.ToString(), StudentNumber = involvement.StudentNumber, LeaNumber = district.Number, SchoolNumber = school.Number,
            CausedIncident = involvement.IsOffender, AllegedBasisGender = "N", AllegedBasisRace = "N", AllegedBasisDisability = "N",
            AllegedBasisSexualOrientation = "N", AllegedBasisReligion = "N", Injured = false, GangPreventionProgram = "U",
            PhysicalRestraint = false, Seclusion = false, InSchool = YesNoUnknown.Unknown, ServicesOffered = false, ReferredToPolice = "N",
            ReferredToCourt = "N", ReferredToProgram = "N", AlternativePlacement = "N", HearingOfficerRemoval = "N",
            PrimaryInfractionType = CodeMappings.Infraction(involvement.Behavior), PrimaryWeapon = Weapon.None,
            PrimaryRole = involvement.IsOffender ? "O" : IncidentRole.Victim, CausedSeriousBodilyInjury = "N", PhysicalArrestFlag = "N",
            SearchAndSeizureFlag = "N", CriminalCitationFlag = "N", NonCriminalCitationFlag = "N", Retaliation = "N",
        };
        return involvement.DaysSuspended == 0 ? association : association with { DisciplineMethod = "S", NumberOfDays = involvement.DaysSuspended, ServicesOffered = true };
    }
}
