using System.Globalization;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>Students (StudentPersonal, StudentDemographicRecord), their enrollments with attendance, and the programs that they take part in.</summary>
internal sealed class StudentObjects(SifOutput output, SifWriterOptions options)
{
    // Students that records refer to and of whom there is no object yet.
    private readonly Dictionary<string, string> _missing = new(StringComparer.Ordinal);

    public static string PersonalId(string lea, string student) => RefId.Of("StudentPersonal", lea, student);

    /// <summary>The identifier of a student whose own object may come later, or never.</summary>
    public string Refer(string student)
    {
        var id = PersonalId(output.Lea, student);
        if (!output.IsShared(id))
        {
            _missing[id] = student;
        }

        return id;
    }

    /// <summary>A student of whom nothing but the number is known.</summary>
    public static SifObject Stub(string id, string student) => new(StudentPersonalShape.Shape)
    {
        [StudentPersonalShape.RefId] = id,
        [StudentPersonalShape.LocalId] = student.Length > 0 ? student : null,
    };

    /// <summary>Fills a student's objects from a record that tells of them.</summary>
    public SifObjects Personal(SifRecordMap map, BatchRow row, SifObjects? start = null)
    {
        var objects = new SifObjects(
            start?[StudentPersonalShape.Shape]?.Copy() ?? new SifObject(StudentPersonalShape.Shape),
            start?[StudentDemographicRecordShape.Shape]?.Copy() ?? new SifObject(StudentDemographicRecordShape.Shape));
        output.Fill(map, objects, row);
        return objects;
    }

    /// <summary>Writes a student's objects unless they were written.</summary>
    /// <returns>The identifier.</returns>
    public string Write(SifObjects objects, string student)
    {
        var key = PersonalId(output.Lea, student);
        var personal = objects[StudentPersonalShape.Shape]!;
        var demographic = objects[StudentDemographicRecordShape.Shape]!;
        _missing.Remove(key);
        SifObject[] items = demographic.HasValuesBesides(StudentDemographicRecordShape.RefId, StudentDemographicRecordShape.SIFRefId) ? [personal, demographic] : [personal];
        return output.Share(key, items, id =>
        {
            personal[StudentPersonalShape.RefId] = id;
            demographic[StudentDemographicRecordShape.RefId] = id.Length == 0 ? id : RefId.Of("StudentDemographicRecord", id);
            demographic[StudentDemographicRecordShape.SIFRefId] = id;
        });
    }

    /// <summary>Writes an enrollment and its attendance.</summary>
    /// <param name="row">The S1 record.</param>
    /// <param name="around">The student, the school and the LEA.</param>
    /// <param name="personalId">The student's identifier.</param>
    /// <param name="firstDay">The first day of school.</param>
    public void WriteEnrollment(BatchRow row, SifObjects around, string personalId, DateOnly? firstDay)
    {
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        var enrollment = new SifObject(StudentSchoolEnrollmentShape.Shape)
        {
            [StudentSchoolEnrollmentShape.RefId] = output.Name("StudentSchoolEnrollment", output.Lea, row[FieldKey.School], row[FieldKey.Student], row[FieldKey.EntryDate]),
            [StudentSchoolEnrollmentShape.StudentPersonalRefId] = personalId,
            [StudentSchoolEnrollmentShape.SchoolInfoRefId] = school,
            [StudentSchoolEnrollmentShape.TimeFrame] = Derived("StudentSchoolEnrollment/@TimeFrame", TimeFrame(row)),
            [StudentSchoolEnrollmentShape.SchoolYear] = output.SchoolYear,
        };
        var attendance = new SifObject(StudentAttendanceSummaryShape.Shape);
        var objects = around.With(enrollment).Add(attendance);
        output.Fill(SifMap.S1, objects, row);
        output.Check(SifMap.S1, objects, row);
        output.Write(enrollment);
        if (attendance.HasValuesBesides())
        {
            attendance[StudentAttendanceSummaryShape.StudentPersonalRefId] = personalId;
            attendance[StudentAttendanceSummaryShape.SchoolInfoRefId] = school;
            attendance[StudentAttendanceSummaryShape.SchoolYear] = output.SchoolYear;
            attendance[StudentAttendanceSummaryShape.StudentSchoolEnrollmentRefId] = enrollment[StudentSchoolEnrollmentShape.RefId];
            Derive(attendance, row, options.FirstDayOfSchool ?? firstDay);
            output.Write(attendance);
        }
    }

