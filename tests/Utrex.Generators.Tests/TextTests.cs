using Microsoft.CodeAnalysis;

namespace Utrex.Generators.Tests;

/// <summary>Text of the specification becomes code, comments, documentation and attributes: whatever stands in it, it arrives as it was.</summary>
public class TextTests
{
    private const string Text = "first\u2028#error second\u2029third\u0085#error\r\nfourth\rfifth\n</summary> & <c> \" \\ */ // {0} `code` ``` \0\u0001\u001b\uFFFE \uD83D\uDE00 \u202E\u200B [ColumnNames] ]]> --> @\"";

    private static readonly string Json = System.Text.Json.JsonSerializer.Serialize(Text)[1..^1];

    [Fact]
    public void A_text_arrives_at_run_time_as_it_was()
    {
        var files = GeneratorRun.Library().Select(text => new InMemoryText(text.Path, WithText(text.GetText()!.ToString())));
        var run = new GeneratorRun(files);

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
        new GeneratorRun(files, map: "sif").Result.Diagnostics.ShouldBeEmpty();
        var specification = run.Load("Library.LibrarySpecification");
        specification.FindRecord("BK")!.Description.ShouldBe(Text);
        specification.FindRecord("BK")!.FindField("TITLE")!.Description.ShouldBe(Text);
        specification.FindRecord("BK")!.FindField("TITLE")!.Notes.ShouldBe([Text]);
        specification.FindRecord("BK")!.FindField("PAGES")!.RequiredWhen.ShouldBe(Text);
        specification.FindRules("LN.004").Single().Text.ShouldBe(Text);
        specification.FindRules("LN.004").Single().Message.ShouldBe(Text);
        specification.FindRules("BK.X12").Single().Advice.ShouldBe(Text);
        specification.FindRules("BK.X13").Single().Note.ShouldBe(Text);
        specification.FindCodeTable("BookState")!.Description.ShouldBe(Text);
        specification.FindCodeTable("BookState")!.Find("N")!.Meaning.ShouldBe(Text);
        specification.FindCodeTable("BookState")!.Find("W")!.Note.ShouldBe(Text);
        specification.FindCodeTable("LentOut")!.BlankMeaning.ShouldBe(Text);
        specification.Lookups.Single().Description.ShouldBe(Text);
        specification.Lookups.Single().Rows[0][1].ShouldBe(Text);
        specification.OtherRules.Single().Text.ShouldBe(Text);
    }

    /// <summary>A name stands in messages, tables and comments of one line.</summary>
    [Theory]
    [InlineData("records/LN.json", "\"name\": \"READER\"", 9)]
    [InlineData("records/LN.json", "\"name\": \"Loan\"", 4)]
    [InlineData("codes/BookState.json", "\"title\": \"State\"", 4)]
    [InlineData("lookups/Holidays.json", "\"title\": \"Holidays\"", 4)]
    [InlineData("specification.json", "\"name\": \"Library Exchange\"", 4)]
    [InlineData("specification.json", "\"schoolYear\": \"2030-31\"", 5)]
    [InlineData("rules/ALL.json", "\"name\": \"Complete\"", 5)]
    public void A_name_has_one_line(string file, string property, int line)
    {
        foreach (var end in new[] { "\\n", "\\r", "\\u0085", "\\u2028", "\\u2029", "\\u0000" })
        {
            var run = new GeneratorRun(GeneratorRun.Library(file, text => text.Replace(property, property[..^1] + end + "#error\"", StringComparison.Ordinal)));

            var found = run.Result.Diagnostics.Where(diagnostic => diagnostic.Id == "UTREX9002").Select(diagnostic => diagnostic.Location.GetLineSpan());
            found.ShouldContain(place => place.Path == "library-spec/" + file && place.StartLinePosition.Line + 1 == line, string.Join("; ", run.Result.Diagnostics));
            run.Compile().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_message_of_the_generator_has_one_line_and_an_end()
    {
        var run = new GeneratorRun(GeneratorRun.Library("records/LN.json", text => text.Replace("\"type\": \"text\"", "\"type\": \"a\\nb\\u202e\\u2028" + new string('x', 5000) + "\"", StringComparison.Ordinal)));

        var message = run.Result.Diagnostics.First(diagnostic => diagnostic.Id == "UTREX9004").GetMessage();
        message.ShouldStartWith("'a\\u000Ab\\u202E\\u2028xxx");
        message.Length.ShouldBeLessThan(1000);
    }

    [Theory]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "stands here twice", 0, 10)]
    [InlineData("{ \"a\": \"\\ud800\" }", "half of a surrogate pair", 0, 7)]
    [InlineData("{ \"a\": \"x\\udc00\\ud800\" }", "half of a surrogate pair", 0, 7)]
    [InlineData("{ \"a\": 01 }", "is no number", 0, 7)]
    [InlineData("{ \"a\": 1. }", "is no number", 0, 7)]
    [InlineData("{ \"a\": -+1 }", "is no number", 0, 7)]
    [InlineData("{ \"a\": 1e99 }", "at most 28 digits", 0, 7)]
    [InlineData("{\r  \"a\": x }", "cannot begin a value", 1, 7)]
    [InlineData("{\r\n  \"a\": x }", "cannot begin a value", 1, 7)]
    public void What_is_no_JSON_is_reported_where_it_stands(string json, string message, int line, int column)
    {
        var exception = Should.Throw<Specification.JsonSyntaxException>(() => Specification.JsonReader.Read(json));

        exception.Message.ShouldContain(message);
        (exception.Line, exception.Column).ShouldBe((line, column));
    }

    /// <summary>Puts the text where the library has texts.</summary>
    private static string WithText(string json)
    {
        foreach (var text in new[]
        {
            "A book on a shelf.", "The title, as printed.", "Without the subtitle.", "The book is new.", "A loan ends after it begins.", "Remove the second one.", "Nobody counts pages any more.", "How a book is.", "Only the `SHELF` counts then.",
            "The book is here", "When the library is closed.", "Independence Day", "A catalogue is complete.",
        })
        {
            json = json.Replace($"\"{text}\"", $"\"{Json}\"", StringComparison.Ordinal);
        }

        return json.Replace("\"meaning\": \"New\"", $"\"meaning\": \"{Json}\"", StringComparison.Ordinal);
    }
}
