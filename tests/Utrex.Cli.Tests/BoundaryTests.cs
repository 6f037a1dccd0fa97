using System.Globalization;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Tests;

/// <summary>The last value that is right and the first that is wrong, on clean batches.</summary>
public class BoundaryTests
{
    private const string NoEdit = "";

    private static readonly SampleOptions October = new();

    private static readonly SampleOptions YearEnd = October with { AsOf = October.YearEnd };

    private static readonly DateOnly LastDay = new SampleCalendar(October).Last;

    /// <summary>The age that counts for S1.309 is that on July 1, 2025; for S1.380w and S1.317 that on September 1.</summary>
    [Theory]
    [InlineData("12", "20030702", "S1.309", false)]
    [InlineData("12", "20030701", "S1.309", true)]
    [InlineData("12", "20060902", "S1.380w", false)]
    [InlineData("12", "20060901", "S1.380w", true)]
    [InlineData("PK", "20190902", "S1.317", false)]
    [InlineData("PK", "20190901", "S1.317", true)]
    [InlineData("PK", "20221001", "S1.310", false)]
    [InlineData("PK", "20221002", "S1.310", true)]
    public void Ages(string grade, string birth, string rule, bool breaks) => Expect(October, rule, breaks, batch =>
        Student(batch, student => student["GRADE LEVEL"] == grade && student["EXIT DATE"] == "" && !Has(batch, "S2", student))["BIRTH DATE"] = birth);

    [Theory]
    [InlineData("20240401", false)]
    [InlineData("20240402", true)]
    public void A_migrant_of_eighteen_months(string birth, bool breaks) => Expect(October, "S1.353", breaks, batch =>
    {
        var student = Student(batch, student => student["GRADE LEVEL"] == "PK");
        student["BIRTH DATE"] = birth;
        student["MIGRANT"] = "Y";
    });

    /// <summary>A child under 5 on September 1 in kindergarten has no membership; a military child may be 4, not 3.</summary>
    [Theory]
    [InlineData("20200901", "", false)]
    [InlineData("20200902", "", true)]
    [InlineData("20200902", "Y", false)]
    [InlineData("20210901", "Y", false)]
    [InlineData("20210902", "Y", true)]
    public void Kindergarten_at_four(string birth, string military, bool breaks) => Expect(October, "S1.376", breaks, batch =>
    {
        var student = Student(batch, student => student["GRADE LEVEL"] == "00" && !Has(batch, "S2", student));
        student["BIRTH DATE"] = birth;
        student["MILITARY CHILD"] = military;
    });

    [Theory]
    [InlineData("180", "", false)]
    [InlineData("181", "", true)]
    [InlineData("181", "Y", false)]
    public void Membership_of_a_year(string days, string isEarlyGraduate, bool breaks) => Expect(October, "S1.012", breaks, batch =>
    {
        var student = Student(batch, student => student["GRADE LEVEL"] == "08");
        student["SCHOOL MEMBERSHIP"] = days;
        student["EARLY GRADUATE"] = isEarlyGraduate;
    });

