using Utrex.Sdk;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.Y2026.Records;

namespace BadExporter;

/// <summary>Codes that are none, retired, not taken by their field, or compared in vain.</summary>
internal static class WrongCodes
{
    private const string Misspelled = "T0"; // a constant text is no code yet; it becomes one below

    private static readonly ExitCode Dropped = "dropout"; // expect: UTREX1001

    private static readonly Dictionary<string, ExitCode> Exits = new()
    {
        ["STATE"] = Misspelled, // expect: UTREX1001
        ["LEA"] = "td", // expect: UTREX1001
        ["PROM"] = "PR",
    };

    [UtrexValue(typeof(GradeLevel))]
    private static readonly string Kindergarten = "KG"; // expect: UTREX1001

    public static StudentRecord Unknown(StudentRecord student, bool isGirl, int grade)
    {
        student = student with
        {
            Sex = isGirl
                ? "Female" // expect: UTREX1001
                : "M",
            GradeLevel = grade switch
            {
                < 0 => "PK",
                9 => "9", // expect: UTREX1001
                _ => "00",
            },
            ResidentStatus = $"{"U"}{"T"}", // expect: UTREX1001
        };
        student = Close(student, "XX"); // expect: UTREX1001
        var isKnown = ExitCode.TryParse("WITHDRAWN", out var code); // expect: UTREX1001
        Homeless homeless = " 0"; // expect: UTREX1001
        Console.WriteLine(Kindergarten);
        return isKnown ? student with { ExitCode = code, Homeless = homeless } : student with { ExitCode = ExitCode.Parse("QQ") }; // expect: UTREX1001
    }

    public static StudentRecord Retired(StudentRecord student, bool isTransfer, DateOnly on)
    {
        student = student with { ExitDate = on, ExitCode = ExitCode.TransferredUnderNclb }; // expect: UTREX1002
        student = student with
        {
            ExitCode = isTransfer
                ? "TN" // expect: UTREX1002
                : Exits["PROM"],
        };
        return student with { HighSchoolCompletionStatus = "G3" }; // expect: UTREX1002
    }

    public static TranscriptCourseRecord NotTaken(TranscriptCourseRecord course, bool isPreschool)
    {
        course = course with { GradeLevel = "05" }; // expect: UTREX1003
        course = course with { GradeLevel = GradeLevel.Grade6 }; // expect: UTREX1003
        return course with
        {
            GradeLevel = isPreschool
                ? "PK" // expect: UTREX1003
                : "12",
        };
    }

    public static int NeverTrue(StudentRecord student)
    {
        var count = 0;
        count += student.ExitCode == "ZZ" ? 1 : 0; // expect: UTREX1010
        count += student.ExitCode.Code == "ZZ" ? 1 : 0; // expect: UTREX1010
        count += student.GradeLevel.ToString() == "5" ? 1 : 0; // expect: UTREX1010
        count += string.Equals(student.Sex.Code, "f") ? 1 : 0; // expect: UTREX1010
        count += student.ExitCode.Code switch
        {
            "TD" => 1,
            "TX" => 2, // expect: UTREX1010
            _ => 0,
        };
        switch (student.ResidentStatus.Code)
        {
            case "R": // expect: UTREX1010
                return count + 1;
            default:
                return Dropped.IsBlank ? 0 : count;
        }
    }

    private static StudentRecord Close(StudentRecord student, [UtrexValue(typeof(ExitCode))] string code) =>
        student with { ExitDate = Completed.FirstDay.AddDays(30), ExitCode = code };
}
