using System.Buffers;
using System.Data;
using System.Data.Common;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
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

/// <summary>What a public member cannot work with, it refuses at once, by name.</summary>
public class ArgumentTests
{
    private static readonly PublicSurface Surface = new(typeof(SpecificationInfo).Assembly, typeof(Utah.IReferenceData).Assembly, typeof(UtrexSpecification).Assembly);

    private static readonly NullArguments Nulls = new(Make);

    private static readonly DateOnly Today = new(2025, 10, 1);

    public static TheoryData<string> Types() =>
        [.. Surface.Types.Where(type => type is { IsInterface: false } and not { IsAbstract: true, IsSealed: false } && !type.IsSubclassOf(typeof(Attribute)) && !type.IsSubclassOf(typeof(Delegate)) && !type.IsSubclassOf(typeof(Exception)) && !type.IsSubclassOf(typeof(JsonConverter)) && Nulls.Of(Closed(type)).Any()).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Null_is_refused_where_the_type_rules_it_out(string name)
    {
        foreach (var (member, parameter) in Nulls.Of(Closed(Surface.Types.Single(type => type.FullName == name))))
        {
            Nulls.Check(member, parameter);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-1)]
    public void A_value_that_an_enumeration_does_not_name_is_refused(int value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchWriter(new ArrayBufferWriter<byte>(), (RecordLayout)value)).ParamName.ShouldBe("layout");
        Should.Throw<ArgumentOutOfRangeException>(() => new RecordWriter((RecordLayout)value)).ParamName.ShouldBe("layout");
        Should.Throw<ArgumentOutOfRangeException>(() => StudentRecord.Info.FindKey((FieldKey)(value * 100))).ParamName.ShouldBe("key");
        using var folder = new TemporaryFolder();
        Should.Throw<ArgumentOutOfRangeException>(() => ReferenceFolder.Open(folder.Path).Has((ReferenceRegister)value)).ParamName.ShouldBe("register");
    }

