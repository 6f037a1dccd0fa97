using System.Collections;
using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Serialization;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Validation.Across;
using Utrex.Tests;
using FieldInfo = Utrex.Sdk.Specification.FieldInfo;

namespace Utrex.Sdk.Tests.Api;

/// <summary>Every public class says whether threads may share it; those that may are shared here.</summary>
public class ThreadSafetyTests
{
    private const int Rounds = 200;

    private static readonly PublicSurface Surface = new(typeof(SpecificationInfo).Assembly, typeof(Utah.IReferenceData).Assembly, typeof(UtrexSpecification).Assembly);
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2025, 10, 1));

    public static TheoryData<string> Classes() => [.. Surface.Classes.Select(type => type.FullName!)];

    public static TheoryData<string> SafeClasses() => [.. Surface.Classes.Where(IsSafe).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_says_whether_threads_may_share_it(string name)
    {
        var remarks = Surface.RemarksOn(Type(name));

        (remarks.Contains(PublicSurface.Safe, StringComparison.Ordinal) ^ remarks.Contains(PublicSurface.NotSafe, StringComparison.Ordinal))
            .ShouldBeTrue($"the remarks on {name} have to say '{PublicSurface.Safe}' or '{PublicSurface.NotSafe}'");
    }

    /// <summary>Several threads ask a new object everything at once, so that whatever is made only when it is asked for is made at once too.</summary>
    [Theory]
    [MemberData(nameof(SafeClasses))]
    public void What_is_safe_answers_all_threads_alike(string name)
    {
        var (make, use) = Uses.GetValueOrDefault(Type(name));
        make.ShouldNotBeNull($"{name} is said to be safe: use it here");
        for (var round = 0; round < Rounds; round++)
        {
            var shared = make();
            var answers = new string[4];
            Parallel.For(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = answers.Length }, thread => answers[thread] = Describe(shared) + use(shared));

            answers.ShouldAllBe(answer => answer == answers[0]);
        }
    }

    /// <summary>Reads and writes JSON with a converter alone.</summary>
    private static string Json<T>(object converter, string json)
    {
        var options = new JsonSerializerOptions { Converters = { (JsonConverter)converter } };
        return JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, options), options);
    }

    private static Lazy<string> References { get; } = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("utrex-threads-").FullName;
        File.WriteAllText(Path.Combine(folder, "REF_LEA.csv"), "LEA_NUMBER,ACTIVE_FLAG,LEA_TYPE\n01,Y,DISTRICT\n");
        File.WriteAllText(Path.Combine(folder, "REF_RESIDENCE.csv"), "ADDRESS1,CITY,ZIP,DISTRICT\n12 Main St,Orem,84057,01\n");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    private static Dictionary<Type, (Func<object> Make, Func<object, string> Use)> Uses { get; } = new()
    {
        [typeof(SubmissionContext)] = (() => new SubmissionContext(2026, new DateOnly(2025, 10, 1)), Nothing),
        [typeof(RepairedValue)] = (() => new RepairedValue(1, StudentRecord.Info, StudentRecord.Info.GetField(1), RepairKind.LeadingZeros, "4", "004"), Nothing),
        [typeof(RecordKeys)] = (() => new RecordKeys { Lea = "01" }, Nothing),
        [typeof(ValidationSummary)] = (() => new ValidationSummary { RecordsRead = 1, RecordsRefused = 2, Errors = 3, Warnings = 4, NotEvaluated = [] }, Nothing),
        [typeof(SchoolDays)] = (() => new FindingCollector(Context).DaysOf(default), Nothing),
        [typeof(CharacterSet)] = (() => new CharacterSet("ABC"u8, isExcept: false), set => $"{((CharacterSet)set).ContainsAll("ABBA"u8)} {((CharacterSet)set).ContainsAll("ABX"u8)}"),
        [typeof(BatchReaderOptions)] = (() => new BatchReaderOptions { MaxLineLength = 2000, Context = Context }, options => Read((BatchReaderOptions)options, UtrexSpecification.Current)),
        [typeof(SpecificationInfo)] = (Specification, specification => Read(new BatchReaderOptions { Context = Context }, (SpecificationInfo)specification)
            + ((SpecificationInfo)specification).FindRecord("S1") + ((SpecificationInfo)specification).FindCodeTable("ExitCode") + string.Join(' ', ((SpecificationInfo)specification).FindRules("S1.009"))),
        [typeof(CompiledSpecification)] = (Specification, specification => ((CompiledSpecification)specification).Evaluates(StudentRecord.Info.Rules[0]).ToString()),
        [typeof(RuleOrder)] = (() => new RuleOrder(UtrexSpecification.Current), order => ((RuleOrder)order).Compare(StudentRecord.Info.Rules[1], StudentRecord.Info.Rules[0]).ToString()),
        [typeof(CompiledRecord)] = (() => StudentRecord.Info, Nothing),
        [typeof(MembershipEquivalent)] = (() => MembershipEquivalent.Of(UtrexSpecification.Current)!, Nothing),
        [typeof(RecordInfo)] = (() => StudentRecord.Info, record => $"{((RecordInfo)record).FindField("EXIT CODE")} {((RecordInfo)record).FindKey(FieldKey.Student)} {((RecordInfo)record).Begins("S1="u8)}"),
        [typeof(FieldInfo)] = (() => StudentRecord.Info.GetField("EXIT CODE"), Nothing),
        [typeof(RuleInfo)] = (() => StudentRecord.Info.Rules[0], Nothing),
        [typeof(CodeInfo)] = (() => new CodeInfo { Code = "A", Meaning = "a", Member = "A" }, Nothing),
        [typeof(CodeTableInfo)] = (
            () => new CodeTableInfo { Id = "T", Title = "T", TypeName = "T", Description = "", Codes = [new() { Code = "A", Meaning = "a", Member = "A", Aliases = ["B"] }] },
            table => $"{((CodeTableInfo)table).Find("A")} {((CodeTableInfo)table).Find("B")} {((CodeTableInfo)table).Find("C")}"),
        [typeof(ValidationResult)] = (() => new ValidationResult([new Finding(StudentRecord.Info.Rules[0], StudentRecord.Info.GetField(2), 1, new RecordKeys { Record = StudentRecord.Info }, "x")], Context), result => string.Join(' ', ((ValidationResult)result).ToDictionary().Keys)),
        [typeof(TextJsonConverter<>)] = (() => new TextJsonConverter<ExitCode>(), converter => Json<ExitCode>(converter, "\"TD\"")),
        [typeof(NumberOrCodeJsonConverterFactory)] = (() => new NumberOrCodeJsonConverterFactory(), converter => Json<NumberOrCode<GradePointAverage>>(converter, "3.5")),
        [typeof(TextTypeConverter<>)] = (() => new TextTypeConverter<ExitCode>(), converter => ((TypeConverter)converter).ConvertFromInvariantString("TD")!.ToString()!),
        [typeof(NumberOrCodeTypeConverter)] = (() => new NumberOrCodeTypeConverter(typeof(NumberOrCode<GradePointAverage>)), converter => ((TypeConverter)converter).ConvertFromInvariantString("3.5")!.ToString()!),
        [typeof(LookupInfo)] = (() => new LookupInfo { Id = "L", Title = "L", Description = "", Columns = ["C"], Rows = [["1"]], RowSources = [1] }, Nothing),
        [typeof(EarlierRule)] = (() => new EarlierRule { Until = new DateOnly(2024, 7, 31), Severity = Severity.Warning }, Nothing),
        [typeof(ReconstructionInfo)] = (() => new ReconstructionInfo { From = "2025-26", Uncertain = ["u"] }, Nothing),
        [typeof(RevisionInfo)] = (() => new RevisionInfo { Date = "2024-07", Change = "c", Source = 1 }, Nothing),
        [typeof(FactInfo)] = (() => new FactInfo { Text = "t", Source = 1 }, Nothing),
        [typeof(SubmissionInfo)] = (() => new SubmissionInfo { Id = "s", Title = "S", Description = "", Records = ["S1"] }, Nothing),
        [typeof(SubmissionDate)] = (() => new SubmissionDate { Title = "D", Date = new DateOnly(2025, 10, 1), Rule = new FactInfo { Text = "t" } }, Nothing),
        [typeof(FieldTest)] = (() => new FieldTest(0, 0, 3) { Values = ["A"] }, Nothing),
        [typeof(LineCheck)] = (() => ((CompiledRecord)StudentRecord.Info).LineCheck, _ => Read(new BatchReaderOptions { Context = Context }, UtrexSpecification.Current)),
        [typeof(RuleFilter)] = (() => ((CompiledRecord)StudentRecord.Info).RuleFilter!, filter => Leave((RuleFilter)filter)),
        [typeof(ReferenceFolder)] = (
            () => ReferenceFolder.Open(References.Value),
            folder => $"{((ReferenceFolder)folder).FindLea("01")} {((ReferenceFolder)folder).FindSchools("104").Count} {((ReferenceFolder)folder).FindStudents("1").Count} {((ReferenceFolder)folder).Has(ReferenceRegister.Staff)}"),
        [typeof(StatewideFolder)] = (
            () => StatewideFolder.Open(References.Value),
            folder => $"{((StatewideFolder)folder).IsDistrict("01")} {string.Join(',', ((StatewideFolder)folder).FindDistricts("12 MAIN ST"u8, "Orem"u8, "84057-1"u8))}"),
        [typeof(LeaReference)] = (() => new LeaReference("01", IsActive: true), Nothing),
        [typeof(SchoolReference)] = (() => new SchoolReference { Number = "104" }, Nothing),
        [typeof(CourseReference)] = (() => new CourseReference { CoreCode = "1" }, Nothing),
        [typeof(StaffReference)] = (() => new StaffReference("1", IsActive: true), Nothing),
        [typeof(StudentReference)] = (() => new StudentReference { Ssid = "1" }, Nothing),
    };

    private static byte[] Batch { get; } = [.. File.ReadAllBytes(Repository.PathOf("samples", "clean.utrex")).AsSpan(0, 20_000)];

    private static Type Type(string name) => Surface.Types.Single(candidate => candidate.FullName == name);

    private static bool IsSafe(Type type) => Surface.RemarksOn(type).Contains(PublicSurface.Safe, StringComparison.Ordinal);

    private static string Nothing(object shared) => "";

    private static CompiledSpecification Specification()
    {
        var current = UtrexSpecification.Current;
        return new CompiledSpecification { Id = current.Id, Name = current.Name, SchoolYear = current.SchoolYear, EndingYear = current.EndingYear, Records = current.Records, CodeTables = current.CodeTables };
    }

    /// <summary>How many lines of a batch are clean, by a reader of the thread's own.</summary>
    /// <summary>The rules that a filter leaves of a line.</summary>
    private static string Leave(RuleFilter filter)
    {
        var left = new List<int>();
        foreach (var rule in filter.Find(RecordLine.Parse("S1=\t104\t3000005"u8, new int[3]), new FindingCollector(Context)))
        {
            left.Add(rule);
        }

        return string.Join(' ', left);
    }

    private static string Read(BatchReaderOptions options, SpecificationInfo specification)
    {
        using var reader = BatchReader.Open(Batch, specification, options);
        var clean = 0;
        while (reader.Read())
        {
            clean += reader.IsClean ? 1 : 0;
        }

        clean.ShouldBeGreaterThan(10);
        return $"{clean} of {reader.LinesRead}";
    }

    private static string Describe(object shared)
    {
        var text = new StringBuilder(shared.ToString());
        foreach (var property in shared.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(shared);
            text.Append(' ').Append(value is IEnumerable items and not string ? items.Cast<object>().Count() : value);
        }

        return text.ToString();
    }
}
