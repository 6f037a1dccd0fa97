using GoodExporter.Sis;
using Utrex.Sdk;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

namespace GoodExporter;

/// <summary>S1 and S2 records from students and their enrollments.</summary>
internal sealed class StudentMapping(District district, School school)
{
    private const string HomeSchool = "990";
    private const string Unassigned = "0000000000";

    // What most students share; every record is made from it by `with`.
    private static readonly StudentRecord Usual = new()
    {
        ResidentStatus = "U", StudentPhysicalState = "UT", RaceObserverId = false, Homeless = Homeless.NotHomeless, SchoolMembership = "000",
        MiddleName = null, ExitDate = null, ExitCode = default, HighSchoolCompletionStatus = "",
    };

    public StudentRecord Map(Student student, Enrollment enrollment)
    {
        var record = Enrolled(Person(student), student, enrollment);
        record = record == new StudentRecord() || record.StatewideStudentId is Unassigned ? throw new InvalidOperationException("No data.") : record;
        if (enrollment.LastDay is { } lastDay)
        {
            // The state wants the day after the last one. The code follows below, where it is known.
            record = record with { ExitDate = lastDay.AddDays(1) };
            record = enrollment switch
            {
                { HasGraduatedEarly: true } => GraduatedEarly(record, enrollment),
                { Grade: <= 0 } => LeftEarlyChildhood(record, isPreschool: enrollment.Grade < 0),
                _ => Closed(record, CodeMappings.Exit(enrollment.Reason, record.GradeLevel).Code),
            };
        }

        return (record.GradeLevel.Code, record.ExitCode.Code) switch
        {
            ("PK", "WP") => record,
            ("11", "11") => record with { CumulativeGpa = "3.250" },
            (_, "TD") => record with { SchoolOfRecord = "N" },
            _ => record,
        };
    }

    public ScramRecord Map(Student student, SpecialService service) => new()
    {
        StudentNumber = student.Number, SchoolNumber = school.Number, LeaNumber = district.Number,
        DisabilityType = CodeMappings.Disability(service.Exceptionality), Time = CodeMappings.Time(service.MinutesPerDay),
        ScramEntryDate = service.From, ScramExitDate = null, ScramExitReason = default,
        RegularPercent = service.MinutesPerDay < 80 ? "1" : "2", Environment = ScramEnvironment.RegularSchoolSetting,
        IsOnePercent = false, ExtendedSchoolYear = service.MinutesPerDay >= 180,
    };

    /// <summary>Who the student is; where and when the student is enrolled is still missing.</summary>
    private StudentRecord Person(Student student) => WithRaces(student, Identified(student.StateId) with
    {
        LeaNumber = district.Number, StudentNumber = student.Number, DistrictOfResidence = district.Number,
        LastName = student.LastName, FirstName = student.FirstName, BirthDate = student.BirthDate,
        Sex = CodeMappings.Sex(student.Gender), Ethnicity = student.IsHispanic, Migrant = student.IsMigrant,
        FirstEnrollInUS = student.FirstSchoolDayInUS, Homeless = student.Housing.IsHomeless ? "2" : "0",
        AccompaniedStudent = student.Housing.IsHomeless ? student.Housing.LivesWithParents : default(YesNo),
        ParentGuardianFirstName = student.Guardian.FirstName, ParentGuardianLastName = student.Guardian.LastName, PhoneNumber = student.Guardian.Phone,
        StudentPhysicalAddress1 = student.Address.Street, StudentPhysicalCity = student.Address.City, StudentPhysicalZipCode = student.Address.Zip,
    });

    private static StudentRecord WithRaces(Student student, StudentRecord record) => student.Races.Aggregate(record, (record, race) => race switch
    {
        "AMI" => record with { AmericanIndianOrAlaskaNative = true, TribalAffiliation = CodeMappings.Tribe(student.Tribe) },
        "ASN" => record with { Asian = "Y" },
        "BLK" => record with { BlackOrAfricanAmerican = YesFlag.Yes },
        "PAC" => record with { NativeHawaiianOrPacificIslander = true },
        _ => record with { White = true },
    });

    private StudentRecord Enrolled(StudentRecord person, Student student, Enrollment enrollment)
    {
        if (school.Number == HomeSchool)
        {
            // Home-schooled students have a code where others have days.
            var grade = CodeMappings.Grade(enrollment.Grade);
            return person with { SchoolNumber = HomeSchool, SchoolMembership = "HSC", GradeLevel = grade, EntryDate = enrollment.FirstDay };
        }

        var record = person with { SchoolNumber = school.Number, EntryDate = enrollment.FirstDay, SchoolMembership = enrollment.DaysEnrolled };
        return enrollment.Grade switch
        {
            0 => record with { GradeLevel = "00", KindergartenType = student.Schedule.Any(section => section.Period == "AM") ? "NN" : "FN" },
            -1 => record with { GradeLevel = "PK", KindergartenType = default },
            var number => record with { GradeLevel = CodeMappings.Grade(number) },
        };
    }

    /// <summary>The state lets early graduates have more than 180 days, and asks for their diploma.</summary>
    private static StudentRecord GraduatedEarly(StudentRecord record, Enrollment enrollment) =>
        enrollment.Grade == 12
            ? record with { EarlyGraduate = true, ExitCode = CodeMappings.EarlyExit(2), HighSchoolCompletionStatus = "GR", PassedCivicsExam = true }
            : record with { EarlyGraduate = true, SchoolMembership = 185, GradeLevel = "11", ExitCode = "11", HighSchoolCompletionStatus = "GR", PassedCivicsExam = true };

    /// <summary>The two grades go together with two sets of codes.</summary>
    private static StudentRecord LeftEarlyChildhood(StudentRecord record, bool isPreschool) => record with
    {
        GradeLevel = isPreschool ? "PK" : "00",
        KindergartenType = isPreschool ? default(KindergartenType) : "NN",
        ExitCode = isPreschool ? ExitCode.WithdrawnFromPreschool : "WD",
    };

    private static StudentRecord Identified([UtrexValue(typeof(StudentRecord), nameof(StudentRecord.StatewideStudentId))] string stateId = "1000000") =>
        Usual with { StatewideStudentId = stateId.TrimStart('0') };

    private static StudentRecord Closed(StudentRecord record, [UtrexValue(typeof(ExitCode))] string code = "WD")
    {
        ExitCode exit = code;
        var completion = CodeMappings.StaysInDistrict(exit) ? default : record.HighSchoolCompletionStatus;
        return record with { ExitCode = exit, HighSchoolCompletionStatus = completion };
    }

    /// <summary>Corrects what a clerk keyed in by hand after the school year had begun.</summary>
    public static StudentRecord Corrected(StudentRecord record) => record switch
    {
        { ExitCode: { IsBlank: false, Code: "TN" or "TS" } } => Closed(record, "TS"),
        { Migrant.IsBlank: false } => record with { LeaNumber = "39", Migrant = "Y" },
        { SchoolMembership: var days } when days == "181" || days.ToString() == "182" => record with { SchoolMembership = 180 },
        _ => record,
    };
}
