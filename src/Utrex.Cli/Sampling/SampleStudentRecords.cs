using System.Globalization;
using Utrex.Sdk.IO;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Sampling;

/// <summary>A student's enrollment (S1) and what hangs on it: special education (S2), youth in care (S3), Section 504 (S4) and summer benefits (S5).</summary>
internal sealed class SampleStudentRecords(SampleOptions options, SampleCalendar calendar)
{
    private const int ExamplesOfSchool = 12;

    private static readonly string[] AreaCodes = ["801", "385", "435"];

    private static readonly DisabilityType[] SchoolAgeDisabilities =
        [.. DisabilityType.All.Where(type => type != DisabilityType.DevelopmentalDelay && type != DisabilityType.Deafblindness)];

    private readonly DistrictOfResidence _district = DistrictOfResidence.TryParse(options.Lea, out var district) ? district : DistrictOfResidence.All[0];

    private readonly bool _isDistrict = DistrictOfResidence.TryParse(options.Lea, out _);

    private readonly bool _hasMigrants = UtrexSpecification.Lookups.MigrantLeas.Rows.Any(row => string.Equals(row[0], options.Lea, StringComparison.Ordinal));

    /// <summary>Writes the records of an enrollment.</summary>
    /// <returns>The S1 record, from which others take what they repeat.</returns>
    public StudentRecord Write(BatchWriter writer, SampleEnrollment enrollment)
    {
        // Every school of a student says the same of them: the traits come from a stream of their own, and what happens in a school from another.
        var traits = new SampleRandom(options.Seed, enrollment.Student.Ordinal, 1);
        var events = new SampleRandom(options.Seed, enrollment.Student.Ordinal, 3, enrollment.Entry.DayNumber);
        var special = SpecialEducation(traits, enrollment.Student);
        var student = Student(traits, events, enrollment, special);
        writer.Write(student);
        if (special is { } time)
        {
            writer.Write(Scram(traits, enrollment, time, student));
        }

        if (enrollment.Student.IsSecondary && special is null && traits.Chance(20))
        {
            writer.Write(YouthInCare(traits, enrollment, student));
        }

        if (traits.Chance(12))
        {
            writer.Write(Section504(traits, enrollment));
        }

        if (!student.EconomicDisadvantaged.IsBlank && student.StudentMailingAddress1 is not null)
        {
            writer.Write(SummerBenefits(traits, enrollment));
        }

        return student;
    }

    /// <summary>The time code of a student in special education (blank in pre-kindergarten); null for all others.</summary>
    private static ScramTime? SpecialEducation(SampleRandom traits, SampleStudent student)
    {
        if (!traits.Chance(student.Grade < 0 ? 350 : 110))
        {
            return null;
        }

        return student.Grade < 0 ? default : ScramTime.All[traits.Chance(120) ? 2 : traits.Next(2)];
    }

    /// <summary>Whether the days count on the S2 record instead of the S1 record.</summary>
    private static bool IsSelfContained(ScramTime? special) => special is { } time && (time.IsBlank || time == ScramTime.All[2]);

