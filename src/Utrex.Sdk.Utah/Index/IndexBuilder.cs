using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>Takes the records of a batch into the index as they are read: keys, dates, counts and codes, never the line.</summary>
internal sealed class IndexBuilder(BatchIndex index)
{
    private readonly TextPool _texts = index.Texts;
    private readonly Dictionary<RecordInfo, RecordPlan> _plans = [];
    private RecordPlan? _plan;
    private RecordKey _last;
    private TextId _school;
    private TextId _lea;
    private TextId _year;

    /// <summary>Takes what the rules of a record type need of a record.</summary>
    private delegate void Taker(RecordLine line, RecordKey key);

    /// <summary>Takes a record.</summary>
    public void Add(RecordLine line, RecordInfo record, int lineNumber)
    {
        // Records of one type mostly stand together.
        var plan = _plan;
        if (plan?.Record != record)
        {
            if (!_plans.TryGetValue(record, out plan))
            {
                plan = new RecordPlan(record, TakerOf(record));
                _plans.Add(record, plan);
            }

            _plan = plan;
        }

        plan.Take?.Invoke(line, ReadKey(line, plan, lineNumber));
    }

    private Taker? TakerOf(RecordInfo record) => record switch
    {
        _ when record == DistrictRecord.Info => (line, key) => Add(new DistrictView(line), key),
        _ when record == SchoolRecord.Info => (line, key) => Add(new SchoolView(line), key),
        _ when record == StudentRecord.Info => (line, key) => Add(new StudentView(line), key),
        _ when record == ScramRecord.Info => (line, key) => Add(new ScramView(line), key),
        _ when record == YouthInCareRecord.Info => (line, key) => Add(new YouthInCareView(line), key),
        _ when record == Section504Record.Info => (_, key) => index.Section504Students.Add(key.Student),
        _ when record == SummerEbtRecord.Info => (_, key) => index.SummerBenefits.Add(new SummerBenefit(key with { School = _school })),
        _ when record == CourseMasterRecord.Info => (line, key) => Add(new CourseMasterView(line), key),
        _ when record == CourseMembershipRecord.Info => (line, key) => Add(new CourseMembershipView(line), key),
        _ when record == IncidentRecord.Info => (line, key) => index.Incidents.Add(new Incident(key, new IncidentView(line).IncidentDate)),
        _ when record == IncidentAssociationRecord.Info => (line, key) => Add(new IncidentAssociationView(line), key),
        _ when record == StudentTranscriptRecord.Info => (line, key) => Add(new StudentTranscriptView(line), key),
        _ when record == TranscriptAssessmentRecord.Info => (_, key) => index.TranscriptTests.Add(new TranscriptTest(key)),
        _ when record == TranscriptCourseRecord.Info => (line, key) => Add(new TranscriptCourseView(line), key),
        _ when record == TranscriptGradeRecord.Info => (line, key) =>
            index.TranscriptGrades.Add(new TranscriptGrade { Key = key, CreditsEarned = Raw(line, Fields.TranscriptGradeCreditsEarned), Letter = _texts.Add(new TranscriptGradeView(line).LetterGrade) }),
        _ => null,
    };

    private void Add(SchoolView view, RecordKey key)
    {
        var last = view.LastDayOfSchool;
        _school = key.School;
        index.Schools.Add(new School(key, last.HasValue ? last.Value.ToDate(index.Context.SchoolYear) : null));
    }

    private void Add(TranscriptCourseView view, RecordKey key) => index.TranscriptCourses.Add(new TranscriptCourse
    {
        Key = key,
        CoreCode = _texts.Add(view.CoreCode),
        Grade = view.GradeLevel.GetValueOrDefault(),
        Title = _texts.Add(view.CourseTitle),
        SchoolYear = Raw(view.Line, Fields.TranscriptCourseSchoolYear),
        CreditsEarned = Raw(view.Line, Fields.TranscriptCourseCreditsEarned),
        CreditsAttempted = Raw(view.Line, Fields.TranscriptCourseCreditsAttempted),
    });

