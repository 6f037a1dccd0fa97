namespace Utrex.Analyzers.Tests.Usage;

/// <summary>Records in an order that a batch cannot have.</summary>
public class RecordOrderTests
{
    private const string District = "writer.Write(district); ";
    private const string School = "writer.Write(school); ";
    private const string Student = "writer.Write(student); ";

    [Theory]
    [InlineData(School + District, "writer.Write(district)")]
    [InlineData(District + Student + School, "writer.Write(student)")]
    [InlineData(District + "foreach (var student2 in students) { writer.Write(student2); }" + School, "writer.Write(student2)")]
    [InlineData(District + School + Student + "if (ready) { writer.Write(district); }", "writer.Write(district)")]
    public void It_is_found(string statements, string underlined) => Run(statements).ShouldBe([$"UTREX3005 {underlined}"]);

    [Theory]
    [InlineData(District + School + Student)]
    [InlineData(District + "foreach (var student2 in students) { writer.Write(school); writer.Write(student2); }")]
    [InlineData(District + "if (ready) { writer.Write(school); }" + Student)]
    [InlineData("Begin(writer); " + Student)]
    [InlineData("Action begin = () => writer.Write(district); begin(); " + School)]
    [InlineData("void Begin2() => writer.Write(district); Begin2(); " + School)]
    [InlineData("writer = other; " + Student)]
    [InlineData("other.Write(student);")]
    [InlineData(District + District)]
    [InlineData(School + Student)]
    [InlineData(Student)]
    public void What_may_be_right_is_not(string statements) => Run(statements).ShouldBeEmpty();

    private static IReadOnlyList<string> Run(string statements) => AnalyzerRun.Underlined($$"""
        static class Writing
        {
            static void Run(BatchWriter other, DistrictRecord district, SchoolRecord school, StudentRecord student, StudentRecord[] students, bool ready)
            {
                var writer = new BatchWriter(new System.Buffers.ArrayBufferWriter<byte>(), RecordLayout.Delimited);
                {{statements}}
            }
            static void Begin(BatchWriter writer) { }
            static void Main() { }
        }
        """);
}
