using System.Globalization;
using System.Text;
using Utrex.Tests;

namespace Utrex.Cli.Tests.Growth;

/// <summary>Batches of one structure and any size: so many of one thing around one of another.</summary>
internal static class GrowingBatches
{
    private static readonly Dictionary<string, string[]> Rows = File.ReadLines(Repository.PathOf("samples", "clean.utrex"))
        .GroupBy(line => line[..2], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Split('\t'), StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<int, IEnumerable<string>>> All = new(StringComparer.Ordinal)
    {
        ["pairs of DI and SC"] = n => Each(n, i => $"{District(i)}\n{School(i)}"),
        ["districts"] = n => Each(n, i => District(i)),
        ["schools"] = n => [District(0), .. Each(n, School)],
        ["one school, many times"] = n => [District(0), .. Each(n, _ => School(0)), .. Each(n / 10, i => Student(i))],
        ["schools that take turns"] = n => [District(0), .. Each(n / 2, School), .. Each(n / 2, i => Student(i, school: i * 7 % (n / 2)))],
        ["students"] = n => [District(0), School(0), .. Each(n, i => Student(i))],
        ["students without a school"] = n => [District(0), .. Each(n, i => Row("S1", ("STUDENT NUMBER", Id(i)), ("SCHOOL NUMBER", "")))],
        ["enrollments without a number"] = n => [District(0), School(0), .. Each(n, i => Row("S1", ("STUDENT NUMBER", ""), ("LAST NAME", Name(i))))],
        ["enrollments of one student"] = n => [District(0), School(0), .. Each(n, i => Student(0, entry: Day(i)))],
        ["enrollments of one student on one day"] = n => [District(0), School(0), .. Each(n, _ => Student(0))],
        ["one student, another each time"] = n => [District(0), School(0), .. Each(n, i => Row("S1", ("STUDENT NUMBER", Id(0)), ("LAST NAME", Name(i)), ("STATEWIDE STUDENT ID", Id(i))))],
        ["one student in many schools"] = n => [District(0), .. Each(n / 2, School), .. Each(n / 2, i => Student(0, school: i))],
        ["students of one SSID"] = n => [District(0), School(0), .. Each(n, i => Row("S1", ("STUDENT NUMBER", Id(i)), ("STATEWIDE STUDENT ID", Id(0))))],
        ["students of many LEAs"] = n => [District(0), School(0), .. Each(n, i => Row("S1", ("STUDENT NUMBER", Id(i)), ("LEA NUMBER", Id(i))))],
        ["changes of one student"] = n => [District(0), School(0), .. Each(n / 2, i => Row("S1", ("STUDENT NUMBER", Id(0)), ("RESIDENT STATUS", "C"))), .. Each(n / 2, i => Membership(0, i))],
        ["SCRAM records of one student"] = n => [District(0), School(0), Student(0), .. Each(n, i => Row("S2", ("STUDENT NUMBER", Id(0)), ("SCRAM ENTRY DATE", Day(i))))],
        ["YIC and SCRAM records of one student"] = n => [District(0), School(0), Student(0), .. Each(n / 2, i => Row("S2", ("STUDENT NUMBER", Id(0)), ("SCRAM ENTRY DATE", Day(i)), ("TIME", "C"))), .. Each(n / 2, i => Row("S3", ("STUDENT NUMBER", Id(0)), ("YIC ENTRY DATE", Day(i)), ("TIME", "C"), ("SCHOOL NUMBER", "104"), ("LEA NUMBER", "01")))],
        ["504 and Summer EBT records of one student"] = n => [District(0), School(0), Student(0), .. Each(n / 2, i => Row("S4", ("STUDENT NUMBER", Id(0)), ("SECTION 504 ENTRY DATE", Day(i)))), .. Each(n / 2, _ => Row("S5", ("STUDENT NUMBER", Id(0))))],
        ["courses"] = n => [District(0), School(0), .. Each(n, i => Course(i))],
        ["one course, many times"] = n => [District(0), School(0), .. Each(n, _ => Course(0))],
        ["one course in many LEAs"] = n => [District(0), School(0), .. Each(n, i => Row("AC", ("COURSE & SECTION", Id(0)), ("LEA NUMBER", Id(i))))],
        ["one course in many periods"] = n => [District(0), School(0), .. Each(n, i => Row("AC", ("COURSE & SECTION", Id(0)), ("PERIOD", Id(i))))],
        ["memberships of one student in one course"] = n => [District(0), School(0), Course(0), Student(0), .. Each(n, _ => Membership(0, 0))],
        ["memberships of one student"] = n => [District(0), School(0), Student(0), .. Each(n, i => Membership(0, i))],
        ["memberships of one course"] = n => [District(0), School(0), Course(0), .. Each(n / 2, i => Student(i)), .. Each(n / 2, i => Membership(i, 0))],
        ["memberships in many LEAs"] = n => [District(0), School(0), Student(0), .. Each(n, i => Row("AM", ("STUDENT NUMBER", Id(0)), ("COURSE NUMBER", Id(0)), ("LEA NUMBER", Id(i))))],
        ["students of one incident"] = n => [District(0), School(0), Row("I1"), .. Each(n / 2, i => Student(i)), .. Each(n / 2, i => Row("I2", ("STUDENT NUMBER", Id(i))))],
        ["one student of one incident, many times"] = n => [District(0), School(0), Row("I1"), Student(0), .. Each(n, _ => Row("I2", ("STUDENT NUMBER", Id(0))))],
        ["incidents"] = n => [District(0), School(0), .. Each(n, i => Row("I1", ("INCIDENT ID", Id(i))))],
        ["one incident, many times"] = n => [District(0), School(0), Student(0), Row("I2", ("STUDENT NUMBER", Id(0))), .. Each(n, _ => Row("I1"))],
        ["transcripts of one student"] = n => [District(0), School(0), .. Each(n / 2, i => Student(0, entry: Day(i))), .. Each(n / 2, i => Row("ST", ("STUDENT NUMBER", Id(0)), ("PARENT/GUARDIAN LAST NAME", Name(i))))],
        ["transcripts of nobody"] = n => [District(0), School(0), .. Each(n, i => Row("ST", ("STUDENT NUMBER", Id(0)), ("PARENT/GUARDIAN LAST NAME", Name(i))))],
        ["tests of one transcript"] = n => [District(0), School(0), Student(0), Row("ST", ("STUDENT NUMBER", Id(0))), .. Each(n, i => Row("TA", ("STUDENT NUMBER", Id(0)), ("TEST NAME", Name(i))))],
        ["courses of one transcript"] = n => [District(0), School(0), Student(0), Row("ST", ("STUDENT NUMBER", Id(0))), .. Each(n, i => Row("TC", ("STUDENT NUMBER", Id(0)), ("COURSE RECORD ID", Id(i)), ("COURSE SCHOOL NAME", Name(i))))],
        ["grades of one course"] = n => [District(0), School(0), Student(0), Row("TC", ("STUDENT NUMBER", Id(0)), ("COURSE RECORD ID", Id(0))), .. Each(n, i => Row("TG", ("STUDENT NUMBER", Id(0)), ("COURSE RECORD ID", Id(0)), ("GRADING TERM", Name(i))))],
        ["one transcript course, many times"] = n => [District(0), School(0), Student(0), .. Each(n / 2, _ => Row("TC", ("STUDENT NUMBER", Id(0)), ("COURSE RECORD ID", Id(0)))), .. Each(n / 2, _ => Row("TG", ("STUDENT NUMBER", Id(0)), ("COURSE RECORD ID", Id(0))))],
        ["records before a district"] = n => Each(n, i => Student(i)),
        ["lines that are none"] = n => Each(n, i => (i % 4) switch { 0 => "", 1 => "XX=\t1", 2 => "\0", _ => "s1=" }),
        ["lines without a place for their values"] = n => [District(0), School(0), .. Each(n, i => Student(i) + "\t\t\t\t\tx")],
    };

    /// <summary>The names of the structures.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>A batch of so many records.</summary>
    public static string Make(string structure, int records) => string.Join('\n', All[structure](records)) + "\n";

    /// <summary>The registers of a state with so many rows, many of them about one thing.</summary>
    public static void MakeReference(string folder, int rows)
    {
        Directory.CreateDirectory(folder);
        Write("REF_LEA.csv", "LEA_NUMBER,LEA_NAME,ACTIVE_FLAG,LEA_TYPE", i => $"{(i % 2 == 0 ? "01" : Id(i))},x,{(i % 3 == 0 ? "Y" : "N")},DISTRICT");
        Write("REF_SCHOOL_LEA.csv", "SCHOOL_YEAR,LEA_NUMBER,SCHOOL_NUMBER,SCHOOL_NAME,GRADE_LOW,GRADE_HIGH,ACTIVE_FLAG,CLOSED_FLAG,DATE_CLOSED,SCHOOL_TYPE,CBE_FLAG,IBE_FLAG", i => $"2025,{Id(i)},{(i % 2 == 0 ? "104" : Id(i))},x,00,12,Y,1,20200101,x,N,N");
        Write("REF_COURSE_CODE.csv", "CORE_CODE,TITLE,GRADE_LOW,GRADE_HIGH,ACTIVE_FLAG,VALID_FOR,EFFECTIVE_YEAR,RETIRE_YEAR", i => $"{(i % 2 == 0 ? Rows["AC"][UtrexSpecification.Current.FindRecord("AC")!.FindField("CORE CODE")!.Number] : Id(i))},x,00,12,N,T,2000,2001");
        Write("REF_STAFF_ID.csv", "PERSON_ID,ACTIVE_FLAG", i => $"{Id(i)},N");
        Write("REF_SSID.csv", "SSID,ACTIVE_FLAG,LAST_NAME,FIRST_NAME,MIDDLE_NAME,BIRTH_DATE,SEX,COHORT_YEAR,LEA_NUMBER", i => $"{Id(i / 2)},N,x,x,,20100101,M,2026,01");

        void Write(string name, string header, Func<int, string> row) =>
            File.WriteAllText(Path.Combine(folder, name), header + "\n" + string.Join('\n', Each(rows, row)) + "\n");
    }

    private static IEnumerable<string> Each(int count, Func<int, string> line) => Enumerable.Range(0, count).Select(line);

    private static string District(int i) => Row("DI", ("LEA NUMBER", i == 0 ? "01" : Id(i)));

    private static string School(int i) => Row("SC", ("SCHOOL NUMBER", Number(i)));

    private static string Student(int i, int school = 0, string? entry = null) => entry is null
        ? Row("S1", ("STUDENT NUMBER", Id(i)), ("SCHOOL NUMBER", Number(school)), ("STATEWIDE STUDENT ID", Id(i)))
        : Row("S1", ("STUDENT NUMBER", Id(i)), ("SCHOOL NUMBER", Number(school)), ("STATEWIDE STUDENT ID", Id(i)), ("ENTRY DATE", entry));

    private static string Course(int i) => Row("AC", ("COURSE & SECTION", Id(i)));

    private static string Membership(int student, int course) => Row("AM", ("STUDENT NUMBER", Id(student)), ("COURSE NUMBER", Id(course)));

    private static string Number(int school) => school == 0 ? "104" : Id(school);

    private static string Id(int i) => (3_000_000 + i).ToString(CultureInfo.InvariantCulture);

    private static string Name(int i) => "N" + string.Concat(Id(i).Select(digit => (char)('a' + digit - '0')));

    private static string Day(int i) => new DateOnly(2025, 7, 1).AddDays(i % 300).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Row(string record, params ReadOnlySpan<(string Field, string Value)> values)
    {
        var info = UtrexSpecification.Current.FindRecord(record)!;
        var row = Rows.TryGetValue(record, out var sample) ? [.. sample, .. Enumerable.Repeat("", info.Fields.Count - sample.Length)] : info.Fields.Select(field => field.Constant ?? "").ToArray();
        foreach (var (field, value) in values)
        {
            row[info.FindField(field)!.Number] = value;
        }

        return new StringBuilder().AppendJoin('\t', row).ToString();
    }
}