    private void Add(DistrictView view, RecordKey key)
    {
        var year = Raw(view.Line, Fields.DistrictSchoolYear);
        _year = index.Districts.Count == 0 ? year : _year;
        _lea = _lea.IsBlank ? key.Lea : _lea;
        index.Districts.Add(new District(key));

        // One of another LEA or year says nothing about the day of this batch.
        if (key.Lea != _lea || year != _year)
        {
            return;
        }

        if (view.SisAsOfDate is { HasValue: true } asOf && (index.AsOf is not { } latest || DateOnly.FromDateTime(asOf.Value) > latest))
        {
            index.AsOf = DateOnly.FromDateTime(asOf.Value);
        }
    }

    private void Add(StudentView view, RecordKey key)
    {
        var membership = view.SchoolMembership;
        var enrollment = new Enrollment
        {
            Key = key,
            LastName = _texts.Add(view.LastName),
            FirstName = _texts.Add(view.FirstName),
            MiddleName = _texts.Add(view.MiddleName),
            BirthDate = view.BirthDate,
            Sex = Raw(view.Line, Fields.StudentSex),
            Grade = view.GradeLevel.GetValueOrDefault(),
            Entry = view.EntryDate,
            Exit = view.ExitDate,
            ExitText = Raw(view.Line, Fields.StudentExitDate),
            ExitCode = view.ExitCode.GetValueOrDefault(),
            Membership = Raw(view.Line, Fields.StudentSchoolMembership),
            MembershipCode = membership.GetValueOrDefault().Code,
            IsMembershipReadable = !membership.IsMalformed,
            PartTime = view.PartTime.GetValueOrDefault(),
            Completion = view.HighSchoolCompletionStatus.GetValueOrDefault(),
            LimitedEnglish = view.LimitedEnglish.GetValueOrDefault(),
            Economic = view.EconomicDisadvantaged.GetValueOrDefault(),
            Resident = view.ResidentStatus.GetValueOrDefault(),
            DaysAttended = Raw(view.Line, Fields.StudentDaysAttended),
            Excused = Raw(view.Line, Fields.StudentExcusedAbsences),
            Unexcused = Raw(view.Line, Fields.StudentUnexcusedAbsences),
            Suspended = Raw(view.Line, Fields.StudentAbsencesDueToSuspension),
            HasValidationType = !view.EnrollmentValidationType.IsBlank,
            FirstEnrollInUS = view.FirstEnrollInUS,
            SpecialEdExit = view.SpecialEdExitDate,
            IsNotSchoolOfRecord = view.SchoolOfRecord.HasValue,
            IsSchoolOfRecord = view.SchoolOfRecord.IsBlank,
            IsMilitaryChild = view.MilitaryChild.HasValue,
            IsEarlyGraduate = view.EarlyGraduate.HasValue,
            HasExitCode = !view.ExitCode.IsBlank,
            HasCompletion = !view.HighSchoolCompletionStatus.IsBlank,
            HasNumeracyIntervention = !view.EarlyNumeracyIntervention.IsBlank,
            HasMailingAddress = !view.StudentMailingAddress1.IsEmpty,
            HasParents = !view.ParentGuardianFirstName.IsEmpty && !view.ParentGuardianLastName.IsEmpty,
            HasPartTime = !view.PartTime.IsBlank,
            HasPhone = !view.PhoneNumber.IsEmpty,
            HasSection504Services = view.Section504Services.HasValue,
        };

        if (enrollment.Resident == ResidentStatus.ChangeRecord)
        {
            index.Changes.Add(enrollment);
        }
        else
        {
            index.Enrollments.Add(enrollment);
            Sessions.Take(index, view.Line, key);
        }
    }

