using System.Globalization;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>The rows of a sample's registers as rules see them, without the files: a trial is validated in a moment.</summary>
/// <param name="find">The rows of a file about something.</param>
internal sealed class SampleReferenceData(Func<string, string, IEnumerable<ReferenceRow>> find) : IReferenceData
{
    /// <inheritdoc/>
    public bool Has(ReferenceRegister register) => true;

    /// <inheritdoc/>
    public LeaReference? FindLea(string number) => find(SampleReference.Leas, number).Select(row => new LeaReference(number, row.IsYes("ACTIVE_FLAG")) { Name = row.Text("LEA_NAME") }).FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<SchoolReference> FindSchools(string number) =>
    [
        .. find(SampleReference.Schools, number).Select(row => new SchoolReference
        {
            Number = number,
            Name = row.Text("SCHOOL_NAME"),
            Lea = row.Text("LEA_NUMBER"),
            SchoolYear = row.Number("SCHOOL_YEAR"),
            LowGrade = row.Text("GRADE_LOW"),
            HighGrade = row.Text("GRADE_HIGH"),
            IsActive = row.IsYes("ACTIVE_FLAG"),
            IsClosed = row.IsYes("CLOSED_FLAG"),
            Closed = row.Day("DATE_CLOSED"),
            Type = row.Text("SCHOOL_TYPE"),
            IsCompetencyBased = row.IsYes("CBE_FLAG"),
            IsInternationalBaccalaureate = row.IsYes("IBE_FLAG"),
        }),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<CourseReference> FindCourses(string coreCode) =>
    [
        .. find(SampleReference.Courses, coreCode).Select(row => new CourseReference
        {
            CoreCode = coreCode,
            IsActive = row.IsYes("ACTIVE_FLAG"),
            ValidFor = row.Text("VALID_FOR"),
            EffectiveYear = row.Number("EFFECTIVE_YEAR"),
            RetireYear = row.Number("RETIRE_YEAR"),
        }),
    ];

    /// <inheritdoc/>
    public StaffReference? FindStaff(string personId) => find(SampleReference.Staff, personId).Select(row => new StaffReference(personId, row.IsYes("ACTIVE_FLAG"))).FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<StudentReference> FindStudents(string ssid) =>
    [
        .. find(SampleReference.Students, ssid).Select(row => new StudentReference
        {
            Ssid = ssid,
            IsActive = row.IsYes("ACTIVE_FLAG"),
            LastName = row.Text("LAST_NAME"),
            FirstName = row.Text("FIRST_NAME"),
            BirthDate = row.Day("BIRTH_DATE"),
            CohortYear = row.Number("COHORT_YEAR"),
            Lea = row.Text("LEA_NUMBER"),
        }),
    ];
}

/// <summary>A row of the reference data.</summary>
internal sealed class ReferenceRow(ReferenceTable table, string[] values)
{
    /// <summary>A text; <see langword="null"/> for a blank.</summary>
    public string? Text(string column) => values[table.Find(column)] is { Length: > 0 } value ? value : null;

    /// <summary>A flag.</summary>
    public bool IsYes(string column) => Text(column) is "Y" or "1";

    /// <summary>A number.</summary>
    public int? Number(string column) => Text(column) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A day.</summary>
    public DateOnly? Day(string column) => Text(column) is { } value ? DateOnly.ParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture) : null;
}
