namespace Utrex.Sdk.Sif.Tests;

/// <summary>Objects that add to others: attendance, grades, contacts, calendars.</summary>
public sealed class CompanionTests
{
    private const string Second = "45444444444444444444444444444444";

    public static TheoryData<string, string> Dangling() => new()
    {
        { Sent.Attendance(1, enrollment: "99"), "StudentAttendanceSummary needs StudentSchoolEnrollment 99, which was not sent" },
        { Sent.Attendance(1, school: "99"), "StudentAttendanceSummary needs SchoolInfo, which was not sent" },
        { Sent.Attendance(1, student: "99"), "StudentAttendanceSummary needs StudentPersonal, which was not sent" },
        { Sent.Attendance(1, school: Sent.OtherSchoolId), "StudentAttendanceSummary fits no enrollment of the student in the school" },
        { Sent.Grade("8", "A", student: "99"), "StudentGrade 8 needs StudentPersonal, which was not sent" },
        { Sent.Grade("8", "A"), "StudentGrade 8 needs SectionInfo, which was not sent" },
        { "<StudentDemographicRecord RefId='8' SIF_RefId='99'/>", "StudentDemographicRecord 8 needs StudentPersonal, which was not sent" },
        { Sent.Calendar("8", 1, school: "99"), "CalendarSummary 8 needs SchoolInfo, which was not sent" },
    };

