namespace Utrex.Analyzers.Tests.Usage;

/// <summary>Views, lines and spans after their reader has moved on.</summary>
public class StaleViewTests
{
    [Theory]
    [InlineData("var view = new StudentView(reader.Current); reader.Read(); Use(view);", "view")]
    [InlineData("var line = reader.Current; reader.Read(); Use(new StudentView(line));", "line")]
    [InlineData("var view = new StudentView(reader.Current); var name = view.LastName; reader.Read(); Use(name);", "name")]
    [InlineData("var bytes = reader.Line; while (reader.Read()) { Use(bytes); }", "bytes")]
    [InlineData("StudentView last = default; while (reader.Read()) { var view = new StudentView(reader.Current); if (seen) { Use(last); } last = view; seen = true; }", "last")]
    [InlineData("var view = new StudentView(reader.Current); if (seen) { reader.Read(); } else { reader.Read(); } Use(view);", "view")]
    [InlineData("ReadOnlySpan<byte> name; using (var own = BatchReader.Open(new byte[9], UtrexSpecification.Current)) { own.Read(); name = own.Line; } Use(name);", "name")]
    public void Its_use_is_found(string statements, string underlined) => Run(statements).ShouldBe([$"UTREX3003 {underlined}"]);

    [Theory]
    [InlineData("while (reader.Read()) { var view = new StudentView(reader.Current); Use(view); }")]
    [InlineData("var view = new StudentView(reader.Current); Use(view); reader.Read(); view = new StudentView(reader.Current); Use(view);")]
    [InlineData("var view = new StudentView(reader.Current); var name = view.LastName.ToArray(); reader.Read(); Use(name);")]
    [InlineData("var view = new StudentView(reader.Current); if (seen) { reader.Read(); } if (!seen) { Use(view); }")]
    [InlineData("var view = new StudentView(reader.Current); other.Read(); Use(view);")]
    [InlineData("var view = new StudentView(reader.Current); if (seen) { reader.Read(); return; } Use(view);")]
    [InlineData("do { var line = reader.Line; Use(line); } while (reader.Read());")]
    [InlineData("try { var view = new StudentView(reader.Current); Use(view); } finally { reader.Read(); }")]
    public void What_is_current_or_copied_is_left_alone(string statements) => Run(statements).ShouldBeEmpty();

    private static IReadOnlyList<string> Run(string statements) => AnalyzerRun.Underlined($$"""
        static class Reading
        {
            static void Run(BatchReader reader, BatchReader other, bool seen) { {{statements}} }
            static void Use(StudentView view) { }
            static void Use(ReadOnlySpan<byte> bytes) { }
            static void Main() { }
        }
        """);
}