    private void Add(ScramView view, RecordKey key) => index.Scrams.Add(new Scram
    {
        Key = key,
        Entry = view.ScramEntryDate,
        Exit = view.ScramExitDate,
        ExitText = Raw(view.Line, Fields.ScramExitDate),
        Membership = Raw(view.Line, Fields.ScramScramMembership),
        Disability = view.DisabilityType.GetValueOrDefault(),
        Time = view.Time.GetValueOrDefault(),
        ExitReason = view.ScramExitReason.GetValueOrDefault(),
        Environment = view.Environment.GetValueOrDefault(),
        TimeText = Raw(view.Line, Fields.ScramTime),
        EnvironmentText = Raw(view.Line, Fields.ScramEnvironment),
        HasRegularPercent = !view.RegularPercent.IsBlank,
        IsOnePercent = view.IsOnePercent.HasValue,
    });

    private void Add(YouthInCareView view, RecordKey key) => index.YouthInCare.Add(new YouthInCare
    {
        Key = key,
        Entry = view.YicEntryDate,
        Exit = view.YicExitDate,
        Membership = Raw(view.Line, Fields.YouthInCareYicMembership),
        Time = view.Time.GetValueOrDefault(),
        ExitReason = view.YicExitReason.GetValueOrDefault(),
        HasUnreadableTime = view.Time.IsMalformed,
        Exclude = Raw(view.Line, Fields.YouthInCareExcludeYicMembership),
        IsExcluded = view.ExcludeYicMembership.HasValue,
    });

    private void Add(CourseMasterView view, RecordKey key) => index.Courses.Add(new Course
    {
        Key = key,
        Period = _texts.Add(view.Period),
        CoreCode = _texts.Add(view.CoreCode),
        WhereTaughtDistrict = _texts.Add(view.WhereTaughtDistrict),
        WhereTaughtSchool = _texts.Add(view.WhereTaughtSchool),
        Teacher1 = _texts.Add(view.Teacher1Id),
        Teacher2 = _texts.Add(view.Teacher2Id),
        Teacher3 = _texts.Add(view.Teacher3Id),
    });

    private void Add(CourseMembershipView view, RecordKey key) => index.Memberships.Add(new CourseMembership
    {
        Key = key,
        Period = _texts.Add(view.Period),
        Exit = Raw(view.Line, Fields.CourseMembershipCourseExitDate),
        Marks = Mark(view.Line, Fields.CourseMembershipCreditsAttempted, CourseMarks.CreditsAttempted)
            | Mark(view.Line, Fields.CourseMembershipGradeEarned, CourseMarks.GradeEarned)
            | Mark(view.Line, Fields.CourseMembershipConcurrentlyEnrolled, CourseMarks.Concurrent)
            | Mark(view.Line, Fields.CourseMembershipActualMembership, CourseMarks.ActualMembership)
            | (view.ConcurrentlyEnrolled.GetValueOrDefault() == YesNo.Yes ? CourseMarks.CollegeCredit : CourseMarks.None)
            | Earned(view),
    });

    private static CourseMarks Earned(CourseMembershipView view)
    {
        if (view.Line.Field(Fields.CourseMembershipCreditsEarned).IsEmpty)
        {
            return CourseMarks.None;
        }

        return view.CreditsEarned.GetValueOrDefault() > 0 ? CourseMarks.CreditsEarned | CourseMarks.EarnedSomething : CourseMarks.CreditsEarned;
    }

    private static CourseMarks Mark(RecordLine line, FieldInfo field, CourseMarks mark) => line.Field(field).IsEmpty ? CourseMarks.None : mark;

    private void Add(IncidentAssociationView view, RecordKey key) => index.IncidentStudents.Add(new IncidentStudent
    {
        Key = key,
        Days = Raw(view.Line, Fields.IncidentAssociationNumberOfDays),
        Services = Raw(view.Line, Fields.IncidentAssociationServicesOffered),
        HasServices = view.ServicesOffered.GetValueOrDefault() == YesNoUnknown.Yes,
        IsRemovedByHearingOfficer = view.HearingOfficerRemoval.GetValueOrDefault() == YesNoUnknown.Yes,
    });