    private StudentRecord Student(SampleRandom traits, SampleRandom events, SampleEnrollment enrollment, ScramTime? special)
    {
        var student = enrollment.Student;
        var days = enrollment.Membership(calendar);

        // In every school some of the first students have been absent for each of the three reasons.
        var isExample = student.Place < ExamplesOfSchool && days > 10;
        var absent = isExample ? 6 : days * events.Next(8) / 100;
        var excused = absent * events.Between(40, 60) / 100;
        var suspended = isExample || (absent - excused > 2 && events.Chance(80)) ? 1 : 0;
        var place = traits.Pick(SampleData.Places);
        var street = string.Create(CultureInfo.InvariantCulture, $"{traits.Between(10, 3999)} {traits.Pick(SampleData.Streets)}");
        var learner = English(traits, student);
        var isHispanic = traits.Chance(learner.LimitedEnglish.IsBlank ? 150 : 800);
        var race = traits.Next(100);
        var isNative = !isHispanic && race < 2;
        var isHomeless = traits.Chance(15);
        var isReader = student.Grade is >= 1 and <= 3;
        var isPoor = traits.Chance(300);
        return new StudentRecord
        {
            SchoolNumber = enrollment.School.Number,
            StudentNumber = student.StudentNumber,
            LastName = student.Surname,
            FirstName = student.GivenName,
            MiddleName = student.MiddleName,
            BirthDate = student.BirthDate,
            Sex = student.IsFemale ? Sex.Female : Sex.Male,
            Ethnicity = isHispanic,
            AmericanIndianOrAlaskaNative = isNative,
            Asian = !isHispanic && race is >= 2 and < 5,
            BlackOrAfricanAmerican = !isHispanic && race is >= 5 and < 7,
            NativeHawaiianOrPacificIslander = !isHispanic && race is >= 7 and < 9,
            White = isHispanic || race >= 9 || race == 4,
            TribalAffiliation = isNative ? traits.Pick(TribalAffiliation.All) : default,
            GradeLevel = student.GradeLevel,
            EntryDate = enrollment.Entry,
            ExitDate = enrollment.Exit,
            ExitCode = ExitReason(events, enrollment),
            SchoolMembership = IsSelfContained(special) ? 0 : days,
            HighSchoolCompletionStatus = Completion(events, enrollment),
            LimitedEnglish = learner.LimitedEnglish,
            EllNativeLanguage = learner.Language,
            EllParentLanguage = learner.Language,
            EllInstructionType = learner.Instruction,
            EllMonitoredEntryDate = learner.Monitored,
            Immigrant = learner.FirstEnrolled is not null,
            FirstEnrollInUS = learner.FirstEnrolled,
            EconomicDisadvantaged = isPoor ? traits.Chance(700) ? EconomicDisadvantaged.All[0] : EconomicDisadvantaged.All[1] : default,
            ResidentStatus = ResidentStatus.DistrictResident,
            PhoneNumber = string.Create(CultureInfo.InvariantCulture, $"{traits.Pick(AreaCodes)}555{traits.Next(10_000):0000}"),
            Migrant = _hasMigrants && traits.Chance(4),
            DaysAttended = days - absent,
            ExcusedAbsences = excused,
            UnexcusedAbsences = absent - excused - suspended,
            AbsencesDueToSuspension = suspended,
            EnrollmentValidationType = student.Grade < 0 ? default : traits.Chance(40) ? EnrollmentValidationType.Mixed : EnrollmentValidationType.All[0],
            Homeless = Homeless.All[isHomeless ? traits.Between(1, 5) : 0],
            AccompaniedStudent = isHomeless ? traits.Chance(900) : (YesNo)default,
            ParentGuardianFirstName = student.ParentName,
            ParentGuardianLastName = student.Surname,
            StudentPhysicalAddress1 = street,
            StudentPhysicalAddress2 = traits.Chance(60) ? string.Create(CultureInfo.InvariantCulture, $"Apt {traits.Between(1, 24)}") : null,
            StudentPhysicalCity = place.City,
            StudentPhysicalState = "UT",
            StudentPhysicalZipCode = place.Zip,
            StudentMailingAddress1 = isPoor || traits.Chance(100) ? street : null,
            StudentMailingCity = isPoor ? place.City : null,
            StudentMailingState = isPoor ? "UT" : null,
            StudentMailingZipCode = isPoor ? place.Zip : null,
            GpsLatitude = traits.Chance(100) ? string.Create(CultureInfo.InvariantCulture, $"40.{traits.Between(3000, 4600)}") : null,
            DistrictOfResidence = _district,
            Gifted = traits.Chance(30),
            Section504Services = traits.Chance(20),
            StatewideStudentId = student.StatewideId,
            CumulativeGpa = student.IsHighSchool ? traits.Between(1800, 4000) / 1000m : default(NumberOrCode<GradePointAverage>),
            KindergartenType = student.Grade == 0 ? traits.Chance(700) ? KindergartenType.All[1] : KindergartenType.All[0] : default,
            MilitaryChild = traits.Chance(15),
            ReadGradeLevelFall = isReader ? ReadGradeLevel.All[traits.Next(2)] : default,
            ReadingIntervention = isReader ? traits.Chance(250) : (YesNo)default,
            EarlyNumeracyIntervention = isReader ? traits.Chance(200) : (YesNo)default,
            EarlyNumeracyStatusBeginningOfYear = isReader ? EarlyNumeracyStatus.All[traits.Next(2)] : default,
            RaceObserverId = traits.Chance(20),
            LeaNumber = options.Lea,
            PassedCivicsExam = student.Grade == 12,
        };
    }

