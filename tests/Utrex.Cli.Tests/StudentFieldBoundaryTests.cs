using Utrex.Cli.Sampling.Violations;
using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on the fields of a single record.</summary>
public class StudentFieldBoundaryTests
{
    /// <summary>Each value belongs to one rule: what is a number to its range, everything else to the codes.</summary>
    [Theory]
    [InlineData("ABC", "S1.009", true)]
    [InlineData("ABC", "S1.012", false)]
    [InlineData("-5", "S1.012", true)]
    [InlineData("-5", "S1.009", false)]
    [InlineData("12.5", "S1.012", true)]
    [InlineData("12.5", "S1.009", false)]
    [InlineData("180", "S1.012", false)]
    public void School_membership(string days, string rule, bool breaks) => Expect(October, rule, breaks, Student("05", ("SCHOOL MEMBERSHIP", days)));

    /// <summary>Coordinates are compared however many digits they have.</summary>
    [Theory]
    [InlineData("36.998888000000000000000", "S1.413w", false)]
    [InlineData("36.99888799999999999", "S1.413w", true)]
    [InlineData("42.00166700000000000000", "S1.413w", false)]
    [InlineData("42.00166700000000001", "S1.413w", true)]
    [InlineData("90.00000000000000000", "S1.412w", false)]
    [InlineData("90.00000000000000001", "S1.412w", true)]
    [InlineData("-114.0500000000000000", "S1.415w", false)]
    [InlineData("-114.0500000000000001", "S1.415w", true)]
    public void Coordinates(string number, string rule, bool breaks) =>
        Expect(October, rule, breaks, Student("05", (rule is "S1.412w" or "S1.413w" ? "GPS_Latitude" : "GPS_Longitude", number)));

    [Theory]
    [InlineData("2025-09-03", false)]
    [InlineData("2025-09-03 08:30:00.000", false)]
    [InlineData("2025-09-03T08:30:00", false)]
    [InlineData("2025-09-31", true)]
    [InlineData("2025-09-03 25:00:00.000", true)]
    [InlineData("20250903", true)]
    public void A_screener_date_may_have_a_time(string date, bool breaks) => Expect(October, "S1.X27", breaks, Student("05", ("WIDA_Screener_Date", date)));

    [Theory]
    [InlineData("0.0", "2025-09-03", "S1.X44", false)]
    [InlineData("", "", "S1.X44", false)]
    [InlineData("0.0", "", "S1.X44", true)]
    [InlineData("", "2025-09-03", "S1.X44", true)]
    [InlineData("6.0", "2025-09-03", "S1.X26", false)]
    [InlineData("6.5", "2025-09-03", "S1.X26", true)]
    [InlineData("0.5", "2025-09-03", "S1.X45", false)]
    [InlineData("0.3", "2025-09-03", "S1.X45", true)]
    public void Screener_scores(string score, string date, string rule, bool breaks) =>
        Expect(October, rule, breaks, Student("05", ("WIDA_Screener_Score", score), ("WIDA_Screener_Date", date)));

    /// <summary>A race that is N is no race that is Y.</summary>
    [Theory]
    [InlineData("N", "Y", "S1.311", false)]
    [InlineData("N", "N", "S1.311", true)]
    [InlineData("N", "", "S1.311", true)]
    [InlineData("Y", "N", "S1.316w", true)]
    [InlineData("Y", "Y", "S1.316w", false)]
    public void Races(string ethnicity, string race, string rule, bool breaks) => Expect(October, rule, breaks, Student(
        "05",
        ("ETHNICITY", ethnicity), ("AMERICAN INDIAN/ALASKAN NATIVE", ""), ("ASIAN", race), ("BLACK OR AFRICAN AMERICAN", ""), ("HAWAIIAN/PACIFIC ISLANDER", ""), ("WHITE", "")));

    [Theory]
    [InlineData("FN", false)]
    [InlineData("EN", true)]
    public void A_kindergarten_type_of_earlier_years(string type, bool breaks) => Expect(October, "S1.009", breaks, Student("00", ("KINDERGARTEN TYPE", type)));

    [Theory]
    [InlineData("20250930", false)]
    [InlineData("20251001", true)]
    public void Born_before_today(string birth, bool breaks) => Expect(October, "S1.X28", breaks, Student("PK", ("BIRTH DATE", birth)));

    [Theory]
    [InlineData(" Smith", true)]
    [InlineData("De La Cruz", false)]
    public void Names_begin_with_a_letter(string name, bool breaks) => Expect(October, "S1.X29", breaks, Student("05", ("LAST NAME", name)));

    [Theory]
    [InlineData("899", false)]
    [InlineData("900", true)]
    [InlineData("89.5", true)]
    [InlineData("-1", true)]
    [InlineData("0", false)]
    public void Composite_scores(string score, bool breaks) => Expect(October, "S1.X05", breaks, Student("02", ("MID YEAR ROGL COMPOSITE SCORE", score)));

    /// <summary>A part-time senior of a home or private school has an exit code and no completion status.</summary>
    [Theory]
    [InlineData("12", "H", "GR", "S1.X31", true)]
    [InlineData("12", "P", "", "S1.X31", false)]
    [InlineData("12", "S", "GR", "S1.X31", false)]
    [InlineData("11", "H", "GR", "S1.X31", false)]
    [InlineData("12", "H", "", "S1.X32", true)]
    [InlineData("11", "H", "", "S1.X32", false)]
    [InlineData("12", "S", "GR", "S1.X32", false)]
    public void Part_time_seniors(string grade, string partTime, string status, string rule, bool breaks) =>
        Expect(YearEnd, rule, breaks, Student(grade, ("PART-TIME", partTime), ("HIGH SCHL COMP STATUS", status)));

