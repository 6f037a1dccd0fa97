namespace Utrex.Sdk.Utah.Index;

/// <summary>A run without reference data.</summary>
internal sealed class NoReferenceData : IReferenceData
{
    public static readonly NoReferenceData Instance = new();

    public bool Has(ReferenceRegister register) => false;

    public LeaReference? FindLea(string number) => null;

    public IReadOnlyList<SchoolReference> FindSchools(string number) => [];

    public IReadOnlyList<CourseReference> FindCourses(string coreCode) => [];

    public StaffReference? FindStaff(string personId) => null;

    public IReadOnlyList<StudentReference> FindStudents(string ssid) => [];
}