    [Theory]
    [MemberData(nameof(Dangling))]
    public void What_belongs_to_nothing_is_reported(string item, string detail)
    {
        SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + "\n" + item, out var collector);

        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Rule.Id, problem.Line, problem.Detail).ShouldBe(("FILE.018w", 2, detail));
        collector.ErrorCount.ShouldBe(0);
    }

    /// <summary>A summary has no RefId; it is known by whose it is and when it begins.</summary>
    [Fact]
    public void A_summary_is_replaced_changed_and_deleted_like_any_object()
    {
        var sent = Sent.District + Sent.Student + Sent.Enrollment() + Sent.Attendance(10).Replace("<DaysInMembership>", "<DaysAttended>9</DaysAttended><DaysInMembership>", StringComparison.Ordinal);

        var replaced = SifRun.Collect(sent + Sent.Attendance(20));
        var changed = SifRun.Collect(sent + Sent.Event("Change", Sent.Attendance(20)));
        var deleted = SifRun.Collect(sent + Sent.Event("Delete", Sent.Attendance(10)));

        (Membership(replaced), SifRun.Value(replaced, "S1", "DAYS ATTENDED")).ShouldBe(("20", ""));
        (Membership(changed), SifRun.Value(changed, "S1", "DAYS ATTENDED")).ShouldBe(("20", "9"));
        Membership(deleted).ShouldBe("000", "what stands in for a blank");

        static string Membership(string batch) => SifRun.Value(batch, "S1", "SCHOOL MEMBERSHIP");
    }

    [Theory]
    [InlineData("2025-08-18", "2025-09-19", "2025-10-01", "2026-01-09", "10,20", 0)]
    [InlineData("2025-10-01", "2026-01-09", "2025-08-18", "2025-09-19", "20,10", 0)]
    [InlineData("2025-08-18", "2025-10-15", "2025-10-01", "2026-01-09", "10,20", 0)]
    [InlineData("2025-07-01", "2025-09-19", "2025-10-01", "2026-01-09", "10,20", 0)]
    [InlineData("2025-08-18", "2025-09-01", "2025-09-02", "2025-09-19", "10,000", 1)]
    [InlineData("2025-06-01", "2025-06-02", "2025-06-03", "2025-06-04", "000,000", 2)]
    public void Summaries_that_name_no_enrollment_are_matched_by_their_dates(string start1, string end1, string start2, string end2, string membership, int left)
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student
            + Sent.Enrollment(entry: "2025-08-18", exit: "2025-09-20") + Sent.Enrollment(Second, entry: "2025-10-01", exit: "2026-01-10")
            + Sent.Attendance(10, start1, end1) + Sent.Attendance(20, start2, end2), out var collector);

        string.Join(',', Values(batch, "S1", "SCHOOL MEMBERSHIP")).ShouldBe(membership);
        collector.Problems.Count(problem => problem.Rule.Id == "FILE.018w").ShouldBe(left);
    }

    [Fact]
    public void The_only_summary_belongs_to_the_only_enrollment_and_is_used_once()
    {
        var one = Sent.District + Sent.Student + Sent.Enrollment(entry: "2025-09-01") + Sent.Attendance(10, "2025-08-01", "2025-12-31");

        Values(SifRun.Collect(one), "S1", "SCHOOL MEMBERSHIP").ShouldBe(["10"]);
        Values(SifRun.Collect(one + Sent.Enrollment(Second, entry: "2025-07-15")), "S1", "SCHOOL MEMBERSHIP").ShouldBe(["000", "10"]);
    }

    [Fact]
    public void Of_two_summaries_of_one_enrollment_the_later_counts()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + Sent.Attendance(10, enrollment: Sent.EnrollmentId) + Sent.Attendance(20, "2025-08-19", enrollment: Sent.EnrollmentId), out var collector);

        SifRun.Value(batch, "S1", "SCHOOL MEMBERSHIP").ShouldBe("20");
        collector.LeftOut["StudentAttendanceSummary besides that of its enrollment"].ShouldBe(1);
    }

    [Theory]
    [InlineData("<CreditsEarned>0.500</CreditsEarned>", "A", "0.500")]
    [InlineData("<GradeEarned>B</GradeEarned>", "B", "0.250")]
    [InlineData("<GradeEarned>B</GradeEarned><CreditsEarned>0.500</CreditsEarned>", "B", "0.500")]
    [InlineData("", "A", "0.250")]
    public void Grade_and_credits_are_taken_each_from_where_it_stands(string extension, string grade, string credits)
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Section(extension) + Sent.Grade("8", "A", credits: "0.250"));

        SifRun.Value(batch, "AM", "GRADE EARNED").ShouldBe(grade);
        SifRun.Value(batch, "AM", "CREDITS EARNED").ShouldBe(credits);
    }

    [Fact]
    public void Who_is_in_a_section_twice_does_not_get_the_grade_beside_credits_of_another_time()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Section("", "<CreditsEarned>0.500</CreditsEarned>") + Sent.Grade("8", "A"));

        Values(batch, "AM", "GRADE EARNED").ShouldBe(["A", ""]);
        Values(batch, "AM", "CREDITS EARNED").ShouldBe(["", "0.500"]);
    }

    [Fact]
    public void A_second_grade_or_calendar_is_counted()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Section("") + Sent.Grade("8", "A") + Sent.Grade("9", "B")
            + Sent.Calendar("1", 170, year: "") + Sent.Calendar("2", 180) + Sent.Calendar("3", 190), out var collector);

        SifRun.Value(batch, "AM", "GRADE EARNED").ShouldBe("B");
        SifRun.Records(batch)[1].Values[2].ShouldBe("180", "the first that says which year it is of");
        collector.LeftOut["StudentGrade besides that of the student in the section"].ShouldBe(1);
        collector.LeftOut["CalendarSummary besides that of its school"].ShouldBe(2);
    }

    [Fact]
    public void A_change_that_moves_a_grade_leaves_nothing_behind()
    {
        var other = "<StudentPersonal RefId='34'><LocalId>8</LocalId></StudentPersonal>" + Sent.Section("").Replace(Sent.StudentId, "34", StringComparison.Ordinal).Replace("RefId='70'", "RefId='79'", StringComparison.Ordinal);

        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Section("") + other + Sent.Grade("8", "A") + Sent.Event("Change", "<StudentGrade RefId='8'><StudentPersonalRefId>34</StudentPersonalRefId></StudentGrade>"));

        SifRun.Records(batch).Where(item => item.Record.Id == "AM")
            .Select(item => item.Values[item.Record.FindField("STUDENT NUMBER")!.Number] + item.Values[item.Record.FindField("GRADE EARNED")!.Number]).ShouldBe(["7", "8A"], ignoreOrder: true);
    }

    [Fact]
    public void A_calendar_may_belong_to_the_second_object_of_a_school()
    {
        var batch = SifRun.Collect(Sent.Lea + $"<SchoolInfo RefId='21'><StateProvinceId>104</StateProvinceId></SchoolInfo><SchoolInfo RefId='{Sent.SchoolId}'><StateProvinceId>104</StateProvinceId></SchoolInfo>" + Sent.Calendar("1", 180));

        SifRun.Value(batch, "SC", "DAYS IN SCHOOL YEAR").ShouldBe("180");
    }

    private static List<string> Values(string batch, string record, string field) =>
        [.. SifRun.Records(batch).Where(item => item.Record.Id == record).Select(item => item.Values[item.Record.FindField(field)!.Number])];
}
