using Utrex.Sdk.Utah;

namespace Utrex.Fuzzing;

/// <summary>Registers that know about half of what they are asked for, always the same half.</summary>
internal sealed class MadeUpRegisters(int seed) : IReferenceData
{
    private static readonly string[] Grades = ["PK", "00", "01", "05", "08", "12", "", "??"];
    private static readonly DateOnly[] Days = [DateOnly.MinValue, DateOnly.MaxValue, new(2010, 2, 28), new(2026, 6, 30)];

    public bool Has(ReferenceRegister register) => (Number(register.ToString()) & 7) > 0;

    public LeaReference? FindLea(string number) => Is(number, 1) ? new LeaReference(number, Is(number, 2)) : null;

    public IReadOnlyList<SchoolReference> FindSchools(string number) => [.. Enumerable.Range(0, Number(number) % 4).Select(i => new SchoolReference
    {
        Number = number,
        Lea = Is(number, i) ? "01" : null,
        SchoolYear = Is(number, i + 1) ? 2026 : null,
        LowGrade = Grades[(Number(number) + i) % Grades.Length],
        HighGrade = Grades[(Number(number) / 8) % Grades.Length],
        IsClosed = Is(number, i + 2),
        Closed = Is(number, i + 3) ? Day(number) : null,
        Type = Is(number, i + 4) ? "YIC" : null,
        IsCompetencyBased = Is(number, i + 5),
        IsInternationalBaccalaureate = Is(number, i + 6),
    })];

    public IReadOnlyList<CourseReference> FindCourses(string coreCode) => [.. Enumerable.Range(0, Number(coreCode) % 3).Select(i => new CourseReference
    {
        CoreCode = coreCode,
        IsActive = Is(coreCode, i),
        ValidFor = Is(coreCode, i + 1) ? "S" : "T",
        EffectiveYear = Is(coreCode, i + 2) ? int.MaxValue : null,
        RetireYear = Is(coreCode, i + 3) ? int.MinValue : null,
    })];

    public StaffReference? FindStaff(string personId) => Is(personId, 1) ? new StaffReference(personId, Is(personId, 2)) : null;

    public IReadOnlyList<StudentReference> FindStudents(string ssid) => !Is(ssid, 1) ? [] : [.. Enumerable.Range(0, Is(ssid, 8) ? 2 : 1).Select(row => new StudentReference
    {
        Ssid = ssid,
        IsActive = Is(ssid, 2),
        LastName = Is(ssid, 3) ? "Jensen" : null,
        FirstName = Is(ssid, 4) ? "" : null,
        BirthDate = Is(ssid, 5) ? Day(ssid) : null,
        CohortYear = Is(ssid, 6) ? 2026 : null,
        Lea = Is(ssid, 7) ? row == 0 ? "01" : "02" : null,
    })];

    private static DateOnly Day(string text) => Days[text.Length % Days.Length];

    private bool Is(string text, int bit) => ((Number(text) >> (bit + 3)) & 1) == 1;

    /// <summary>A number that is the same in every process.</summary>
    private int Number(string text)
    {
        var hash = (uint)seed;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return (int)(hash >> 1);
    }
}
