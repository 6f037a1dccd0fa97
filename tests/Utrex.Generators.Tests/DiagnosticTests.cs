using Microsoft.CodeAnalysis;

namespace Utrex.Generators.Tests;

/// <summary>A malformed or contradictory specification gets a diagnostic with file, line and column, and never an exception.</summary>
public class DiagnosticTests
{
    [Theory]
    [InlineData("UTREX9001", "records/LN.json", "\"fields\": [", "\"fields\": ", 9)]
    [InlineData("UTREX9002", "records/LN.json", "\"name\": \"Loan\",", "", 1)]
    [InlineData("UTREX9002", "records/LN.json", "\"width\": 20", "\"width\": \"20\"", 9)]
    [InlineData("UTREX9003", "records/LN.json", "\"personal\"", "\"private\"", 9)]
    [InlineData("UTREX9004", "records/LN.json", "\"type\": \"isoDate\"", "\"type\": \"day\"", 11)]
    [InlineData("UTREX9004", "rules/LN.json", "\"type\": \"future\"", "\"type\": \"past\"", 6)]
    [InlineData("UTREX9005", "records/BK.json", "\"codes\": \"BookState\"", "\"codes\": \"BookStates\"", 13)]
    [InlineData("UTREX9005", "rules/LN.json", "\"field\": \"FROM\"", "\"field\": \"FORM\"", 5)]
    [InlineData("UTREX9005", "rules/BK.json", "\"set\": \"shelf\"", "\"set\": \"shelves\"", 7)]
    [InlineData("UTREX9002", "rules/LN.json", "\"condition\": { \"require\"", "\"condition\": { \"when\": [], \"requires\"", 8)]
    [InlineData("UTREX9002", "rules/LN.json", "\"than\": { \"field\": \"FROM\" }", "\"than\": { }", 8)]
    [InlineData("UTREX9004", "rules/LN.json", "\"day\": \"asOf\"", "\"day\": \"yesterday\"", 9)]
    [InlineData("UTREX9004", "rules/LN.json", "\"is\": \">=\"", "\"is\": \"=>\"", 8)]
    [InlineData("UTREX9005", "rules/LN.json", "\"than\": { \"field\": \"FROM\" }", "\"than\": { \"field\": \"FORM\" }", 8)]
    [InlineData("UTREX9009", "rules/LN.json", "\"than\": { \"field\": \"FROM\" }", "\"than\": { \"field\": \"READER\" }", 8)]
    [InlineData("UTREX9009", "rules/LN.json", "\"check\": { \"type\": \"future\" }", "\"check\": { \"type\": \"future\" }, \"implementation\": \"Future\"", 6)]
    [InlineData("UTREX9005", "rules/LB.json", "\"notInList\": \"Holidays\"", "\"notInList\": \"Weekends\"", 16)]
    [InlineData("UTREX9005", "rules/LB.json", "\"column\": \"Day\"", "\"column\": \"Month\"", 16)]
    [InlineData("UTREX9005", "rules/BK.json", "\"inGroup\": \"Lendable\"", "\"inGroup\": \"Lent\"", 20)]
    [InlineData("UTREX9005", "rules/BK.json", "\"field\": \"LENT OUT\", \"in\": [\"Y\"] }, {", "\"field\": \"LENT OUT\", \"in\": [\"X\"] }, {", 20)]
    [InlineData("UTREX9005", "specification.json", "\"LN\", \"SM\"", "\"LN\", \"SM\", \"XX\"", 9)]
    [InlineData("UTREX9005", "codes/LentOut.json", "\"type\": \"YesNo\"", "\"type\": \"YesOrNo\"", 1)]
    [InlineData("UTREX9004", "records/LN.json", "\"personal\": \"name\"", "\"personal\": \"face\"", 9)]
    [InlineData("UTREX9005", "records/LN.json", "Holidays.Name", "Holidays.Names", 9)]
    [InlineData("UTREX9005", "records/LN.json", "Holidays.Name", "Holiday.Name", 9)]
    [InlineData("UTREX9006", "codes/YesNo.json", "\"code\": \"N\"", "\"code\": \"Y\"", 9)]
    [InlineData("UTREX9006", "codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Yes\"", 9)]
    [InlineData("UTREX9006", "records/LN.json", "\"property\": \"To\"", "\"property\": \"From\"", 11)]
    [InlineData("UTREX9007", "records/BK.json", "\"position\": 90", "\"position\": 70", 16)]
    [InlineData("UTREX9008", "codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"no-no\"", 9)]
    [InlineData("UTREX9008", "codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Meaning\"", 9)]
    [InlineData("UTREX9009", "rules/LN.json", "\"field\": \"TO\"", "\"field\": \"READER\"", 6)]
    [InlineData("UTREX9009", "codes/LentOut.json", "\"code\": \"Y\"", "\"code\": \"U\"", 7)]
    [InlineData("UTREX9009", "records/BK.json", "\"maxLength\": 8", "\"maxLength\": 8, \"exactLength\": 9", 11)]
    [InlineData("UTREX9009", "lookups/Holidays.json", "\"0704\", ", "", 7)]
    [InlineData("UTREX9002", "sif.json", "\"codeset\": \"Library\",", "", 1)]
    [InlineData("UTREX9005", "sif.json", "\"field\": \"YEAR\"", "\"field\": \"YEARS\"", 29)]
    [InlineData("UTREX9005", "sif.json", "\"record\": \"LB\"", "\"record\": \"LBR\"", 29)]
    [InlineData("UTREX9005", "sif.json", "\"when\": \"STATE\"", "\"when\": \"STATES\"", 31)]
    [InlineData("UTREX9005", "sif.json", "\"?Keeper\"", "\"?Keepers\"", 8)]
    [InlineData("UTREX9005", "sif.json", "\"name\": \"Rating\", \"key\"", "\"name\": \"Ratings\", \"key\"", 11)]
    [InlineData("UTREX9005", "sif.json", "\"path\": \"State/Code\"", "\"path\": \"Stat/Code\"", 17)]
    [InlineData("UTREX9005", "sif.json", "\"element\": \"PrintedOn\"", "\"element\": \"PrintedIn\"", 18)]
    [InlineData("UTREX9005", "sif.json", "\"path\": \"FlagList\"", "\"path\": \"FlagsList\"", 16)]
    [InlineData("UTREX9005", "records/LB.json", "LibraryInfo/Branch", "LibraryData/Branch", 9)]
    [InlineData("UTREX9005", "records/BK.json", "BookInfo/ShelfMark", "BookInfo/Shelf", 11)]
    public void What_is_wrong_is_reported_where_it_stands(string id, string file, string before, string after, int line)
    {
        var run = new GeneratorRun(GeneratorRun.Library(file, text => text.Replace(before, after, StringComparison.Ordinal)));

        run.Result.Exception.ShouldBeNull();
        var diagnostic = run.Result.Diagnostics.FirstOrDefault(candidate => string.Equals(candidate.Id, id, StringComparison.Ordinal));
        diagnostic.ShouldNotBeNull(string.Join("; ", run.Result.Diagnostics.Select(candidate => candidate.ToString())));
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.Location.GetLineSpan().Path.ShouldBe("library-spec/" + file);
        (diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1).ShouldBe(line);
        diagnostic.GetMessage().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_file_outside_a_specification_is_reported()
    {
        var files = GeneratorRun.Library().Where(text => !text.Path.EndsWith("specification.json", StringComparison.Ordinal));

        var run = new GeneratorRun(files);

        run.Result.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == "UTREX9010");
        run.Result.Diagnostics.Length.ShouldBe(files.Count());
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void Files_that_are_no_specification_are_left_alone()
    {
        var run = new GeneratorRun([new InMemoryText("appsettings.json", "{ \"a\": 1"), new InMemoryText("readme.md", "specification.schema.json")]);

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Sources.ShouldBeEmpty();
    }

    /// <summary>Every file of the specification, cut short at many places and with bytes changed: no exception, and a diagnostic or a result.</summary>
    [Fact]
    public void Damage_never_throws()
    {
        var random = new Random(1);
        foreach (var text in GeneratorRun.Library())
        {
            var source = text.GetText()!.ToString();
            for (var i = 0; i < 25; i++)
            {
                var at = random.Next(source.Length);
                var damaged = i % 2 == 0 ? source[..at] : source[..at] + "{}[]\",:0x\0é"[random.Next(11)] + source[(at + 1)..];
                var files = GeneratorRun.Library().Select(file => string.Equals(file.Path, text.Path, StringComparison.Ordinal) ? new InMemoryText(file.Path, damaged) : file);

                var run = new GeneratorRun(files);

                run.Result.Exception.ShouldBeNull();
                run.Result.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id != "UTREX9099");
            }
        }
    }
}