    [Theory]
    [InlineData(26)]
    [InlineData(0)]
    [InlineData(-2026)]
    [InlineData(999)]
    [InlineData(20260)]
    public void A_school_year_has_four_digits(int year)
    {
        var error = Should.Throw<ArgumentOutOfRangeException>(() => new SubmissionContext(year, Today));

        error.ParamName.ShouldBe("schoolYear");
        error.Message.ShouldContain("four digits");
        SubmissionContext.IsSchoolYear(year).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2026)]
    [InlineData(9999)]
    public void A_year_of_four_digits_has_its_days(int year) => new SubmissionContext(year, Today).LastDay.ShouldBe(new DateOnly(year, 6, 30));

    [Fact]
    public void A_day_that_was_forgotten_is_no_current_date() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SubmissionContext(2026, default)).ParamName.ShouldBe("today");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Less_than_one_thread_does_not_work(int threads) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2026, Today)) { MaxDegreeOfParallelism = threads });

    [Fact]
    public void A_line_is_never_taken_for_another_layout_for_want_of_room()
    {
        Should.Throw<ArgumentException>(() => RecordLine.Parse("S1=\t104"u8, default)).ParamName.ShouldBe("ends");
        RecordLine.Parse("S1=104"u8, default).IsDelimited.ShouldBeFalse();
    }

    [Fact]
    public void A_stream_that_cannot_be_read_is_refused()
    {
        var closed = new MemoryStream();
        closed.Dispose();

        Should.Throw<ArgumentException>(() => BatchReader.Open(closed, UtrexSpecification.Current)).ParamName.ShouldBe("stream");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_folder_without_files() =>
        Should.Throw<DirectoryNotFoundException>(() => ReferenceFolder.Open(Path.Combine(Path.GetTempPath(), "utrex-nothing\u202Ehere"))).Message.ShouldContain("utrex-nothing<U+202E>here");

    [Fact]
    public void Years_outside_the_calendar_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new MonthDay(5, 29).ToDate(10_000)).ParamName.ShouldBe("year");
        Should.Throw<ArgumentOutOfRangeException>(() => new MonthDay(5, 29).ToDate(0)).ParamName.ShouldBe("year");
        Should.Throw<ArgumentOutOfRangeException>(() => new PartialDate(10_000, 1)).Message.ShouldContain("10000");
    }

    [Fact]
    public void A_field_that_a_view_does_not_have_is_named()
    {
        Should.Throw<ArgumentException>(() => new SchoolView(RecordLine.Parse("SC=104"u8, default))["a\u202Eb"].Length).Message.ShouldContain("SC has no field 'a<U+202E>b'.");
        Should.Throw<ArgumentOutOfRangeException>(() => new SchoolView(RecordLine.Parse("SC=104"u8, default))[7].Length);
        Should.Throw<KeyNotFoundException>(() => SchoolRecord.Info.FindProperty("None")).Message.ShouldBe("SC has no property 'None'.");
    }

    [Fact]
    public void A_field_without_a_record_is_refused()
    {
        Should.Throw<InvalidOperationException>(() => new RecordWriter(RecordLayout.Delimited).Text(0, 0, "x")).Message.ShouldContain("Begin");
        Should.Throw<IndexOutOfRangeException>(() => new RecordWriter(RecordLayout.Delimited).Text(0, 0, value: null));
    }

    [Fact]
    public void A_line_has_nothing_before_it_is_ended()
    {
        var writer = new RecordWriter(RecordLayout.Delimited);
        writer.Line.Length.ShouldBe(0);

        var at = writer.Constant(writer.Begin(SchoolRecord.Info), 0, "SC="u8);
        writer.Line.Length.ShouldBe(0);
        writer.End(at);
        Encoding.UTF8.GetString(writer.Line.Span).ShouldBe("SC=");
        writer.Begin(SchoolRecord.Info);
        writer.Line.Length.ShouldBe(0);
    }

    private static Type Closed(Type type) => type.IsGenericTypeDefinition
        ? type.MakeGenericType([.. type.GetGenericArguments().Select(argument => argument.GetInterfaces() is not [var contract, ..] ? typeof(int) : contract.Name.StartsWith("IFindingList", StringComparison.Ordinal) ? typeof(FindingList) : typeof(GradePointAverage))])
        : type;

    /// <summary>Anything of a type that members can work with.</summary>
    private static object Make(Type type) => type switch
    {
        { IsGenericParameter: true } => type.GetGenericParameterConstraints().Any(constraint => constraint.Name.StartsWith("ICode", StringComparison.Ordinal)) ? typeof(ExitCode) : typeof(StudentRecord),
        _ when type == typeof(string) => "S1",
        _ when type == typeof(SpecificationInfo) || type == typeof(CompiledSpecification) => UtrexSpecification.Current,
        _ when type == typeof(RecordInfo) || type == typeof(CompiledRecord) => StudentRecord.Info,
        _ when type == typeof(FieldInfo) => StudentRecord.Info.GetField(0),
        _ when type == typeof(RuleInfo) => StudentRecord.Info.Rules[0],
        _ when type == typeof(CodeTableInfo) => ExitCode.Table,
        _ when type == typeof(SubmissionContext) => new SubmissionContext(2026, Today),
        _ when type == typeof(FindingCollector) => new FindingCollector(new SubmissionContext(2026, Today)),
        _ when type == typeof(FindingList) => new FindingList(UtrexSpecification.Current),
        _ when type == typeof(RuleClaims) => new RuleClaims(UtrexSpecification.Current),
        _ when type == typeof(CharacterSet) => new CharacterSet("A"u8, isExcept: false),
        _ when type == typeof(Stream) => new MemoryStream(),
        _ when type == typeof(PipeReader) => PipeReader.Create(new MemoryStream()),
        _ when type == typeof(IBufferWriter<byte>) => new ArrayBufferWriter<byte>(),
        _ when type == typeof(RecordWriter) => new RecordWriter(RecordLayout.Delimited),
        _ when type == typeof(BatchWriter) => new BatchWriter(new ArrayBufferWriter<byte>(), RecordLayout.Delimited),
        _ when type == typeof(BatchReader) => BatchReader.Open(ReadOnlyMemory<byte>.Empty, UtrexSpecification.Current),
        _ when type == typeof(BatchValidator) => new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2026, Today)),
        _ when type == typeof(Action<Finding>) => (Action<Finding>)(_ => { }),
        _ when type == typeof(BatchRepair) => new BatchRepair(UtrexSpecification.Current),
        _ when type == typeof(Action<RepairedValue>) => (Action<RepairedValue>)(_ => { }),
        _ when type == typeof(StatewideFolder) => StatewideFolder.Open(AppContext.BaseDirectory),
        _ when type == typeof(ReferenceFolder) => ReferenceFolder.Open(AppContext.BaseDirectory),
        _ when type == typeof(DbDataReader) => new DataTable().CreateDataReader(),
        _ when type == typeof(IEnumerable<Finding>) => Array.Empty<Finding>(),
        _ when type == typeof(IEnumerable<IRecord>) => Array.Empty<IRecord>(),
        _ when type == typeof(object) => "S1",
        _ when type == typeof(Type) => typeof(string),
        _ when type == typeof(TextTypeConverter<GradePointAverage>) => new TextTypeConverter<GradePointAverage>(),
        _ when type == typeof(NumberOrCodeTypeConverter) => new NumberOrCodeTypeConverter(typeof(NumberOrCode<GradePointAverage>)),
        _ when type == typeof(RecordText) => new RecordText("S1"),
        _ when type == typeof(FieldTest[]) => Array.Empty<FieldTest>(),
        _ => throw new InvalidOperationException($"{type} is new: say what it is to be made of."),
    };

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("utrex-arguments-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