    private void Add(StudentTranscriptView view, RecordKey key)
    {
        var graduation = view.GraduationDate.IsBlank ? view.ExpectedGraduationDate : view.GraduationDate;
        index.Transcripts.Add(new Transcript
        {
            Key = key,
            ExitDate = Raw(view.Line, Fields.StudentTranscriptStudentExitDate),
            Credits = Raw(view.Line, Fields.StudentTranscriptCumulativeCredits),
            CreditsAttempted = Raw(view.Line, Fields.StudentTranscriptTotalCreditsAttempted),
            Average = Raw(view.Line, Fields.StudentTranscriptCumulativeUnweightedGpa),
            Graduation = graduation.HasValue ? graduation.Value.LastDay : null,
            HasGraduationDate = !view.GraduationDate.IsBlank,
            HasDiploma = !view.DiplomaType.IsEmpty,
            HasGrade9Credits = !view.Grade9CreditsEarned.IsBlank,
            HasGrade10Credits = !view.Grade10CreditsEarned.IsBlank,
            HasGrade11Credits = !view.Grade11CreditsEarned.IsBlank,
            HasGrade12Credits = !view.Grade12CreditsEarned.IsBlank,
        });
    }

    private RecordKey ReadKey(RecordLine line, RecordPlan plan, int lineNumber)
    {
        // Neighbours in a file mostly share school and student.
        _last = new RecordKey(
            lineNumber,
            Read(line, plan.Lea, _last.Lea),
            Read(line, plan.School, _last.School),
            Read(line, plan.Student, _last.Student),
            Read(line, plan.Ssid, default),
            Read(line, plan.EntryDate, _last.EntryDate),
            Read(line, plan.Item, _last.Item));
        return _last;
    }

    private TextId Read(RecordLine line, FieldInfo? field, TextId neighbour) => field is null ? default : _texts.Add(line.Field(field), neighbour);

    /// <summary>The bytes of a field as submitted.</summary>
    private TextId Raw(RecordLine line, FieldInfo field) => _texts.Add(line.Field(field));

