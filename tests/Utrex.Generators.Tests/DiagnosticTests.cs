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
    [InlineData("UTREX9007", "records/BK.json", "\"position\": 90", "\"position\": 70", 16)]
    [InlineData("UTREX9009", "rules/LN.json", "\"field\": \"TO\"", "\"field\": \"READER\"", 6)]
    [InlineData("UTREX9009", "codes/LentOut.json", "\"code\": \"Y\"", "\"code\": \"U\"", 7)]
    [InlineData("UTREX9009", "records/BK.json", "\"maxLength\": 8", "\"maxLength\": 8, \"exactLength\": 9", 11)]
    [InlineData("UTREX9009", "lookups/Holidays.json", "\"0704\", ", "", 7)]
    [InlineData("UTREX9002", "maps/sif.json", "\"prefix\": \"Sif\",", "", 1)]
    [InlineData("UTREX9005", "maps/sif.json", "\"field\": \"YEAR\"", "\"field\": \"YEARS\"", 32)]
    [InlineData("UTREX9005", "maps/sif.json", "\"record\": \"LB\", \"field\"", "\"record\": \"LBR\", \"field\"", 32)]
    [InlineData("UTREX9005", "maps/sif.json", "\"when\": \"STATE\"", "\"when\": \"STATES\"", 34)]
    [InlineData("UTREX9005", "maps/sif.json", "\"?Keeper\"", "\"?Keepers\"", 12)]
    [InlineData("UTREX9005", "maps/sif.json", "\"name\": \"Rating\", \"key\"", "\"name\": \"Ratings\", \"key\"", 15)]
    [InlineData("UTREX9005", "maps/sif.json", "\"path\": \"State/Code\"", "\"path\": \"Stat/Code\"", 20)]
    [InlineData("UTREX9005", "maps/sif.json", "\"element\": \"PrintedOn\"", "\"element\": \"PrintedIn\"", 21)]
    [InlineData("UTREX9005", "maps/sif.json", "\"path\": \"FlagList\"", "\"path\": \"FlagsList\"", 19)]
    [InlineData("UTREX9005", "maps/sif.json", "LibraryInfo/Branch", "LibraryData/Branch", 38)]
    [InlineData("UTREX9005", "maps/sif.json", "BookInfo/ShelfMark", "BookInfo/Shelf", 43)]
    [InlineData("UTREX9002", "maps/sif.json", "\"name\": \"Rating\", \"key\"", "\"name\": \"\", \"key\"", 15)]
    [InlineData("UTREX9009", "maps/sif.json", "\"key\": \"@By\"", "\"key\": \"Rating\"", 15)]
    [InlineData("UTREX9009", "maps/sif.json", "\"elements\": [\"Rating\"]", "\"elements\": [\"Rating\", \"RatingList!\"]", 1)]
    [InlineData("UTREX9005", "maps/sif.json", "\"field\": \"SHELF\"", "\"field\": \"SHELVES\"", 43)]
    [InlineData("UTREX9005", "maps/sif.json", "\"table\": \"LentOut\"", "\"table\": \"LentIn\"", 56)]
    [InlineData("UTREX9005", "maps/sif.json", "\"table\": \"LentOut\",", "\"table\": \"LentOut\", \"case\": \"upper\",", 57)]
    [InlineData("UTREX9005", "maps/sif.json", "\"code\": \"W\"", "\"code\": \"V\"", 54)]
    [InlineData("UTREX9008", "maps/sif.json", "\"prefix\": \"Sif\"", "\"prefix\": \"sif\"", 7)]
    [InlineData("UTREX9008", "maps/sif.json", "\"Library.Sif\"", "\"Library.event\"", 6)]
    [InlineData("UTREX9008", "maps/sif.json", "\"Library.Sif\"", "\"Library.LibrarySpecification\"", 6)]
    [InlineData("UTREX9008", "maps/sif.json", "\"SifRules\"", "\"ToString\"", 61)]
    [InlineData("UTREX9006", "maps/sif.json", "\"SifRules\"", "\"Mapping\"", 61)]
    [InlineData("UTREX9009", "maps/sif.json", "\"write\": 1", "\"write\": -1", 47)]
    [InlineData("UTREX9002", "rules/LN.json", ", \"text\": \"A loan ends after it begins.\"", "", 8)]
    [InlineData("UTREX9002", "rules/ALL.json", "\"A catalogue is complete.\"", "\"\"", 5)]
    [InlineData("UTREX9002", "records/LN.json", "\"name\": \"Loan\"", "\"name\": null", 1)]
    [InlineData("UTREX9002", "records/LN.json", "\"name\": \"READER\"", "\"name\": \"\"", 9)]
    [InlineData("UTREX9002", "records/LN.json", "\"value\": \"LN=\", ", "", 8)]
    [InlineData("UTREX9009", "records/LN.json", "\"value\": \"LN=\"", "\"value\": \"BK=\"", 8)]
    [InlineData("UTREX9009", "records/LN.json", "\"value\": \"LN=\"", "\"value\": \"LN\u20ac\"", 8)]
    [InlineData("UTREX9009", "records/LN.json", "\"width\": 20", "\"width\": 0", 9)]
    [InlineData("UTREX9009", "records/LN.json", "\"width\": 20", "\"width\": 2147483647", 9)]
    [InlineData("UTREX9009", "records/BK.json", "\"digits\": 12", "\"digits\": 19", 15)]
    [InlineData("UTREX9009", "records/BK.json", "\"digits\": 3, \"decimals\": 2", "\"digits\": 2147483647, \"decimals\": 2147483647", 16)]
    [InlineData("UTREX9005", "records/BK.json", "\"field\": \"STATE\"", "\"field\": \"STAT\"", 1)]
    [InlineData("UTREX9005", "records/BK.json", "\"fields\": [\"SHELF\"]", "\"fields\": [\"SHELVES\"]", 1)]
    [InlineData("UTREX9002", "lookups/Holidays.json", "\"rows\": [{ \"values\": [\"0704\", \"Independence Day\"] }, { \"values\": [\"0724\", \"Pioneer Day\"], \"source\": 3 }]", "\"rows\": []", 7)]
    [InlineData("UTREX9002", "lookups/Holidays.json", "[\"Day\", \"Name\"]", "[]", 6)]
    [InlineData("UTREX9006", "lookups/Holidays.json", "[\"Day\", \"Name\"]", "[\"Day\", \"Day\"]", 6)]
    [InlineData("UTREX9009", "codes/RatingCode.json", "\"code\": \"NR\"", "\"code\": \"N R\"", 7)]
    [InlineData("UTREX9009", "codes/RatingCode.json", "\"code\": \"NR\"", "\"code\": \"N\u0142\"", 7)]
    [InlineData("UTREX9009", "codes/RatingCode.json", "\"code\": \"NR\"", "\"code\": \"123456789012345678901234567890123\"", 7)]
    [InlineData("UTREX9009", "codes/BookState.json", "\"aliases\": [\"WO\"]", "\"aliases\": [\"W O\"]", 8)]
    [InlineData("UTREX9002", "codes/BookState.json", "\"aliases\": [\"WO\"]", "\"aliases\": [\"\"]", 8)]
    [InlineData("UTREX9006", "codes/BookState.json", "\"aliases\": [\"WO\"]", "\"aliases\": [\"N\"]", 8)]
    [InlineData("UTREX9009", "codes/RatingCode.json", "\"codes\": [{ \"code\": \"NR\", \"meaning\": \"Not rated\", \"member\": \"NotRated\" }]", "\"codes\": []", 7)]
    [InlineData("UTREX9005", "codes/YesNo.json", "\"true\": \"Y\"", "\"true\": \"J\"", 11)]
    [InlineData("UTREX9002", "codes/YesNo.json", "\"true\": \"Y\", ", "", 11)]
    [InlineData("UTREX9005", "codes/BookState.json", "\"replacement\": \"N\"", "\"replacement\": \"X\"", 10)]
    [InlineData("UTREX9009", "rules/BK.json", "\"check\": { \"type\": \"present\" }", "\"check\": { \"type\": \"present\", \"length\": 3 }", 5)]
    [InlineData("UTREX9009", "rules/BK.json", "\"type\": \"minLength\", \"length\": 2", "\"type\": \"minLength\", \"length\": 2147483647", 9)]
    [InlineData("UTREX9009", "rules/BK.json", "\"min\": 1, \"max\": 9999", "\"min\": 10000, \"max\": 9999", 12)]
    [InlineData("UTREX9009", "rules/BK.json", "\"max\": 9999", "\"max\": 79228162514264337593543950335", 12)]
    [InlineData("UTREX9009", "rules/BK.json", "[A-C]#-##", "[A-C#-##", 17)]
    [InlineData("UTREX9009", "rules/BK.json", "[A-C]#-##", "[C-A]#-##", 17)]
    [InlineData("UTREX9009", "rules/BK.json", "[A-C]#-##", "[A-C]#-\u20ac", 17)]
    [InlineData("UTREX9009", "rules/BK.json", "\"length\": 1, \"notIn\": [\"0\"]", "\"length\": 1, \"notIn\": [\"00\"]", 18)]
    [InlineData("UTREX9002", "rules/BK.json", "\"unless\": { \"field\": \"STATE\", \"in\": [\"WORNOUTBYREADERS\", \"G\"] }", "\"unless\": { \"field\": \"STATE\", \"in\": [] }", 12)]
    [InlineData("UTREX9009", "rules/BK.json", "\"when\": { \"field\": \"STATE\", \"in\": [\"N\"] }", "\"when\": { \"field\": \"STATE\", \"in\": [\"N\"] }, \"unless\": { \"field\": \"STATE\", \"in\": [\"W\"] }", 19)]
    [InlineData("UTREX9009", "rules/BK.json", "\"field\": \"TITLE\", \"fields\": [\"PLACE\"], \"level\": \"warning\", \"kind\": \"field\", \"each\": true, \"check\": { \"type\": \"characters\", \"set\": \"noSpaces\"", "\"field\": \"ID\", \"level\": \"warning\", \"kind\": \"field\", \"check\": { \"type\": \"numeric\"", 19)]
    [InlineData("UTREX9009", "rules/ALL.json", "\"text\"", "\"field\": \"X\", \"check\": { \"type\": \"present\" }, \"text\"", 5)]
    [InlineData("UTREX9005", "rules/LN.json", "\"text\": \"A loan ends after it begins.\"", "\"text\": \"x\", \"dependsOn\": \"XX\"", 8)]
    [InlineData("UTREX9002", "rules/BK.json", "\"any\": [{ \"field\": \"SHELF\"", "\"any\": [], \"none\": [{ \"field\": \"SHELF\"", 20)]
    [InlineData("UTREX9002", "rules/BK.json", "\"in\": [\"A\", \"B\"]", "\"in\": []", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "\"in\": [\"A\", \"B\"]", "\"in\": [\"A\", \"BC\"]", 20)]
    [InlineData("UTREX9002", "rules/BK.json", "\"start\": 1, \"length\": 1, \"in\": [\"A\"", "\"start\": 1, \"in\": [\"A\"", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "\"number\": 4.5", "\"number\": 1000000000000000", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "{ \"field\": \"RATING\", \"is\": \">=\", \"than\": { \"number\": 4.5 } }", "{ \"field\": \"STATE\", \"is\": \">=\", \"than\": { \"number\": 4.5 } }", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "{ \"field\": \"RATING\", \"is\": \">=\", \"than\": { \"number\": 4.5 } }", "{ \"field\": \"TITLE\", \"is\": \"<\", \"than\": { \"field\": \"PLACE\" } }", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "{ \"field\": \"RATING\", \"is\": \">=\", \"than\": { \"number\": 4.5 } }", "{ \"fields\": [\"TITLE\", \"PLACE\"], \"is\": \"present\" }", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "{ \"field\": \"RATING\", \"is\": \">=\", \"than\": { \"number\": 4.5 } }", "{ \"fields\": [\"TITLE\", \"PLACE\", \"SHELF\"], \"inList\": \"Holidays\" }", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "{ \"field\": \"RATING\", \"is\": \">=\", \"than\": { \"number\": 4.5 } }", "{ \"age\": \"PRINTED\", \"on\": \"today\", \"is\": \">=\", \"years\": 3 }", 20)]
    [InlineData("UTREX9009", "rules/BK.json", "\"in\": [\"Y\"] }, {", "\"in\": [\"Y\"], \"column\": \"Day\" }, {", 20)]
    [InlineData("UTREX9002", "rules/LN.json", "\"than\": { \"field\": \"FROM\" }", "\"than\": { \"field\": \"FROM\", \"number\": 1 }", 8)]
    [InlineData("UTREX9009", "rules/LN.json", "\"than\": { \"field\": \"FROM\" }", "\"than\": { \"field\": \"FROM\", \"plus\": 1 }", 8)]
    [InlineData("UTREX9009", "rules/LN.json", "\"plus\": -30", "\"plus\": -2147483648", 9)]
    [InlineData("UTREX9006", "specification.json", "\"LN\", \"SM\"", "\"LN\", \"SM\", \"LN\"", 9)]
    [InlineData("UTREX9005", "specification.json", "\"firstRecord\": \"LB\"", "\"firstRecord\": \"SM\"", 10)]
    [InlineData("UTREX9009", "specification.json", "\"endingYear\": 2031", "\"endingYear\": 99999", 6)]
    [InlineData("UTREX9002", "specification.json", "[\"LB\", \"BK\", \"LN\", \"SM\"]", "[]", 9)]
    [InlineData("UTREX9009", "specification.json", "\"except\": \" \"", "\"except\": \"\u00e9\uffff\"", 14)]
    [InlineData("UTREX9009", "specification.json", "\"except\": \" \"", "\"except\": \" \", \"characters\": \"A\"", 14)]
    [InlineData("UTREX9002", "codes/BookState.json", "\"since\": \"2030\" }", "\"since\": \"2030-07\" }", 7)]
    [InlineData("UTREX9002", "codes/BookState.json", "\"since\": \"2030\" }", "\"since\": 2030 }", 7)]
    [InlineData("UTREX9002", "codes/BookState.json", "\"since\": \"2030\" }", "\"until\": \"2030-02-30\" }", 7)]
    [InlineData("UTREX9009", "codes/BookState.json", "\"until\": \"2030-12-31\"", "\"until\": \"2030-06-30\"", 9)]
    [InlineData("UTREX9009", "codes/BookState.json", "\"reason\": \"Nobody agreed.\" } }", "\"reason\": \"Nobody agreed.\" }, \"until\": \"2028\" }", 10)]
    [InlineData("UTREX9002", "records/BK.json", "\"since\": \"2030-09-01\"", "\"since\": \"September\"", 15)]
    [InlineData("UTREX9002", "records/BK.json", "\"until\": \"2031\"", "\"until\": \"\"", 16)]
    [InlineData("UTREX9002", "rules/BK.json", "\"until\": \"2032-06-30\"", "\"until\": \"20320630\"", 14)]
    [InlineData("UTREX9009", "rules/BK.json", "\"until\": \"2032-06-30\"", "\"until\": \"2027\"", 14)]
    [InlineData("UTREX9002", "rules/BK.json", "\"until\": \"2029-12-31\", \"level\": \"error\"", "\"until\": \"2029\", \"level\": \"error\"", 14)]
    [InlineData("UTREX9002", "rules/BK.json", "\"until\": \"2029-12-31\", \"level\": \"error\"", "\"level\": \"error\"", 14)]
    [InlineData("UTREX9002", "rules/BK.json", "\"until\": \"2029-12-31\", \"level\": \"error\"", "\"until\": \"2029-12-31\"", 14)]
    [InlineData("UTREX9003", "rules/BK.json", "\"until\": \"2029-12-31\", \"level\": \"error\"", "\"until\": \"2029-12-31\", \"severity\": \"error\"", 14)]
    [InlineData("UTREX9004", "rules/BK.json", "\"until\": \"2029-12-31\", \"level\": \"error\"", "\"until\": \"2029-12-31\", \"level\": \"fatal\"", 14)]
    [InlineData("UTREX9009", "rules/BK.json", "\"until\": \"2029-12-31\", \"level\": \"error\"", "\"until\": \"2030-12-31\", \"level\": \"error\"", 14)]
    [InlineData("UTREX9009", "rules/BK.json", "\"until\": \"2029-12-31\", \"level\": \"error\"", "\"until\": \"2029-12-31\", \"limit\": 1", 14)]
    [InlineData("UTREX9002", "specification.json", "\"date\": \"2031-02\"", "\"date\": \"2031\"", 42)]
    [InlineData("UTREX9002", "specification.json", "\"source\": 7, ", "", 42)]
    [InlineData("UTREX9002", "specification.json", "\"from\": \"2031-32\",", "", 40)]
    public void What_is_wrong_is_reported_where_it_stands(string id, string file, string before, string after, int line)
    {
        var files = GeneratorRun.Library(file, text => text.Replace(before, after, StringComparison.Ordinal));
        var run = new GeneratorRun(files, GeneratorRun.AdapterOf(file));

        run.Result.Exception.ShouldBeNull();
        var diagnostic = run.Result.Diagnostics.FirstOrDefault(candidate => string.Equals(candidate.Id, id, StringComparison.Ordinal));
        diagnostic.ShouldNotBeNull(string.Join("; ", run.Result.Diagnostics.Select(candidate => candidate.ToString())));
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.Location.GetLineSpan().Path.ShouldBe("library-spec/" + file);
        (diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1).ShouldBe(line);
        diagnostic.GetMessage().ShouldNotBeNullOrWhiteSpace();
        new GeneratorRun(files).Compile().Where(error => error.Severity == DiagnosticSeverity.Error).ShouldBeEmpty("what is wrong is left out, and the rest compiles");
    }

    [Fact]
    public void A_record_has_as_many_fields_as_a_line_can_be_checked_at_once()
    {
        static List<AdditionalText> WithFields(int count) => GeneratorRun.Library("records/LN.json", text => text.Replace(
            "The last day.\" }", "The last day.\" }" + string.Concat(Enumerable.Range(4, count - 4).Select(i => $", {{ \"name\": \"F{i}\", \"property\": \"F{i}\", \"type\": \"text\", \"width\": 1, \"required\": \"optional\", \"description\": \"x\" }}")), StringComparison.Ordinal));

        new GeneratorRun(WithFields(192)).Load("Library.LibrarySpecification").FindRecord("LN")!.Fields.Count.ShouldBe(192);
        var run = new GeneratorRun(WithFields(193));
        run.Result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("UTREX9009");
        run.Compile().ShouldBeEmpty();
    }

    /// <summary>Many rules, each in two halves since its maximum may be lifted: no two of them share a variable.</summary>
    [Fact]
    public void A_field_may_have_many_rules()
    {
        var many = string.Concat(Enumerable.Range(0, 100).Select(i => $", {{ \"number\": \"Y{i}\", \"field\": \"PAGES\", \"level\": \"error\", \"kind\": \"field\", \"check\": {{ \"type\": \"range\", \"min\": 1, \"max\": {i + 2}, \"unless\": {{ \"field\": \"STATE\", \"in\": [\"N\"] }} }} }}"));

        var run = new GeneratorRun(GeneratorRun.Library("rules/BK.json", text => text.Replace("\"text\": \"Pages are counted.\" }", "\"text\": \"Pages are counted.\" }" + many, StringComparison.Ordinal)));

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
    }

    /// <summary>Each value of a list is an expression somewhere, and a table of more than 254 codes counts them in two bytes.</summary>
    [Fact]
    public void Lists_and_tables_may_be_long()
    {
        var files = GeneratorRun.Library().Select(text => new InMemoryText(text.Path, text.GetText()!.ToString()
            .Replace("{ \"values\": [\"0704\", \"Independence Day\"] }", string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"{{ \"values\": [\"{i:0000}\", \"Day {i}\"] }}")), StringComparison.Ordinal)
            .Replace("\"values\": [\"001\", \"002\"]", $"\"values\": [{string.Join(", ", Enumerable.Range(0, 1_000).Select(i => $"\"{i:000}\""))}]", StringComparison.Ordinal)
            .Replace("{ \"code\": \"NR\",", string.Concat(Enumerable.Range(0, 499).Select(i => $"{{ \"code\": \"{i}\", \"meaning\": \"x\", \"member\": \"Code{i}\", \"groups\": [\"Numbered\"] }}, ")) + "{ \"code\": \"NR\",", StringComparison.Ordinal)));

        var run = new GeneratorRun(files);

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Load("Library.LibrarySpecification").FindCodeTable("RatingCode")!.Codes.Count.ShouldBe(500);
    }

    /// <summary>A descriptor without a line in the documentation, or a line without one, is drift.</summary>
    [Fact]
    public void Every_diagnostic_is_documented()
    {
        var documented = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Utrex.Tests.Repository.PathOf("docs", "specification-format.md")), @"^\| (UTREX9\d\d\d) \| ", System.Text.RegularExpressions.RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        var released = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Utrex.Tests.Repository.PathOf("generators", "Utrex.Generators", "AnalyzerReleases.Unshipped.md")), @"^(UTREX9\d\d\d) \| ", System.Text.RegularExpressions.RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        documented.ShouldBe(SpecificationDiagnostics.All.Select(descriptor => descriptor.Id));
        released.ShouldBe(SpecificationDiagnostics.All.Select(descriptor => descriptor.Id));
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
}
