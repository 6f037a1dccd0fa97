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

    // Those of the record at hand.
    private readonly DocumentObjects _objects = new(SifMap.Shapes);
    private readonly DocumentObject _enrollment = new(StudentSchoolEnrollmentShape.Shape);
    private readonly DocumentObject _attendance = new(StudentAttendanceSummaryShape.Shape);
    private readonly DocumentObject _participation = new(StudentParticipationShape.Shape);

    /// <summary>Writes an enrollment and its attendance.</summary>
    /// <param name="row">The S1 record.</param>
    /// <param name="around">The student, the school and the LEA.</param>
    /// <param name="firstDay">The first day of school.</param>
    public void WriteEnrollment(BatchRow row, DocumentObjects around, DateOnly? firstDay)
    {
        var personalId = around[StudentPersonalShape.Shape]![StudentPersonalShape.RefId];
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        _enrollment.Clear();
        _attendance.Clear();
        _enrollment[StudentSchoolEnrollmentShape.RefId] = output.Name(EnrollmentWord, output.Lea, row[FieldKey.School], row[FieldKey.Student] is { Length: > 0 } number ? number : personalId, row[FieldKey.EntryDate]);
        _enrollment[StudentSchoolEnrollmentShape.StudentPersonalRefId] = personalId;
        _enrollment[StudentSchoolEnrollmentShape.SchoolInfoRefId] = school;
        _enrollment[StudentSchoolEnrollmentShape.TimeFrame] = Derived("StudentSchoolEnrollment/@TimeFrame", TimeFrame(row));
        _enrollment[StudentSchoolEnrollmentShape.SchoolYear] = output.SchoolYear;
        output.Fill(SifMap.S1, StudentObjects.Closed(around[LEAInfoShape.Shape], around[SchoolInfoShape.Shape], _enrollment, _attendance), row);
        output.Check(SifMap.S1, _objects.Become(around).Add(_enrollment).Add(_attendance), row);
        output.Write(_enrollment);
        if (_attendance.HasValuesBesides())
        {
            _attendance[StudentAttendanceSummaryShape.StudentPersonalRefId] = personalId;
            _attendance[StudentAttendanceSummaryShape.SchoolInfoRefId] = school;
            _attendance[StudentAttendanceSummaryShape.SchoolYear] = output.SchoolYear;
            _attendance[StudentAttendanceSummaryShape.StudentSchoolEnrollmentRefId] = _enrollment[StudentSchoolEnrollmentShape.RefId];
            Derive(_attendance, row, firstDayOfSchool ?? firstDay);
            output.Write(_attendance);
        }
    }

    /// <summary>Writes a program that a student takes part in.</summary>
    public void WriteParticipation(BatchRow row, DocumentObjects around)
    {
        var map = row.Map;
        var school = around[SchoolInfoShape.Shape]![SchoolInfoShape.RefId];
        var student = row[FieldKey.Student];
        var id = students.Refer(student);
        _participation.Clear();
        _participation[StudentParticipationShape.StudentPersonalRefId] = id;
        _participation[StudentParticipationShape.StudentParticipationAsOfDate] = output.Iso(output.AsOf);
        _participation[StudentParticipationShape.ProgramTypeCode] = map.TypeCode;
        _participation[StudentParticipationShape.ManagingSchool] = school;
        var objects = _objects.Become(around).Add(_participation).Add(students.Stub(id, student));
        output.Fill(map, objects, row);
        output.Check(map, objects, row);
        _participation[StudentParticipationShape.RefId] = output.Name(ParticipationWord, output.Text(row.Record.Id), output.Lea, around[SchoolInfoShape.Shape]![SchoolInfoShape.StateProvinceId], student, _participation[StudentParticipationShape.ProgramPlacementDate]);
        output.Write(_participation);
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