    /// <summary>Writes a program that a student takes part in.</summary>
    public void WriteParticipation(BatchRow row, SifObjects around)
    {
        var map = SifMap.Records.First(candidate => candidate.Record == row.Record);
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        var student = row[FieldKey.Student];
        var id = Refer(student);
        var participation = new SifObject(StudentParticipationShape.Shape)
        {
            [StudentParticipationShape.RefId] = output.Name("StudentParticipation", row.Record.Id, output.Lea, around[SchoolInfoShape.Shape]![SchoolInfoShape.StateProvinceId] ?? "", student, row[FieldKey.EntryDate]),
            [StudentParticipationShape.StudentPersonalRefId] = id,
            [StudentParticipationShape.StudentParticipationAsOfDate] = Iso(output.AsOf),
            [StudentParticipationShape.ProgramTypeCode] = map.ProgramType,
            [StudentParticipationShape.ManagingSchool] = school,
        };
        var objects = around.With(participation).Add(Stub(id, student));
        output.Fill(map, objects, row);
        output.Check(map, objects, row);
        output.Write(participation);
    }

    /// <summary>Writes the students of whom records tell nothing but the number.</summary>
    public void WriteMissing()
    {
        foreach (var (id, student) in _missing)
        {
            output.Write(Stub(id, student));
        }

        _missing.Clear();
    }

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Derive(SifObject attendance, BatchRow row, DateOnly? firstDay)
    {
        var entry = row.Day(nameof(StudentRecord.EntryDate));
        var last = row.Day(nameof(StudentRecord.ExitDate))?.AddDays(-1) ?? output.AsOf;
        attendance[StudentAttendanceSummaryShape.StartDate] = Derived("StudentAttendanceSummary/StartDate", Iso(entry));
        attendance[StudentAttendanceSummaryShape.EndDate] = Derived("StudentAttendanceSummary/EndDate", Iso(entry > last ? entry : last));
        attendance[StudentAttendanceSummaryShape.Resident] = Derived("StudentAttendanceSummary/Resident", IsResident(row) ? "Yes" : "No");
        if (entry is { } from && firstDay is { } first)
        {
            var start = Weekdays.Between(first, from) + 1;
            var days = int.TryParse(row[nameof(StudentRecord.SchoolMembership)], NumberStyles.None, CultureInfo.InvariantCulture, out var membership) ? membership : 0;
            attendance[StudentAttendanceSummaryShape.StartDay] = Derived("StudentAttendanceSummary/StartDay", start.ToString(CultureInfo.InvariantCulture));
            attendance[StudentAttendanceSummaryShape.EndDay] = Derived("StudentAttendanceSummary/EndDay", (start + Math.Max(1, days) - 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private string? Derived(string path, string? value)
    {
        if (value is not null)
        {
            output.Report.Derive(path);
        }

        return value;
    }

    private string TimeFrame(BatchRow row) =>
        row.Day(nameof(StudentRecord.ExitDate)) <= output.AsOf ? "Historical"
        : row.Day(nameof(StudentRecord.EntryDate)) > output.AsOf ? "Future"
        : "Current";

    private bool IsResident(BatchRow row) =>
        row[nameof(StudentRecord.DistrictOfResidence)] is var district && (district.Length == 0 || string.Equals(district, output.Lea, StringComparison.Ordinal));
}
