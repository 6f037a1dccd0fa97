using Utrex.Sdk.Codes;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>Takes the records of a batch into the index as they are read: keys, dates, counts and codes, never the line.</summary>
internal sealed class IndexBuilder(BatchIndex index)
{
    private readonly TextPool _texts = index.Texts;
    private readonly Dictionary<RecordInfo, FieldInfo?[]> _keyFields = [];
    private RecordKey _last;
    private TextId _school;

    /// <summary>Takes a record.</summary>
    public void Add(RecordLine line, RecordInfo record, int lineNumber)
    {
        var key = ReadKey(line, record, lineNumber);
        if (record == DistrictRecord.Info)
        {
            Add(new DistrictView(line), key);
        }
        else if (record == SchoolRecord.Info)
        {
            var last = new SchoolView(line).LastDayOfSchool;
            _school = key.School;
            index.Schools.Add(new School(key, last.HasValue ? last.Value.ToDate(index.Context.SchoolYear) : null));
        }
        else if (record == StudentRecord.Info)
        {
            Add(new StudentView(line), key);
        }
        else if (record == ScramRecord.Info)
        {
            Add(new ScramView(line), key);
        }
        else if (record == YouthInCareRecord.Info)
        {
            Add(new YouthInCareView(line), key);
        }
        else if (record == SummerEbtRecord.Info)
        {
            index.SummerBenefits.Add(new SummerBenefit(key with { School = _school }));
        }
        else
        {
            AddCourseOrLater(line, record, key);
        }
    }

    private void AddCourseOrLater(RecordLine line, RecordInfo record, RecordKey key)
    {
        if (record == CourseMembershipRecord.Info)
        {
            Add(new CourseMembershipView(line), key);
        }
        else if (record == CourseMasterRecord.Info)
        {
            Add(new CourseMasterView(line), key);
        }
        else if (record == IncidentRecord.Info)
        {
            index.Incidents.Add(new Incident(key));
        }
        else if (record == IncidentAssociationRecord.Info)
        {
            index.IncidentStudents.Add(new IncidentStudent(key));
        }
        else if (record == StudentTranscriptRecord.Info)
        {
            Add(new StudentTranscriptView(line), key);
        }
        else if (record == TranscriptAssessmentRecord.Info)
        {
            index.TranscriptTests.Add(new TranscriptTest(key));
        }
        else if (record == TranscriptCourseRecord.Info)
        {
            var view = new TranscriptCourseView(line);
            index.TranscriptCourses.Add(new TranscriptCourse { Key = key, CoreCode = _texts.Add(view.CoreCode), Grade = view.GradeLevel.GetValueOrDefault(), CreditsAttempted = Raw(line, record, nameof(view.CreditsAttempted)) });
        }
        else if (record == TranscriptGradeRecord.Info)
        {
            index.TranscriptGrades.Add(new TranscriptGrade { Key = key, CreditsEarned = Raw(line, record, nameof(TranscriptGradeView.CreditsEarned)) });
        }
    }

    private void Add(DistrictView view, RecordKey key)
    {
        index.Districts.Add(new District(key));
        if (view.SisAsOfDate is { HasValue: true } asOf && (index.AsOf is not { } latest || DateOnly.FromDateTime(asOf.Value) > latest))
        {
            index.AsOf = DateOnly.FromDateTime(asOf.Value);
        }
    }

    private void Add(StudentView view, RecordKey key)
    {
        var membership = view.SchoolMembership.GetValueOrDefault();
        var enrollment = new Enrollment
        {
            Key = key,
            LastName = _texts.Add(view.LastName),
            FirstName = _texts.Add(view.FirstName),
            MiddleName = _texts.Add(view.MiddleName),
            BirthDate = view.BirthDate,
            Sex = Raw(view.Line, StudentRecord.Info, nameof(view.Sex)),
            Grade = view.GradeLevel.GetValueOrDefault(),
            Entry = view.EntryDate,
            Exit = view.ExitDate,
            ExitCode = view.ExitCode.GetValueOrDefault(),
            Membership = Raw(view.Line, StudentRecord.Info, nameof(view.SchoolMembership)),
            MembershipCode = membership.Code,
            Completion = view.HighSchoolCompletionStatus.GetValueOrDefault(),
            LimitedEnglish = view.LimitedEnglish.GetValueOrDefault(),
            Economic = view.EconomicDisadvantaged.GetValueOrDefault(),
            Resident = view.ResidentStatus.GetValueOrDefault(),
            Phone = _texts.Add(view.PhoneNumber),
            DaysAttended = Raw(view.Line, StudentRecord.Info, nameof(view.DaysAttended)),
            Excused = Raw(view.Line, StudentRecord.Info, nameof(view.ExcusedAbsences)),
            Unexcused = Raw(view.Line, StudentRecord.Info, nameof(view.UnexcusedAbsences)),
            Suspended = Raw(view.Line, StudentRecord.Info, nameof(view.AbsencesDueToSuspension)),
            HasValidationType = !view.EnrollmentValidationType.IsBlank,
            FirstEnrollInUS = view.FirstEnrollInUS,
            SpecialEdExit = view.SpecialEdExitDate,
            IsNotSchoolOfRecord = view.SchoolOfRecord.HasValue,
            IsMilitaryChild = view.MilitaryChild.HasValue,
            IsEarlyGraduate = view.EarlyGraduate.HasValue,
            HasNumeracyIntervention = !view.EarlyNumeracyIntervention.IsBlank,
            HasMailingAddress = !view.StudentMailingAddress1.IsEmpty,
            HasParents = !view.ParentGuardianFirstName.IsEmpty && !view.ParentGuardianLastName.IsEmpty,
        };

        if (enrollment.Resident == ResidentStatus.ChangeRecord)
        {
            index.Changes.Add(enrollment);
        }
        else
        {
            index.Enrollments.Add(enrollment);
        }
    }

