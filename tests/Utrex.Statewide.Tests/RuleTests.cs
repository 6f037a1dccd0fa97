using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests;

/// <summary>Each rule on both sides of each of its boundaries.</summary>
public sealed class RuleTests
{
    private const string Ssid = "1000001";

    private readonly World _world = new();

    [Theory]
    [InlineData("DE", null, true)]
    [InlineData(null, "GR", true)]
    [InlineData(null, "GQ", true)]
    [InlineData(null, "G3", true)]
    [InlineData(null, "GM", true)]
    [InlineData(null, "GC", true)]
    [InlineData(null, "AO", true)]
    [InlineData(null, "GG", true)]
    [InlineData(null, "CT", true)]
    [InlineData(null, "GP", false)]
    [InlineData(null, "DO", false)]
    [InlineData("WD", null, false)]
    public void L2_01_names_the_exits_that_are_permanent(string? code, string? status, bool isFound)
    {
        _world.S1("01", 2025, Ssid, "20240820", "20250601", values: [("ExitCode", code), ("HighSchoolCompletionStatus", status)]);
        _world.S1("12", 2026, Ssid, "20250820");

        ShouldFind("L2.01", isFound ? ["error 12:2026:3 1000001 [01:2025:3 1000001 20240820]"] : []);
    }

    [Theory]
    [InlineData("20250819", false)]
    [InlineData("20250820", true)]
    [InlineData("20250821", true)]
    public void L2_01_begins_on_the_exit_date(string entry, bool isFound)
    {
        _world.S1("01", 2026, Ssid, "20250701", "20250820", values: ("ExitCode", "DE"));
        _world.S1("12", 2026, Ssid, entry);

        Found("L2.01").Count.ShouldBe(isFound ? 1 : 0);
    }

    [Theory]
    [InlineData("20250630", 0)]
    [InlineData("20250701", 1)]
    public void L2_01_takes_July_1_for_the_exit_of_a_year_that_is_over(string entry, int count)
    {
        _world.S1("01", 2025, Ssid, "20240820", values: ("HighSchoolCompletionStatus", "GR"));
        _world.S1("12", 2026, Ssid, entry);

        Found("L2.01").Count.ShouldBe(count);
    }

    [Fact]
    public void L2_01_waits_for_the_exit_of_a_year_that_is_not_over()
    {
        _world.S1("01", 2026, Ssid, "20250820", values: ("HighSchoolCompletionStatus", "GR"));
        _world.S1("12", 2026, Ssid, "20250901");

        Found("L2.01").ShouldBeEmpty();
    }