    /// <summary>The fields that are taken as they are submitted.</summary>
    private static class Fields
    {
        public static readonly FieldInfo StudentTranscriptCumulativeCredits = StudentTranscriptRecord.Info.FindProperty(nameof(StudentTranscriptRecord.CumulativeCredits));
        public static readonly FieldInfo StudentTranscriptTotalCreditsAttempted = StudentTranscriptRecord.Info.FindProperty(nameof(StudentTranscriptRecord.TotalCreditsAttempted));
        public static readonly FieldInfo StudentTranscriptCumulativeUnweightedGpa = StudentTranscriptRecord.Info.FindProperty(nameof(StudentTranscriptRecord.CumulativeUnweightedGpa));
        public static readonly FieldInfo TranscriptCourseSchoolYear = TranscriptCourseRecord.Info.FindProperty(nameof(TranscriptCourseRecord.SchoolYear));
        public static readonly FieldInfo TranscriptCourseCreditsEarned = TranscriptCourseRecord.Info.FindProperty(nameof(TranscriptCourseRecord.CreditsEarned));
        public static readonly FieldInfo TranscriptCourseCreditsAttempted = TranscriptCourseRecord.Info.FindProperty(nameof(TranscriptCourseRecord.CreditsAttempted));
        public static readonly FieldInfo TranscriptGradeCreditsEarned = TranscriptGradeRecord.Info.FindProperty(nameof(TranscriptGradeRecord.CreditsEarned));
        public static readonly FieldInfo DistrictSchoolYear = DistrictRecord.Info.FindProperty(nameof(DistrictRecord.SchoolYear));
        public static readonly FieldInfo StudentExitDate = StudentRecord.Info.FindProperty(nameof(StudentRecord.ExitDate));
        public static readonly FieldInfo StudentSex = StudentRecord.Info.FindProperty(nameof(StudentRecord.Sex));
        public static readonly FieldInfo StudentSchoolMembership = StudentRecord.Info.FindProperty(nameof(StudentRecord.SchoolMembership));
        public static readonly FieldInfo StudentDaysAttended = StudentRecord.Info.FindProperty(nameof(StudentRecord.DaysAttended));
        public static readonly FieldInfo StudentExcusedAbsences = StudentRecord.Info.FindProperty(nameof(StudentRecord.ExcusedAbsences));
        public static readonly FieldInfo StudentUnexcusedAbsences = StudentRecord.Info.FindProperty(nameof(StudentRecord.UnexcusedAbsences));
        public static readonly FieldInfo StudentAbsencesDueToSuspension = StudentRecord.Info.FindProperty(nameof(StudentRecord.AbsencesDueToSuspension));
        public static readonly FieldInfo ScramScramMembership = ScramRecord.Info.FindProperty(nameof(ScramRecord.ScramMembership));
        public static readonly FieldInfo ScramExitDate = ScramRecord.Info.FindProperty(nameof(ScramRecord.ScramExitDate));
        public static readonly FieldInfo ScramTime = ScramRecord.Info.FindProperty(nameof(ScramRecord.Time));
        public static readonly FieldInfo ScramEnvironment = ScramRecord.Info.FindProperty(nameof(ScramRecord.Environment));
        public static readonly FieldInfo YouthInCareYicMembership = YouthInCareRecord.Info.FindProperty(nameof(YouthInCareRecord.YicMembership));
        public static readonly FieldInfo YouthInCareExcludeYicMembership = YouthInCareRecord.Info.FindProperty(nameof(YouthInCareRecord.ExcludeYicMembership));
        public static readonly FieldInfo IncidentAssociationNumberOfDays = IncidentAssociationRecord.Info.FindProperty(nameof(IncidentAssociationRecord.NumberOfDays));
        public static readonly FieldInfo IncidentAssociationServicesOffered = IncidentAssociationRecord.Info.FindProperty(nameof(IncidentAssociationRecord.ServicesOffered));
        public static readonly FieldInfo CourseMembershipActualMembership = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.ActualMembership));
        public static readonly FieldInfo CourseMembershipCourseExitDate = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.CourseExitDate));
        public static readonly FieldInfo StudentTranscriptStudentExitDate = StudentTranscriptRecord.Info.FindProperty(nameof(StudentTranscriptRecord.StudentExitDate));
        public static readonly FieldInfo CourseMembershipCreditsAttempted = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.CreditsAttempted));
        public static readonly FieldInfo CourseMembershipCreditsEarned = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.CreditsEarned));
        public static readonly FieldInfo CourseMembershipGradeEarned = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.GradeEarned));
        public static readonly FieldInfo CourseMembershipConcurrentlyEnrolled = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.ConcurrentlyEnrolled));
    }

    /// <summary>Where the keys of a record type stand, and who takes the rest.</summary>
    private sealed record RecordPlan(RecordInfo Record, Taker? Take)
    {
        public FieldInfo? Lea { get; } = Record.FindKey(FieldKey.Lea);

        public FieldInfo? School { get; } = Record.FindKey(FieldKey.School);

        public FieldInfo? Student { get; } = Record.FindKey(FieldKey.Student);

        public FieldInfo? Ssid { get; } = Record.FindKey(FieldKey.StatewideStudentId);

        public FieldInfo? EntryDate { get; } = Record.FindKey(FieldKey.EntryDate);

        /// <summary>A key has room for an item or for an SSID.</summary>
        public FieldInfo? Item { get; } = (Record.FindKey(FieldKey.Incident) ?? Record.FindKey(FieldKey.Course)) is not { } item ? null
            : Record.FindKey(FieldKey.StatewideStudentId) is null ? item
            : throw new InvalidOperationException($"{Record.Id} has both an item and an SSID.");
    }
}
