using System.Globalization;
using Utrex.Documents;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>Where students are: enrollments in schools with their attendance, and the programs that they take part in.</summary>
internal sealed class EnrollmentObjects(SifOutput output, StudentObjects students, DateOnly? firstDayOfSchool)
{
    private static readonly Utf8Value EnrollmentWord = Utf8Value.Of("StudentSchoolEnrollment");
    private static readonly Utf8Value ParticipationWord = Utf8Value.Of("StudentParticipation");
    private static readonly Utf8Value Historical = Utf8Value.Of("Historical");
    private static readonly Utf8Value Current = Utf8Value.Of("Current");
    private static readonly Utf8Value Future = Utf8Value.Of("Future");
    private static readonly Utf8Value Yes = Utf8Value.Of("Yes");
    private static readonly Utf8Value No = Utf8Value.Of("No");

    /// <summary>Writes an enrollment and its attendance.</summary>
    /// <param name="row">The S1 record.</param>
    /// <param name="around">The student, the school and the LEA.</param>
    /// <param name="firstDay">The first day of school.</param>
    public void WriteEnrollment(BatchRow row, DocumentObjects around, DateOnly? firstDay)
    {
        var personalId = around[StudentPersonalShape.Shape]![StudentPersonalShape.RefId];
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        var enrollment = new DocumentObject(StudentSchoolEnrollmentShape.Shape)
        {
            [StudentSchoolEnrollmentShape.RefId] = output.Name(EnrollmentWord, output.Lea, row[FieldKey.School], row[FieldKey.Student] is { Length: > 0 } number ? number : personalId, row[FieldKey.EntryDate]),
            [StudentSchoolEnrollmentShape.StudentPersonalRefId] = personalId,
            [StudentSchoolEnrollmentShape.SchoolInfoRefId] = school,
            [StudentSchoolEnrollmentShape.TimeFrame] = Derived("StudentSchoolEnrollment/@TimeFrame", TimeFrame(row)),
            [StudentSchoolEnrollmentShape.SchoolYear] = output.SchoolYear,
        };
        var attendance = new DocumentObject(StudentAttendanceSummaryShape.Shape);
        var objects = around.With(enrollment).Add(attendance);
        output.Fill(SifMap.S1, StudentObjects.Closed(around[LEAInfoShape.Shape], around[SchoolInfoShape.Shape], enrollment, attendance), row);
        output.Check(SifMap.S1, objects, row);
        output.Write(enrollment);
        if (attendance.HasValuesBesides())
        {
            attendance[StudentAttendanceSummaryShape.StudentPersonalRefId] = personalId;
            attendance[StudentAttendanceSummaryShape.SchoolInfoRefId] = school;
            attendance[StudentAttendanceSummaryShape.SchoolYear] = output.SchoolYear;
            attendance[StudentAttendanceSummaryShape.StudentSchoolEnrollmentRefId] = enrollment[StudentSchoolEnrollmentShape.RefId];
            Derive(attendance, row, firstDayOfSchool ?? firstDay);
            output.Write(attendance);
        }
    }

    /// <summary>Writes a program that a student takes part in.</summary>
    public void WriteParticipation(BatchRow row, DocumentObjects around)
    {
        var map = row.Map;
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        var student = row[FieldKey.Student];
        var id = students.Refer(student);
        var participation = new DocumentObject(StudentParticipationShape.Shape)
        {
            [StudentParticipationShape.StudentPersonalRefId] = id,
            [StudentParticipationShape.StudentParticipationAsOfDate] = output.Iso(output.AsOf),
            [StudentParticipationShape.ProgramTypeCode] = map.TypeCode,
            [StudentParticipationShape.ManagingSchool] = school,
        };
        var objects = around.With(participation).Add(students.Stub(id, student));
        output.Fill(map, objects, row);
        output.Check(map, objects, row);
        participation[StudentParticipationShape.RefId] = output.Name(ParticipationWord, output.Text(row.Record.Id), output.Lea, around[SchoolInfoShape.Shape]![SchoolInfoShape.StateProvinceId], student, participation[StudentParticipationShape.ProgramPlacementDate]);
        output.Write(participation);
    }

    private void Derive(DocumentObject attendance, BatchRow row, DateOnly? firstDay)
    {
        var entry = row.Day(nameof(StudentRecord.EntryDate));
        var last = row.Day(nameof(StudentRecord.ExitDate)) is { } exit && exit > DateOnly.MinValue ? exit.AddDays(-1) : output.AsOf;
        attendance[StudentAttendanceSummaryShape.StartDate] = Derived("StudentAttendanceSummary/StartDate", output.Iso(entry));
        attendance[StudentAttendanceSummaryShape.EndDate] = Derived("StudentAttendanceSummary/EndDate", output.Iso(entry > last ? entry : last));
        attendance[StudentAttendanceSummaryShape.Resident] = Derived("StudentAttendanceSummary/Resident", IsResident(row) ? Yes : No);
        if (entry is { } from && firstDay is { } first)
        {
            var start = Weekdays.Between(first, from) + 1;
            var days = int.TryParse(row[nameof(StudentRecord.SchoolMembership)].Span, NumberStyles.None, CultureInfo.InvariantCulture, out var membership) ? membership : 0L;
            attendance[StudentAttendanceSummaryShape.StartDay] = Derived("StudentAttendanceSummary/StartDay", output.Text(start.ToString(CultureInfo.InvariantCulture)));
            attendance[StudentAttendanceSummaryShape.EndDay] = Derived("StudentAttendanceSummary/EndDay", output.Text((start + Math.Max(1, days) - 1).ToString(CultureInfo.InvariantCulture)));
        }
    }

    private Utf8Value Derived(string path, Utf8Value value)
    {
        if (!value.IsNone)
        {
            output.Report.Derive(path);
        }

        return value;
    }

    private Utf8Value TimeFrame(BatchRow row) =>
        row.Day(nameof(StudentRecord.ExitDate)) <= output.AsOf ? Historical
        : row.Day(nameof(StudentRecord.EntryDate)) > output.AsOf ? Future
        : Current;

    private bool IsResident(BatchRow row) =>
        row[nameof(StudentRecord.DistrictOfResidence)] is var district && (district.Length == 0 || district == output.Lea);
}