    /// <summary>An exit date lies between July 1 and the day after the last day of school.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void An_exit_after_the_last_day_of_school(int days, bool breaks) => Expect(October, "S1.322", breaks, batch =>
        Student(batch, student => student["EXIT DATE"] != "")["EXIT DATE"] = Text(LastDay.AddDays(days)));

    [Theory]
    [InlineData("20250701", false)]
    [InlineData("20250630", true)]
    public void An_exit_before_the_first_day_of_the_school_year(string exit, bool breaks) => Expect(October, "S1.322", breaks, batch =>
        Student(batch, student => student["EXIT DATE"] != "")["EXIT DATE"] = exit);

    /// <summary>The year has ended on the last day of school, not on the day before.</summary>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void The_end_of_the_year(int days, bool breaks) => Expect(October with { AsOf = LastDay.AddDays(days) }, "S1.364", breaks, batch =>
        Student(batch, student => student["GRADE LEVEL"] == "05")["DAYS ATTENDED"] = "");

    /// <summary>A course, a SCRAM record and a YIC record may end up to three days after the enrolment.</summary>
    [Theory]
    [InlineData("AM", "COURSE EXIT DATE", "AM.913", 3, false)]
    [InlineData("AM", "COURSE EXIT DATE", "AM.913", 4, true)]
    [InlineData("S2", "SCRAM EXIT DATE", "S2.627", 3, false)]
    [InlineData("S2", "SCRAM EXIT DATE", "S2.627", 4, true)]
    [InlineData("S3", "YIC EXIT DATE", "S3.715", 3, false)]
    [InlineData("S3", "YIC EXIT DATE", "S3.715", 4, true)]
    public void Ending_after_the_enrolment(string type, string field, string rule, int days, bool breaks) => Expect(YearEnd, rule, breaks, batch =>
    {
        var record = batch.Records.First(record => record.Info.Id == type);
        var student = batch.Records.First(student => student.Info.Id == "S1" && student["STUDENT NUMBER"] == record["STUDENT NUMBER"] && student["SCHOOL NUMBER"] == record["SCHOOL NUMBER"]);
        var exit = LastDay.AddDays(-60);
        student["EXIT DATE"] = Text(exit);
        foreach (var other in batch.Records.Where(other => other.Info.Id == type && other["STUDENT NUMBER"] == record["STUDENT NUMBER"]))
        {
            other[field] = Text(exit);
        }

        record[field] = Text(exit.AddDays(days));
    });

    /// <summary>A re-entry on the exit date overlaps; one day later it is contiguous; two days later it is another enrolment.</summary>
    [Theory]
    [InlineData(0, "S1.302", true)]
    [InlineData(0, "S1.304w", false)]
    [InlineData(1, "S1.302", false)]
    [InlineData(1, "S1.304w", true)]
    [InlineData(2, "S1.302", false)]
    [InlineData(2, "S1.304w", false)]
    public void Coming_back(int days, string rule, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var student = Student(batch, student => student["EXIT DATE"] != "" && student["EXIT CODE"] != "TD");
        var again = student.Copy();
        again["ENTRY DATE"] = Text(Day(student["EXIT DATE"]).AddDays(days));
        again["EXIT DATE"] = again["EXIT CODE"] = "";
        batch.Records.Insert(batch.Records.IndexOf(student) + 1, again);
    });

    /// <summary>Developmental delay ends with the ninth birthday: the exit date may be that day, not the day after.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Developmental_delay(int days, bool breaks) => Expect(YearEnd, "S2.603", breaks, batch =>
    {
        var scram = batch.Records.First(record => record.Info.Id == "S2" && record["SCRAM EXIT DATE"] != "");
        scram["DISABILITY TYPE"] = "DD";
        foreach (var student in batch.Records.Where(record => record.Info.Id == "S1" && record["STUDENT NUMBER"] == scram["STUDENT NUMBER"]))
        {
            student["BIRTH DATE"] = Text(Day(scram["SCRAM EXIT DATE"]).AddDays(-days).AddYears(-9));
        }
    });

    [Theory]
    [InlineData("10", false)]
    [InlineData("11", true)]
    public void Ten_days_without_a_course(string days, bool breaks) => Expect(October, "S1.377", breaks, batch =>
    {
        var student = Student(batch, student => student["GRADE LEVEL"] == "05" && !Has(batch, "S2", student));
        student["SCHOOL MEMBERSHIP"] = days;
        batch.Records.RemoveAll(record => record.Info.Id == "AM" && record["STUDENT NUMBER"] == student["STUDENT NUMBER"]);
    });

    /// <summary>Monday to Friday: five weekdays, of which the exit date itself is none.</summary>
    [Theory]
    [InlineData("20250908", "20250913", "5", false)]
    [InlineData("20250908", "20250912", "5", true)]
    [InlineData("20250908", "20250915", "5", false)]
    [InlineData("20250908", "20250916", "6", false)]
    [InlineData("20250908", "20250916", "7", true)]
    public void Weekdays_of_membership(string entry, string exit, string days, bool breaks) => Expect(October, "S1.329w", breaks, batch =>
    {
        var student = Student(batch, student => student["EXIT DATE"] != "");
        student["ENTRY DATE"] = entry;
        student["EXIT DATE"] = exit;
        student["SCHOOL MEMBERSHIP"] = days;
    });

    /// <summary>370 days in one school, 380 in two.</summary>
    [Theory]
    [InlineData(1, 370, false)]
    [InlineData(1, 371, true)]
    [InlineData(2, 380, false)]
    [InlineData(2, 381, true)]
    public void Days_in_all_schools(int schools, int days, bool breaks) => Expect(October, "SL.505", breaks, batch =>
    {
        var student = Student(batch, student => student["GRADE LEVEL"] == "05" && student["EXIT DATE"] == "" && !Has(batch, "S2", student));
        student["SCHOOL MEMBERSHIP"] = Number(schools == 1 ? days : days - 190);
        if (schools == 2)
        {
            var other = student.Copy();
            other["SCHOOL MEMBERSHIP"] = "190";
            other["SCHOOL NUMBER"] = batch.Records.Last(record => record.Info.Id == "SC")["SCHOOL NUMBER"];
            batch.Records.Add(other);
        }
    });

    /// <summary>The absences and the age of a change record do not count, and neither does its school membership.</summary>
    [Fact]
    public void A_change_record_breaks_no_rule_but_its_own()
    {
        var rules = Broken(October, batch =>
        {
            var student = Student(batch, student => student["GRADE LEVEL"] == "03" && student["EXIT DATE"] == "" && !Has(batch, "S2", student)).Copy();
            student["RESIDENT STATUS"] = "X";
            student["STUDENT NUMBER"] = student["STATEWIDE STUDENT ID"] = "9999999";
            student["BIRTH DATE"] = "19700101";
            student["SCHOOL MEMBERSHIP"] = "999";
            student["EXIT CODE"] = "11";
            batch.Records.Insert(batch.Records.FindIndex(record => record.Info.Id == "S1" && record["SCHOOL NUMBER"] == student["SCHOOL NUMBER"]), student);
        });

        rules.ShouldBeEmpty();
    }

    /// <summary>An expected graduation in this month is still to come until its last day has passed.</summary>
    [Theory]
    [InlineData("2025-09", true)]
    [InlineData("2025-10", false)]
    [InlineData("20251001", true)]
    [InlineData("20251002", false)]
    public void Expected_graduation(string date, bool breaks) => Expect(October, "ST.1605", breaks, batch =>
    {
        var transcript = batch.Records.First(record => record.Info.Id == "ST");
        transcript["GRADUATION DATE"] = NoEdit;
        transcript["EXPECTED GRADUATION DATE"] = date;
    });

    /// <summary>One district record with two dates is one with the later: the year has ended.</summary>
    [Fact]
    public void Of_several_district_records_the_latest_date_counts()
    {
        var rules = Broken(October, batch =>
        {
            var later = batch.Records[0].Copy();
            later["SISASOFDATE"] = "2026-06-15 00:00:00.000";
            batch.Records.Insert(1, later);
        }, today: YearEnd.AsOf);

        rules.ShouldNotContain("DI.103");
        rules.ShouldContain("AM.905");
    }

    private static void Expect(SampleOptions options, string rule, bool breaks, Action<EditableBatch> edit)
    {
        var rules = Broken(options, edit);
        if (breaks)
        {
            rules.ShouldContain(rule);
        }
        else
        {
            rules.ShouldNotContain(rule);
        }
    }

    private static List<string> Broken(SampleOptions options, Action<EditableBatch> edit, DateOnly? today = null)
    {
        var clean = new System.Buffers.ArrayBufferWriter<byte>();
        new SampleGenerator(options).Write(new BatchWriter(clean, RecordLayout.Delimited), static () => { });
        var batch = EditableBatch.Read(clean.WrittenMemory);
        edit(batch);
        return [.. batch.Validate(new SubmissionContext(options.SchoolYear, today ?? options.AsOf), reference: null).Select(finding => finding.Rule.Id).Distinct()];
    }

    private static EditableRecord Student(EditableBatch batch, Func<EditableRecord, bool> fits) => batch.Records.First(record => record.Info.Id == "S1" && fits(record));

    private static bool Has(EditableBatch batch, string type, EditableRecord student) =>
        batch.Records.Exists(record => record.Info.Id == type && record["STUDENT NUMBER"] == student["STUDENT NUMBER"]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