    [Fact]
    public void L2_01_is_no_matter_of_the_record_itself()
    {
        _world.S1("01", 2026, Ssid, "20250820", "20250820", values: ("ExitCode", "DE"));

        Found("L2.01").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2025, false)]
    [InlineData(2026, true)]
    public void L2_01_certificates_end_school_outside_special_education_in_the_year_of_the_exit(int scramYear, bool isFound)
    {
        _world.S1("01", 2025, Ssid, "20240820", "20250601", values: ("HighSchoolCompletionStatus", "GG"));
        _world.S1("12", 2026, Ssid, "20250820");
        _world.S1("74", 2025, Ssid, "20240820", "20240901");
        _world.S2(scramYear == 2025 ? "74" : "12", scramYear, Ssid, "20240820");

        Found("L2.01").Count.ShouldBe(isFound ? 1 : 0);
    }

    [Theory]
    [InlineData("C", "GR", null, "20250901", false)]
    [InlineData("C", "GR", null, "20250820", true)]
    [InlineData("A", "GR", null, "20250901", true)]
    [InlineData("C", "AO", null, "20250901", true)]
    [InlineData("C", null, "DE", "20250901", true)]
    public void L2_01_exempts_who_is_in_self_contained_care(string time, string? status, string? code, string careExit, bool isFound)
    {
        _world.S1("01", 2025, Ssid, "20240820", "20250601", values: [("HighSchoolCompletionStatus", status), ("ExitCode", code)]);
        _world.S1("12", 2026, Ssid, "20250820", "20251001");
        _world.S1("74", 2026, Ssid, "20250701", "20250702");
        _world.S3("12", 2026, Ssid, time, "20250801", careExit);

        Found("L2.01").Count(line => line.Contains(" 12:2026:3 ", StringComparison.Ordinal)).ShouldBe(isFound ? 1 : 0);
    }

    [Theory]
    [InlineData("DE", "L2.01 error 12:2026:3 1000001 [01:2025:3 1000001 20240820]")]
    [InlineData("PR", null)]
    public void L2_01_believes_the_record_that_changes_an_earlier_one(string changed, string? expected)
    {
        _world.S1("01", 2025, Ssid, "20240820", "20250601", values: ("ExitCode", changed == "DE" ? "WD" : "DE"));
        _world.S1("01", 2026, Ssid, "20260101", "20260102", values: [("ResidentStatus", "X"), ("ExitCode", changed)]);
        _world.S1("12", 2026, Ssid, "20250820");

        Found("L2.01").ShouldBe(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData("20250630", 0)]
    [InlineData("20250701", 1)]
    public void L2_01_takes_July_1_for_a_change_of_what_the_store_does_not_hold(string entry, int count)
    {
        _world.S1("01", 2026, Ssid, "20260101", values: [("ResidentStatus", "X"), ("ExitCode", "DE")]);
        _world.S1("12", 2026, Ssid, entry);

        Found("L2.01").Count.ShouldBe(count);
    }

    [Fact]
    public void L2_01_finds_each_exit()
    {
        _world.S1("01", 2025, Ssid, "20240820", "20250601", values: ("ExitCode", "DE"));
        _world.S1("74", 2025, Ssid, "20240820", "20250501", values: ("HighSchoolCompletionStatus", "GR"));
        _world.S1("12", 2026, Ssid, "20250820");

        ShouldFind("L2.01", ["error 12:2026:3 1000001 [01:2025:3 1000001 20240820]", "error 12:2026:3 1000001 [74:2025:3 1000001 20240820]"]);
    }

    [Theory]
    [InlineData("Ann", "M", "Lee", "20100101", "F", true)]
    [InlineData("ANN ", " m", " lee", "20100101", "F", true)]
    [InlineData("A nn", "M", "Lee", "20100101", "F", false)]
    [InlineData("Ann", null, "Lee", "20100101", "F", false)]
    [InlineData("Ann", "M", "Lee", "20100102", "F", false)]
    [InlineData("Ann", "M", "Lee", "20100101", "M", false)]
    [InlineData("Ann", "M", "Lee", null, "F", false)]
    [InlineData("Ann", "M", null, "20100101", "F", false)]
    [InlineData(null, "M", "Lee", "20100101", "F", false)]
    [InlineData("Ann", "M", "Lee", "20100101", null, false)]
    public void L2_02_compares_names_birth_date_and_sex(string? first, string? middle, string? last, string? birth, string? sex, bool isFound)
    {
        _world.S1("12", 2025, "1000009", "20240820", values: [("FirstName", "Ann"), ("MiddleName", "M"), ("LastName", "Lee"), ("BirthDate", "20100101"), ("Sex", "F")]);
        _world.S1("01", 2026, Ssid, "20250820", values: [("FirstName", first), ("MiddleName", middle), ("LastName", last), ("BirthDate", birth), ("Sex", sex)]);

        ShouldFind("L2.02", isFound ? ["warning 01:2026:3 1000001 [12:2025:3 1000009 20240820]"] : []);
    }

    [Fact]
    public void L2_02_takes_two_blank_middle_names_for_equal_and_folds_every_alphabet()
    {
        _world.S1("12", 2025, "1000009", "20240820", values: [("FirstName", "Zoë"), ("LastName", "MÚÑOZ")]);
        _world.S1("01", 2026, Ssid, "20250820", values: [("FirstName", "ZOË"), ("LastName", "Múñoz")]);

        Found("L2.02").Count.ShouldBe(1);
    }

    [Fact]
    public void L2_02_compares_SSIDs_as_numbers_and_finds_the_higher_one_once_in_each_LEA()
    {
        foreach (var (lea, ssid, entry) in new[] { ("01", "999", "20250901"), ("12", "01000", "20250902"), ("12", "1000", "20250820"), ("74", "1000", "20250820") })
        {
            _world.S1(lea, 2026, ssid, entry, values: [("LastName", "Lee")]);
        }

        ShouldFind("L2.02", ["warning 12:2026:4 1000 [01:2026:3 999 20250901]", "warning 74:2026:3 1000 [01:2026:3 999 20250901]"]);
    }

    [Fact]
    public void L2_02_names_the_earliest_of_several()
    {
        _world.S1("74", 2025, "3", "20240820", values: ("LastName", "Lee"));
        _world.S1("12", 2025, "2", "20240901", values: ("LastName", "Lee"));
        _world.S1("01", 2026, "1", "20250820", values: ("LastName", "Lee"));

        ShouldFind("L2.02", ["warning 01:2026:3 1 [12:2025:3 2 20240901]"]);
    }

    [Theory]
    [InlineData("180", null, null, false)]
    [InlineData("181", null, null, true)]
    [InlineData("090", "090", null, false)]
    [InlineData("095", "095", null, false)]
    [InlineData("095", "096", null, true)]
    [InlineData("180", "000", null, false)]
    [InlineData("181", "000", null, true)]
    [InlineData("181", "PVT", null, true)]
    [InlineData("180", "HSC", null, false)]
    [InlineData("067", "067", "066", false)]
    [InlineData("067", "067", "067", true)]
    public void L2_03_allows_ten_days_more_for_each_further_LEA_that_claims_some(string one, string? two, string? three, bool isFound)
    {
        AddMembership(one, two, three);

        Found("L2.03").Count.ShouldBe(isFound ? new[] { one, two, three }.Count(days => days is not null) : 0);
    }

    [Theory]
    [InlineData("205", true, false, false)]
    [InlineData("206", true, false, true)]
    [InlineData("220", false, true, false)]
    [InlineData("221", false, true, true)]
    [InlineData("220", true, true, false)]
    [InlineData("181", false, false, true)]
    public void L2_03_allows_more_for_schedules(string days, bool isYearRound, bool isApproved, bool isFound)
    {
        AddMembership(days, null, null);
        if (isYearRound)
        {
            _world.YearRound.Add(("01", 2026, "104"));
        }

        var registers = new Registers { Approved = isApproved ? [("01", "104", 2026)] : [("01", "104", 2025), ("12", "104", 2026)] };
        _world.Validate(registers: registers).Count(line => line.StartsWith("L2.03", StringComparison.Ordinal)).ShouldBe(isFound ? 1 : 0);
    }

    [Fact]
    public void L2_03_exempts_early_graduates()
    {
        AddMembership("100", "100", null);
        _world.S1("74", 2026, Ssid, "20250820", values: ("EarlyGraduate", "Y"));

        Found("L2.03").ShouldBeEmpty();
    }

    [Fact]
    public void L2_03_stands_on_the_last_record_in_each_LEA_and_names_those_of_the_others()
    {
        _world.S1("01", 2026, Ssid, "20251001", values: ("SchoolMembership", "100"));
        _world.S1("01", 2026, Ssid, "20250820", values: ("SchoolMembership", "050"));
        _world.S1("12", 2026, Ssid, "20250820", values: ("SchoolMembership", "050"));
        _world.S1("74", 2026, Ssid, "20250820");

        ShouldFind("L2.03", [
            "warning 01:2026:3 1000001 [12:2026:3 1000001 20250820, 74:2026:3 1000001 20250820]",
            "warning 12:2026:3 1000001 [01:2026:3 1000001 20251001, 74:2026:3 1000001 20250820]",
            "warning 74:2026:3 1000001 [01:2026:3 1000001 20251001, 12:2026:3 1000001 20250820]"]);
    }

    [Theory]
    [InlineData("08", "09", null)]
    [InlineData("08", "08", null)]
    [InlineData("08", "10", "L2.04 warning")]
    [InlineData("08", "06", "L2.04 warning")]
    [InlineData("08", "11", "L2.05 error")]
    [InlineData("08", "05", "L2.05 error")]
    [InlineData("PK", "01", "L2.04 warning")]
    [InlineData("PK", "00", null)]
    [InlineData("00", "02", "L2.04 warning")]
    [InlineData("PK", "02", "L2.05 error")]
    [InlineData(null, "02", null)]
    public void L2_04_and_L2_05_count_grades(string? before, string now, string? expected)
    {
        _world.S1("01", 2025, Ssid, "20240820", values: ("GradeLevel", before));
        _world.S1("12", 2026, Ssid, "20250820", values: ("GradeLevel", now));

        Found("2026-06-01", "L2.04", "L2.05").ShouldBe(expected is null ? [] : [$"{expected} 12:2026:3 1000001 [01:2025:3 1000001 20240820]"]);
    }

    [Fact]
    public void L2_04_takes_the_grade_of_the_latest_entry_and_then_the_higher_one()
    {
        _world.S1("01", 2025, Ssid, "20240820", values: ("GradeLevel", "01"));
        _world.S1("01", 2026, Ssid, "20250820", values: ("GradeLevel", "09"));
        _world.S1("12", 2026, Ssid, "20250901", values: ("GradeLevel", "03"));
        _world.S1("74", 2026, Ssid, "20250901", values: ("GradeLevel", "02"));

        ShouldFind("L2.04", ["warning 12:2026:3 1000001 [01:2025:3 1000001 20240820]"]);
    }

    [Theory]
    [InlineData("2025-08-31", null)]
    [InlineData("2025-09-01", "L2.06 warning")]
    [InlineData("2025-09-19", "L2.06 warning")]
    [InlineData("2025-09-20", "L2.07 error")]
    [InlineData("2026-06-01", "L2.07 error")]
    public void L2_06_becomes_L2_07_on_day_20(string today, string? expected)
    {
        AddScrams(null);

        Found(today, "L2.06", "L2.07").ShouldBe(expected is null ? [] : [$"{expected} 12:2026:4 1000001 [01:2026:4 1000001 20250820]"]);
    }

    [Fact]
    public void L2_06_is_about_open_records()
    {
        AddScrams("20251001");

        Found("2025-09-10", "L2.06", "L2.07").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("104", 0)]
    [InlineData("108", 1)]
    public void L2_06_is_about_two_schools_of_one_LEA_too(string school, int count)
    {
        _world.S1("01", 2026, Ssid, "20250820");
        _world.S1("01", 2026, Ssid, "20250820", school: "108");
        _world.S2("01", 2026, Ssid, "20250820");
        _world.S2("01", 2026, Ssid, "20250901", school: school);

        Found("2025-09-10", "L2.06").Count.ShouldBe(count);
    }

    /// <summary>A hostile file: every pair of a thousand open records would be half a million findings.</summary>
    [Fact]
    public void A_student_with_more_records_than_anybody_has_is_cut_and_named()
    {
        _world.S1("01", 2026, Ssid, "20250820");
        _world.S1("01", 2026, Ssid, "20250820", school: "108");
        for (var i = 0; i < 1000; i++)
        {
            _world.S2("01", 2026, Ssid, "20250901", school: i % 2 == 0 ? "104" : "108");
        }

        using var file = new StoreFile();
        using var store = file.Open();
        _world.Load(store);
        var result = new StatewideValidation(store, World.SpecificationOf(2026), new DateOnly(2026, 6, 1)).Run();

        result.Findings.Count.ShouldBeLessThan(256 * 256 / 2);
        result.Remarks.ShouldContain("students with more than 256 records of a type: 1; what goes beyond was not compared");
    }

    [Fact]
    public void L2_06_stands_on_the_higher_LEA_where_both_begin_on_a_day()
    {
        foreach (var lea in new[] { "12", "01" })
        {
            _world.S1(lea, 2026, Ssid, "20250820");
            _world.S2(lea, 2026, Ssid, "20250901");
        }

        Found("2025-09-10", "L2.06").ShouldBe(["L2.06 warning 12:2026:4 1000001 [01:2026:4 1000001 20250901]"]);
    }

    [Theory]
    [InlineData("20091231", "[]")]
    [InlineData("20100101", null)]
    [InlineData("20240819", null)]
    [InlineData("20240820", null)]
    [InlineData("20240821", "[12:2025:3 1000001 20240820]")]
    [InlineData(null, null)]
    public void L2_08_lies_between_birth_and_the_first_entry(string? first, string? others)
    {
        _world.S1("12", 2025, Ssid, "20240820");
        _world.S1("01", 2026, Ssid, "20250820", values: ("FirstEnrollInUS", first));

        ShouldFind("L2.08", others is null ? [] : ["error 01:2026:3 1000001 " + others]);
    }

    [Fact]
    public void L2_08_names_no_other_record_where_the_earliest_is_its_own()
    {
        _world.S1("01", 2026, Ssid, "20250820", values: ("FirstEnrollInUS", "20250821"));

        ShouldFind("L2.08", ["error 01:2026:3 1000001 []"]);
    }

    [Theory]
    [InlineData(null, null, null, "U", true)]
    [InlineData("40.1", null, null, "U", true)]
    [InlineData(null, "-111.1", null, "U", true)]
    [InlineData("40.1", "-111.1", null, "U", false)]
    [InlineData(null, null, "85GCQ2XX+2X", "U", false)]
    [InlineData(null, null, null, "A", false)]
    public void L2_09_needs_an_address_or_a_place(string? latitude, string? longitude, string? plusCode, string resident, bool isFound)
    {
        AddResident("9 NOWHERE", "01", resident, ("GpsLatitude", latitude), ("GpsLongitude", longitude), ("GeoCode", plusCode));

        ShouldFind("L2.09", isFound ? ["error 01:2026:3 1000001 []"] : [], AtMainStreet);
    }

    [Theory]
    [InlineData("01", "U", false)]
    [InlineData("12", "U", false)]
    [InlineData("07", "U", true)]
    [InlineData("07", "A", false)]
    [InlineData(null, "U", true)]
    public void L2_10_asks_for_one_row_that_agrees(string? district, string resident, bool isFound)
    {
        AddResident("1 MAIN ST", district, resident);

        ShouldFind("L2.10", isFound ? ["error 01:2026:3 1000001 []"] : [], AtMainStreet);
        ShouldFind("L2.09", [], AtMainStreet);
    }

    [Theory]
    [InlineData("01", "2025-02-02", null, "warning")]
    [InlineData("01", "2025-02-03", null, "error")]
    [InlineData("40", "2025-02-02", null, "warning")]
    [InlineData("41", "2025-02-02", null, "error")]
    [InlineData("42", "2025-02-02", null, "warning")]
    [InlineData("74", "2025-02-02", null, "error")]
    [InlineData("74", "2025-02-02", true, "warning")]
    [InlineData("01", "2025-02-02", false, "error")]
    public void L2_09_and_L2_10_were_warnings_for_districts(string lea, string today, bool? isDistrict, string level)
    {
        _world.S1(lea, 2026, "1", "20250820", values: [("StudentPhysicalAddress1", "9 NOWHERE")]);
        _world.S1(lea, 2026, "2", "20250820", values: [("StudentPhysicalAddress1", "1 MAIN ST"), ("StudentPhysicalCity", "ALPINE"), ("StudentPhysicalZipCode", "84004"), ("DistrictOfResidence", "07")]);
        var registers = new Registers { Residences = AtMainStreet.Residences, Districts = isDistrict is { } known ? new() { [lea] = known } : [] };

        _world.Validate(today, registers).ShouldBe([$"L2.09 {level} {lea}:2026:3 1 []", $"L2.10 {level} {lea}:2026:4 2 []"]);
    }

    [Theory]
    [InlineData("20250901", "2026-06-01", null)]
    [InlineData("20250902", "2026-06-01", "L2.11 warning")]
    [InlineData("20250920", "2026-06-01", "L2.11 warning")]
    [InlineData("20250921", "2026-06-01", "L2.12 error")]
    [InlineData(null, "2025-08-31", null)]
    [InlineData(null, "2025-09-01", "L2.11 warning")]
    [InlineData(null, "2025-09-19", "L2.11 warning")]
    [InlineData(null, "2025-09-20", "L2.12 error")]
    public void L2_11_becomes_L2_12_on_day_20_of_the_overlap(string? exit, string today, string? expected)
    {
        _world.S1("01", 2026, Ssid, "20250820", exit, values: ("GradeLevel", "00"));
        _world.S1("12", 2026, Ssid, "20250901", values: ("GradeLevel", "00"));

        Found(today, "L2.11", "L2.12").ShouldBe(expected is null ? [] : [$"{expected} 12:2026:3 1000001 [01:2026:3 1000001 20250820]"]);
    }

    [Theory]
    [InlineData("01", "00", "12", "01")]
    [InlineData("01", "00", "01", "00")]
    public void L2_11_is_about_kindergarten_in_two_LEAs(string lea, string grade, string otherLea, string otherGrade)
    {
        _world.S1(lea, 2026, Ssid, "20250820", values: ("GradeLevel", grade));
        _world.S1(otherLea, 2026, Ssid, "20250901", school: "108", values: ("GradeLevel", otherGrade));

        Found("2026-06-01", "L2.11", "L2.12").ShouldBeEmpty();
    }

    [Fact]
    public void L2_11_counts_days_for_each_pair_and_stands_on_the_higher_LEA_of_one_day()
    {
        _world.S1("12", 2026, Ssid, "20250901", "20250911", values: ("GradeLevel", "00"));
        _world.S1("12", 2026, Ssid, "20250911", "20250921", values: ("GradeLevel", "00"));
        _world.S1("01", 2026, Ssid, "20250901", values: ("GradeLevel", "00"));

        Found("2026-06-01", "L2.11", "L2.12").ShouldBe(["L2.11 warning 12:2026:3 1000001 [01:2026:3 1000001 20250901]", "L2.11 warning 12:2026:4 1000001 [01:2026:3 1000001 20250901]"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("22222222222", null, 2026, true)]
    [InlineData("11111111111", null, 2026, false)]
    [InlineData("22222222222", "Y", 2026, false)]
    [InlineData("22222222222", "Y", 2025, true)]
    public void L2_13_wants_a_scram_record_of_the_year_in_any_LEA(string coreCode, string? onePercent, int scramYear, bool isFound)
    {
        _world.S1("01", 2026, Ssid, "20250820");
        _world.Am("01", 2026, Ssid, "EE-1");
        _world.Ac("01", 2026, "EE-1", coreCode);
        _world.S1("12", scramYear, Ssid, "20240820");
        _world.S2("12", scramYear, Ssid, "20240820", onePercent: onePercent);

        ShouldFind("L2.13", isFound ? ["warning 01:2026:4 1000001 []"] : [], new Registers { Essential = ["22222222222"] });
    }

    [Theory]
    [InlineData("108", "01")]
    [InlineData("104", "02")]
    public void L2_13_finds_the_course_by_school_and_period(string school, string period)
    {
        _world.S1("01", 2026, Ssid, "20250820");
        _world.Am("01", 2026, Ssid, "EE-1");
        _world.Ac("01", 2026, "EE-1", "22222222222", school, period);

        ShouldFind("L2.13", [], new Registers { Essential = ["22222222222"] });
    }

    [Fact]
    public void A_record_without_SSID_takes_part_in_nothing()
    {
        foreach (var lea in new[] { "01", "12" })
        {
            _world.S1(lea, 2026, "", "20250820", student: "7", values: [("SchoolMembership", "181"), ("GradeLevel", "00"), ("FirstEnrollInUS", "20300101"), ("LastName", "Lee")]);
            _world.S2(lea, 2026, "7", "20250820");
        }

        _world.Validate(registers: AtMainStreet).ShouldBeEmpty();
    }

    [Fact]
    public void What_lacks_its_register_or_its_history_is_not_evaluated()
    {
        _world.S1("01", 2026, Ssid, "20250820");
        using var file = new StoreFile();
        using var store = file.Open();
        _world.Load(store);

        var result = new StatewideValidation(store, UtrexSpecification.Current, new DateOnly(2026, 6, 1)).Run();

        result.NotEvaluated.Select(rule => rule.Rule.Id).ShouldBe(["L2.04", "L2.05", "L2.09", "L2.10", "L2.13"]);
        result.Remarks.ShouldHaveSingleItem().ShouldContain("APPROVED_SCHEDULE");
    }

    [Fact]
    public void Every_level_2_rule_of_each_year_is_claimed()
    {
        foreach (var year in new[] { 2025, 2026 })
        {
            var specification = World.SpecificationOf(year);
            StatewideValidation.Evaluates(specification).ShouldBe(specification.Rules.Where(rule => rule.Kind == Sdk.Specification.RuleKind.Level2));
        }
    }

    [Fact]
    public void Later_years_are_not_seen()
    {
        _world.S1("01", 2025, Ssid, "20240820", values: ("FirstEnrollInUS", "20240820"));
        _world.S1("12", 2026, Ssid, "20240101", values: ("SchoolMembership", "181"));

        _world.Validate(year: 2025).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("100", "100", "1000001 01 100 190 95", "1000001 12 100 190 95")]
    [InlineData("096", "095", "1000001 01 96 190 95.5", "1000001 12 95 190 94.5")]
    [InlineData("181", "000", "1000001 01 181 180 180", "1000001 12 0 180 0")]
    public void Membership_is_prorated(string one, string two, params string[] expected)
    {
        AddMembership(one, two, null);

        Shares().ShouldBe(expected);
    }

    [Fact]
    public void The_largest_claim_takes_what_rounding_leaves_and_of_equal_ones_that_of_the_lowest_LEA()
    {
        AddMembership("100", "100", "100");

        // 200 / 3 is 66.7 three times, 0.1 too much.
        Shares().ShouldBe(["1000001 01 100 200 66.6", "1000001 12 100 200 66.7", "1000001 74 100 200 66.7"]);
    }

    private static Registers AtMainStreet => new() { Residences = new() { ["1 MAIN ST|ALPINE|84004"] = ["01", "12"] } };

    private List<string> Shares()
    {
        using var file = new StoreFile();
        using var store = file.Open();
        _world.Load(store);
        return [.. new StatewideValidation(store, UtrexSpecification.Current, new DateOnly(2026, 6, 1)).ProrateMembership()
            .Select(share => FormattableString.Invariant($"{share.StatewideStudentId} {share.Lea} {share.Claimed:0.#} {share.Limit:0.#} {share.Allowed:0.#}"))];
    }

    private void AddMembership(params string?[] days)
    {
        foreach (var (lea, claimed) in new[] { "01", "12", "74" }.Zip(days).Where(pair => pair.Second is not null))
        {
            _world.S1(lea, 2026, Ssid, "20250820", values: ("SchoolMembership", claimed));
        }
    }

    private void AddScrams(string? exit)
    {
        _world.S1("01", 2026, Ssid, "20250820");
        _world.S2("01", 2026, Ssid, "20250820", exit);
        _world.S1("12", 2026, Ssid, "20250820");
        _world.S2("12", 2026, Ssid, "20250901");
    }

    private void AddResident(string address, string? district, string resident, params (string, string?)[] values) =>
        _world.S1("01", 2026, Ssid, "20250820", values: [("StudentPhysicalAddress1", address), ("StudentPhysicalCity", "ALPINE"), ("StudentPhysicalZipCode", "84004"), ("DistrictOfResidence", district), ("ResidentStatus", resident), .. values]);

    private List<string> Found(string rule) => Found("2026-06-01", rule);

    private List<string> Found(string today, params string[] rules) => [.. _world.Validate(today).Where(line => rules.Contains(line[..5]))];

    private void ShouldFind(string rule, IEnumerable<string> expected, Registers? registers = null) =>
        _world.Validate(registers: registers).Where(line => line.StartsWith(rule, StringComparison.Ordinal)).ShouldBe(expected.Select(line => $"{rule} {line}"));
}