    private (LimitedEnglish LimitedEnglish, Language Language, EllInstructionType Instruction, DateOnly? Monitored, DateOnly? FirstEnrolled) English(SampleRandom traits, SampleStudent student)
    {
        if (!traits.Chance(85) || student.Grade < 0)
        {
            return default;
        }

        var language = traits.Chance(800) ? Language.Spanish : traits.Pick([Language.Navajo, Language.Vietnamese, Language.Samoan, Language.Tongan, Language.Portuguese]);
        if (student.Grade > 3 && traits.Chance(250))
        {
            return (LimitedEnglish.Fluent, language, default, new DateOnly(calendar.SchoolYear - traits.Between(1, 3), 6, 30), null);
        }

        DateOnly? first = traits.Chance(120) ? traits.Day(student.BirthDate.AddYears(3), student.Entry) : null;
        return (LimitedEnglish.All[0], language, traits.Pick([EllInstructionType.DualLanguage, EllInstructionType.ShelteredEnglishInstruction]), null, first);
    }

    private ExitCode ExitReason(SampleRandom events, SampleEnrollment enrollment)
    {
        if (enrollment.Exit is null)
        {
            return default;
        }

        if (enrollment.Transfers)
        {
            return ExitCode.TransferredWithinLea;
        }

        return enrollment.Student.Grade switch
        {
            < 0 => ExitCode.WithdrawnFromPreschool,
            >= 9 when events.Chance(120) => ExitCode.Dropout,
            _ => events.Next(4) switch
            {
                0 => ExitCode.TransferredOutOfState,
                1 => _isDistrict ? ExitCode.TransferredToHomeSchool : ExitCode.TransferredFromCharterToHomeSchool,
                _ => ExitCode.TransferredToAnotherLea,
            },
        };
    }

    /// <summary>How a senior's schooling ended, once the year has.</summary>
    private HighSchoolCompletionStatus Completion(SampleRandom events, SampleEnrollment enrollment) =>
        calendar.IsYearEnd && enrollment.Student.Grade == 12 && enrollment.Exit is null
            ? events.Chance(60) ? HighSchoolCompletionStatus.RetainedSenior : HighSchoolCompletionStatus.BasicDiploma
            : default;

    private ScramRecord Scram(SampleRandom traits, SampleEnrollment enrollment, ScramTime time, StudentRecord student)
    {
        var isPreschool = enrollment.Student.Grade < 0;

        // A kindergartner may still be 4 on the day of the extract: then the codes of early childhood hold.
        var isYoung = isPreschool || enrollment.Student.BirthDate.AddYears(5) > calendar.AsOf;
        return new ScramRecord
        {
            StudentNumber = student.StudentNumber,
            DisabilityType = isPreschool ? DisabilityType.DevelopmentalDelay : traits.Pick(SchoolAgeDisabilities),
            Time = time,
            ScramEntryDate = enrollment.Entry,
            ScramExitDate = enrollment.Exit,
            ScramExitReason = enrollment.Exit is null ? default : ScramExitReason.All[^1],
            ScramMembership = enrollment.Membership(calendar),
            RegularPercent = isPreschool ? default : RegularPercent.All[time == ScramTime.All[2] ? 2 : 0],
            Environment = isYoung ? ScramEnvironment.All[1] : ScramEnvironment.RegularSchoolSetting,
            LeaNumber = options.Lea,
            SchoolNumber = enrollment.School.Number,
            ExtendedSchoolYear = calendar.IsYearEnd && traits.Chance(50),
        };
    }

    private YouthInCareRecord YouthInCare(SampleRandom traits, SampleEnrollment enrollment, StudentRecord student) => new()
    {
        StudentNumber = student.StudentNumber,
        CustodyType = traits.Pick(CustodyType.All),
        Time = YicTime.All[traits.Next(2)],
        Environment = YicEnvironment.All[^1],
        YicEntryDate = enrollment.Entry,
        YicExitDate = enrollment.Exit,
        YicExitReason = enrollment.Exit is null ? default : YicExitReason.All[^1],
        YicMembership = enrollment.Membership(calendar),
        LeaNumber = options.Lea,
        SchoolNumber = enrollment.School.Number,
    };

    private Section504Record Section504(SampleRandom traits, SampleEnrollment enrollment)
    {
        var isMedical = traits.Chance(500);
        return new Section504Record
        {
            StudentNumber = enrollment.Student.StudentNumber,
            Section504EntryDate = enrollment.Entry,
            LeaNumber = options.Lea,
            SchoolNumber = enrollment.School.Number,
            MedicalImpairment = isMedical,
            LearningImpairment = !isMedical,
        };
    }

    private SummerEbtRecord SummerBenefits(SampleRandom traits, SampleEnrollment enrollment) => new()
    {
        StudentNumber = enrollment.Student.StudentNumber,
        EligibilityDate = traits.Day(new DateOnly(calendar.SchoolYear - 1, 7, 15), calendar.Now),
        EligibilitySource = traits.Pick(EligibilitySource.All),
        DwsOptOut = traits.Chance(500) ? false : default,
    };
}
