using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Utrex.Sdk.Records;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Codes;

/// <summary>System.Text.Json of codes, dates and records, by reflection and by a context that is generated: both write and read the same.</summary>
public partial class JsonTests
{
    private static readonly JsonSerializerOptions Reflection = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly JsonSerializerOptions Generated = new(JsonSerializerDefaults.Web) { TypeInfoResolver = Context.Default };

    public static TheoryData<JsonSerializerOptions> Resolvers() => [Reflection, Generated];

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void Values_are_texts_and_blanks_are_null(JsonSerializerOptions options)
    {
        var values = new Values
        {
            Exit = "TD",
            Resident = null,
            Last = new MonthDay(5, 29),
            Partial = new PartialDate(2025, 8, hasHyphen: true),
            Iso = new DateTime(2025, 8, 1, 7, 30, 0),
            Average = 3.5m,
            Other = "NGPA",
            Counts = new() { ["TD"] = 2, [default(ExitCode)] = 1 },
            Days = new() { [new MonthDay(10, 1)] = "TD" },
        };

        var json = JsonSerializer.Serialize(values, options);

        json.ShouldBe("""
            {"exit":"TD","blank":null,"resident":null,"last":"0529","partial":"2025-08","iso":"2025-08-01 07:30:00","average":3.5,"other":"NGPA","none":null,"counts":{"TD":2,"":1},"days":{"1001":"TD"}}
            """);
        var read = JsonSerializer.Deserialize<Values>(json, options)!;
        JsonSerializer.Serialize(read, options).ShouldBe(json);
        (read.Exit, read.Blank, read.Resident, read.Last, read.Partial, read.Iso).ShouldBe((values.Exit, default, null, values.Last, values.Partial, values.Iso));
        (read.Average, read.Other, read.None).ShouldBe((values.Average, values.Other, default));
        read.Counts.ShouldBe(values.Counts, ignoreOrder: true);
        read.Days.ShouldBe(values.Days);
    }

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void What_a_code_type_takes_for_blank_is_blank(JsonSerializerOptions options)
    {
        JsonSerializer.Deserialize<ExitCode>("null", options).IsBlank.ShouldBeTrue();
        JsonSerializer.Deserialize<ExitCode>("\"\"", options).IsBlank.ShouldBeTrue();
        JsonSerializer.Deserialize<ExitCode>("\"TD  \"", options).ShouldBe("TD");
        JsonSerializer.Deserialize<ExitCode>("\"T\\u0044\"", options).ShouldBe("TD");
        JsonSerializer.Deserialize<NumberOrCode<GradePointAverage>>("\"3.5\"", options).ShouldBe(3.5m);
        JsonSerializer.Deserialize<NumberOrCode<GradePointAverage>>("\"\"", options).IsBlank.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"exit\":\"TDD\"}", "Did you mean 'TD' (Transferred within the LEA)", "$.exit")]
    [InlineData("{\"exit\":7}", "A JSON string was expected for ExitCode, not JSON of the kind Number.", "$.exit")]
    [InlineData("{\"counts\":{\"TDD\":1}}", "'TDD' is no code of ExitCode.", "$.counts")]
    [InlineData("{\"last\":\"0230\"}", "'0230' is no MonthDay; MMDD was expected.", "$.last")]
    [InlineData("{\"average\":-1}", "A JSON number from 0 on, or a string was expected", "$.average")]
    [InlineData("{\"average\":\"NGPS\"}", "Did you mean 'NGPA'", "$.average")]
    public void What_is_wrong_is_said_with_its_place(string json, string message, string path)
    {
        foreach (var options in new[] { Reflection, Generated })
        {
            var exception = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Values>(json, options));
            exception.Message.ShouldContain(message);
            exception.Path.ShouldNotBeNull().ShouldStartWith(path);
        }
    }

    [Fact]
    public void A_long_text_in_pieces_is_read_too()
    {
        using var stream = new MemoryStream([.. "\""u8, .. new byte[40_000].Select(_ => (byte)'x'), .. "\""u8]);

        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ExitCode>(stream, Reflection)).Message.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Records_are_written_with_the_names_of_the_properties_or_of_the_specification()
    {
        var record = new StudentRecord { LeaNumber = "01", LastName = "Jensen", GradeLevel = "05", EntryDate = new DateOnly(2025, 8, 18), SchoolMembership = 30 };
        var plain = new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, TypeInfoResolver = Context.Default };
        var named = new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, TypeInfoResolver = Context.Default.WithAddedModifier(RecordJson.UseSpecificationNames) };
        var reflected = new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RecordJson.UseSpecificationNames } } };

        JsonSerializer.Serialize(record, plain).ShouldBe("""{"LastName":"Jensen","GradeLevel":"05","EntryDate":"2025-08-18","SchoolMembership":30,"LeaNumber":"01"}""");
        var json = JsonSerializer.Serialize(record, named);
        json.ShouldBe("""{"LAST NAME":"Jensen","GRADE LEVEL":"05","ENTRY DATE":"2025-08-18","SCHOOL MEMBERSHIP":30,"LEA NUMBER":"01"}""");
        JsonSerializer.Serialize(record, reflected).ShouldBe(json);
        JsonSerializer.Deserialize<StudentRecord>(json, named).ShouldBe(record);
        JsonSerializer.Deserialize<StudentRecord>(json, reflected).ShouldBe(record);
    }

    [Fact]
    public void A_record_as_text_shows_what_is_not_personal()
    {
        var record = new StudentRecord { LeaNumber = "01", LastName = "Jensen", BirthDate = new DateOnly(2015, 3, 9), GradeLevel = "05", EntryDate = new DateOnly(2025, 8, 18), SchoolMembership = 30, FirstName = "" };

        record.ToString().ShouldBe("Student Record (S1), LAST NAME: ***, BIRTH DATE: ***, GRADE LEVEL: 05, ENTRY DATE: 2025-08-18, SCHOOL MEMBERSHIP: 30, LEA NUMBER: 01");
        default(StudentRecord).ToString().ShouldBe("Student Record (S1)");
    }

    public sealed record Values
    {
        public ExitCode Exit { get; init; }

        public ExitCode Blank { get; init; }

        public ResidentStatus? Resident { get; init; }

        public MonthDay Last { get; init; }

        public PartialDate? Partial { get; init; }

        public IsoDate Iso { get; init; }

        public NumberOrCode<GradePointAverage> Average { get; init; }

        public NumberOrCode<GradePointAverage>? Other { get; init; }

        public NumberOrCode<GradePointAverage> None { get; init; }

        public Dictionary<ExitCode, int> Counts { get; init; } = [];

        public Dictionary<MonthDay, ExitCode> Days { get; init; } = [];
    }

    [JsonSerializable(typeof(Values))]
    [JsonSerializable(typeof(StudentRecord))]
    private sealed partial class Context : JsonSerializerContext;
}