    private void Add(ScramView view, RecordKey key) => index.Scrams.Add(new Scram
    {
        Key = key,
        Entry = view.ScramEntryDate,
        Exit = view.ScramExitDate,
        Membership = Raw(view.Line, ScramRecord.Info, nameof(view.ScramMembership)),
        Disability = view.DisabilityType.GetValueOrDefault(),
        Time = view.Time.GetValueOrDefault(),
        ExitReason = view.ScramExitReason.GetValueOrDefault(),
        Environment = view.Environment.GetValueOrDefault(),
        HasTime = !view.Time.IsBlank,
        HasRegularPercent = !view.RegularPercent.IsBlank,
        IsOnePercent = view.IsOnePercent.HasValue,
    });

    private void Add(YouthInCareView view, RecordKey key) => index.YouthInCare.Add(new YouthInCare
    {
        Key = key,
        Entry = view.YicEntryDate,
        Exit = view.YicExitDate,
        Membership = Raw(view.Line, YouthInCareRecord.Info, nameof(view.YicMembership)),
        Time = view.Time.GetValueOrDefault(),
        ExitReason = view.YicExitReason.GetValueOrDefault(),
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
        Exit = Raw(view.Line, CourseMembershipRecord.Info, nameof(view.CourseExitDate)),
        Marks = Mark(!view.CreditsAttempted.IsBlank, CourseMarks.CreditsAttempted) | Mark(!view.CreditsEarned.IsBlank, CourseMarks.CreditsEarned)
            | Mark(view.CreditsEarned.GetValueOrDefault() > 0, CourseMarks.EarnedSomething) | Mark(!view.GradeEarned.IsBlank, CourseMarks.GradeEarned)
            | Mark(!view.ConcurrentlyEnrolled.IsBlank, CourseMarks.Concurrent),
    });

    private static CourseMarks Mark(bool isThere, CourseMarks mark) => isThere ? mark : CourseMarks.None;

    private void Add(StudentTranscriptView view, RecordKey key)
    {
        var graduation = view.GraduationDate.IsBlank ? view.ExpectedGraduationDate : view.GraduationDate;
        index.Transcripts.Add(new Transcript
        {
            Key = key,
            ExitDate = Raw(view.Line, StudentTranscriptRecord.Info, nameof(view.StudentExitDate)),
            Graduation = graduation.HasValue ? graduation.Value.LastDay : null,
            HasGraduationDate = !view.GraduationDate.IsBlank,
            HasDiploma = !view.DiplomaType.IsEmpty,
            HasGrade9Credits = !view.Grade9CreditsEarned.IsBlank,
            HasGrade10Credits = !view.Grade10CreditsEarned.IsBlank,
            HasGrade11Credits = !view.Grade11CreditsEarned.IsBlank,
            HasGrade12Credits = !view.Grade12CreditsEarned.IsBlank,
        });
    }

    private RecordKey ReadKey(RecordLine line, RecordInfo record, int lineNumber)
    {
        if (!_keyFields.TryGetValue(record, out var fields))
        {
            fields = [.. Enum.GetValues<FieldKey>().Select(record.FindKey)];
            _keyFields.Add(record, fields);
        }

        // Neighbours in a file mostly share school and student.
        _last = new RecordKey(
            lineNumber,
            Read(line, fields[(int)FieldKey.Lea], _last.Lea),
            Read(line, fields[(int)FieldKey.School], _last.School),
            Read(line, fields[(int)FieldKey.Student], _last.Student),
            Read(line, fields[(int)FieldKey.StatewideStudentId], default),
            Read(line, fields[(int)FieldKey.EntryDate], _last.EntryDate),
            Read(line, fields[(int)FieldKey.Incident] ?? fields[(int)FieldKey.Course], _last.Item));
        return _last;
    }

    private TextId Read(RecordLine line, FieldInfo? field, TextId recent)
    {
        var text = field is null ? default : line.Field(field);
        return !recent.IsBlank && text.SequenceEqual(_texts[recent]) ? recent : _texts.Add(text);
    }

    /// <summary>The bytes of a field as submitted, by the name of its property.</summary>
    private TextId Raw(RecordLine line, RecordInfo record, string property) => _texts.Add(line.Field(record.FindProperty(property)));
}
