using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Utrex.Generators;
using Utrex.Tests;

namespace Utrex.Analyzers.Tests;

/// <summary>Records that the generator writes in the user's own project, from a specification of the user's own.</summary>
public class OwnSpecificationTests
{
    [Theory]
    [InlineData("""_ = new BookRecord { State = "X" };""", "UTREX1001 \"X\"")]
    [InlineData("""_ = new BookRecord { State = "G" };""", "UTREX1002 \"G\"")]
    [InlineData("""_ = new BookRecord { LentOut = "N" };""", "UTREX1003 \"N\"")]
    [InlineData("""_ = new BookRecord { LentOut = false };""", "UTREX1003 false")]
    [InlineData("""_ = new BookRecord { Shelf = "A-1234567" };""", "UTREX1004 \"A-1234567\"")]
    [InlineData("""_ = new BookRecord { Place = "D1-23" };""", "UTREX1009 \"D1-23\"")]
    [InlineData("""_ = new BookRecord { Price = 0m };""", "UTREX1008 0m")]
    [InlineData("""_ = new BookRecord { Shelf = "C-1", State = "N", LentOut = default };""", "UTREX2001 Shelf = \"C-1\"")]
    [InlineData("""_ = new LoanRecord { From = new DateOnly(2030, 2, 1), To = new DateOnly(2030, 1, 1) };""", "UTREX2001 To = new DateOnly(2030, 1, 1)")]
    public void They_are_checked_like_the_states(string statement, string expected) => Underlined(statement).ShouldBe([expected]);

    [Theory]
    [InlineData("""_ = new BookRecord { State = "WO" };""")]
    [InlineData("""_ = new BookRecord { Shelf = "A-1", State = "N" };""")]
    [InlineData("""_ = new BookRecord { Shelf = "C-1", State = "W", LentOut = default };""")]
    public void What_their_rules_take_is_left_alone(string statement) => Underlined(statement).ShouldBeEmpty();

    private static IReadOnlyList<string> Underlined(string statement)
    {
        var files = Repository.SpecificationFiles("tests", "library-spec").Select(path => (AdditionalText)new FileText(path));
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        CSharpGeneratorDriver.Create([new SpecificationGenerator().AsSourceGenerator()], files, options)
            .RunGeneratorsAndUpdateCompilation(AnalyzerRun.Compile(OutputKind.ConsoleApplication, "using Library.Records; " + statement), out var compilation, out var problems);
        problems.ShouldBeEmpty();
        return [.. AnalyzerRun.Diagnose((CSharpCompilation)compilation).Select(diagnostic => $"{diagnostic.Id} {AnalyzerRun.TextOf(diagnostic)}")];
    }

    private sealed class FileText(string path) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(Path));
    }
}