    [Fact]
    public void Part_time_seniors_may_be_enrolled_until_the_end_of_the_year() =>
        Expect(October, "S1.X32", false, Student("12", ("PART-TIME", "H"), ("HIGH SCHL COMP STATUS", "")));

    /// <summary>Charter schools send home with CH, districts with TH.</summary>
    [Theory]
    [InlineData("CH", "01", "S1.X33", true)]
    [InlineData("CH", "42", "S1.X33", true)]
    [InlineData("CH", "A1", "S1.X33", false)]
    [InlineData("TH", "01", "S1.X34", false)]
    [InlineData("TH", "41", "S1.X34", true)]
    [InlineData("TH", "A1", "S1.X34", true)]
    public void To_home_school(string code, string lea, string rule, bool breaks) =>
        Expect(October, rule, breaks, Student("05", ("EXIT DATE", "20250915"), ("EXIT CODE", code), ("LEA NUMBER", lea)));

    [Theory]
    [InlineData("IB", "", true)]
    [InlineData("IB", "GR", false)]
    [InlineData("IB", "??", false)]
    [InlineData("OG", "", false)]
    public void Graduates_of_the_international_baccalaureate(string code, string status, bool breaks) =>
        Expect(October, "S1.X35", breaks, Student("12", ("EXIT DATE", "20250915"), ("EXIT CODE", code), ("HIGH SCHL COMP STATUS", status)));

    [Theory]
    [InlineData("A1", "B", "S1.X36", true)]
    [InlineData("A1", "U", "S1.X36", false)]
    [InlineData("01", "B", "S1.X36", false)]
    public void Residents_of_charter_schools(string lea, string status, string rule, bool breaks) => Expect(October, rule, breaks, Student("05", ("LEA NUMBER", lea), ("RESIDENT STATUS", status)));

    [Theory]
    [InlineData("U", "01", "S1.X37", false)]
    [InlineData("U", "02", "S1.X37", true)]
    [InlineData("C", "02", "S1.X37", true)]
    [InlineData("U", "", "S1.X37", false)]
    [InlineData("B", "02", "S1.X38", false)]
    [InlineData("B", "01", "S1.X38", true)]
    public void Residents_of_districts(string status, string residence, string rule, bool breaks) =>
        Expect(October, rule, breaks, Student("05", ("LEA NUMBER", "01"), ("RESIDENT STATUS", status), ("DISTRICT OF RESIDENCE", residence)));

    /// <summary>Immigrants are 3 to 21 on the day of the submission.</summary>
    [Theory]
    [InlineData("20221001", false)]
    [InlineData("20221002", true)]
    [InlineData("20031002", false)]
    [InlineData("20031001", true)]
    public void Immigrants(string birth, bool breaks) => Expect(October, "S1.X42", breaks, Student("05", ("BIRTH DATE", birth), ("IMMIGRANT", "Y")));

    /// <summary>A first-year English learner enrolled in the country on April 15 of the last school year at the earliest.</summary>
    [Theory]
    [InlineData("20250415", "Y", false)]
    [InlineData("20250414", "Y", true)]
    [InlineData("20250415", "F", true)]
    [InlineData("", "Y", true)]
    public void First_year_English_learners(string first, string limited, bool breaks) =>
        Expect(October, "S1.X43", breaks, Student("02", ("READ GRADE LEVEL", "E"), ("FIRST ENROLL IN US", first), ("LIMITED ENGLISH", limited)));

    [Theory]
    [InlineData("GR", "", true)]
    [InlineData("GA", "", true)]
    [InlineData("GR", "Y", false)]
    [InlineData("GR", "N", false)]
    [InlineData("CT", "", false)]
    public void Civics(string status, string exam, bool breaks) => Expect(October, "S1.X46", breaks, Student("12", ("HIGH SCHL COMP STATUS", status), ("PASSED CIVICS EXAM", exam)));

    /// <summary>A value that is no code at all is the matter of 009 alone.</summary>
    [Theory]
    [InlineData("HOMELESS", "A", "S1.374")]
    [InlineData("RESIDENT STATUS", "Q", "S1.368")]
    [InlineData("MIGRANT", "Q", "S1.310")]
    public void One_mistake_has_one_finding(string field, string value, string rule) => Expect(October, rule, false, batch =>
    {
        var student = batch.First("S1", student => student["GRADE LEVEL"] == "05" && student["EXIT DATE"] == "");
        student[field] = value;
        student["DISTRICT OF RESIDENCE"] = student["ACCOMPANIED STUDENT"] = "";
        student["BIRTH DATE"] = rule == "S1.310" ? "20230101" : student["BIRTH DATE"];
    });

    [Theory]
    [InlineData("YR=", "DI.X02", false)]
    [InlineData("XX=", "DI.X02", true)]
    [InlineData("", "DI.X03", true)]
    [InlineData("", "DI.X02", false)]
    public void The_year_identifier(string text, string rule, bool breaks) => Expect(October, rule, breaks, batch => batch.First("DI")["YEAR IDENTIFIER"] = text);

    private static Action<EditableBatch> Student(string grade, params (string Field, string Value)[] values) => batch =>
    {
        var student = batch.First("S1", student => student["GRADE LEVEL"] == grade && student["EXIT DATE"] == "");
        foreach (var (field, value) in values)
        {
            student[field] = value;
        }
    };
}
