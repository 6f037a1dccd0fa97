using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

namespace PublishedExporter;

/// <summary>What the students have in common.</summary>
internal static class Usual
{
    public static StudentRecord Student { get; } = new()
    {
        SchoolNumber = "104", StatewideStudentId = "1234567", LastName = "Jensen", FirstName = "Emma", Sex = "F", Ethnicity = false, White = true, RaceObserverId = false,
        Homeless = Homeless.NotHomeless, ResidentStatus = "U", EntryDate = new DateOnly(2025, 8, 18), SchoolMembership = 30, LeaNumber = "01", DistrictOfResidence = "01",
        ParentGuardianFirstName = "Ida", ParentGuardianLastName = "Jensen", PhoneNumber = "8015550100",
        StudentPhysicalAddress1 = "1 Main St", StudentPhysicalCity = "American Fork", StudentPhysicalState = "UT", StudentPhysicalZipCode = "84003",
    };
}
