using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Utrex.Generators.Specification;

namespace Utrex.Generators.Tests;

/// <summary>Every name that becomes one of C# is checked where it stands; whatever it is, what is generated compiles.</summary>
public partial class NameTests
{
    /// <summary>Names of members that generated types have or inherit, keywords, and what is no name at all.</summary>
    [Theory]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"ToString\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"Info\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"Equals\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"GetHashCode\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"GetType\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"PrintMembers\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"TryRead\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"WriteTo\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"Line\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"Item\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"TryGetRecord\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"RecordId\"", "\"property\": \"Line\"", "UTREX9008", 8)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"class\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"@class\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"_\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"Rea\\u2028der\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"L\u00e9ser\"", "UTREX9008", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"\"", "UTREX9002", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"LoanRecord\"", "UTREX9006", 9)]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"LoanView\"", "UTREX9006", 9)]
    [InlineData("records/LN.json", "\"property\": \"To\"", "\"property\": \"From\"", "UTREX9006", 11)]
    [InlineData("records/LN.json", "\"name\": \"TO\"", "\"name\": \"FROM\"", "UTREX9006", 11)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"Loan Record\"", "UTREX9008", 1)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"WriteTo\"", "UTREX9008", 1)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"BookRecord\"", "UTREX9006", 1)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"BOOKRECORD\"", "UTREX9006", 1)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"Book\"", "UTREX9006", 1)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"BookView\"", "UTREX9006", 1)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"BookRecordCheck\"", "UTREX9006", 1)]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\",", "", "UTREX9002", 1)]
    [InlineData("records/LN.json", "\"id\": \"LN\"", "\"id\": \"Ln\"", "UTREX9009", 1)]
    [InlineData("records/LN.json", "\"id\": \"LN\"", "\"id\": \"\\\"{\"", "UTREX9009", 1)]
    [InlineData("records/SM.json", "\"id\": \"SM\"", "\"id\": \"SUM\"", "UTREX9009", 1)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"no-no\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Meaning\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"All\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Table\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"IsBlank\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Text\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Find\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"GetHashCode\"", "UTREX9008", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"YesNo\"", "UTREX9006", 9)]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Yes\"", "UTREX9006", 9)]
    [InlineData("codes/BookState.json", "\"member\": \"New\"", "\"member\": \"IsLendable\"", "UTREX9006", 7)]
    [InlineData("codes/BookState.json", "\"groups\": [\"Lendable\", \"Old\"]", "\"groups\": [\"Lendable\", \"Blank\"]", "UTREX9008", 8)]
    [InlineData("codes/BookState.json", "\"groups\": [\"Lendable\", \"Old\"]", "\"groups\": [\"Lendable\", \"very old\"]", "UTREX9008", 8)]
    [InlineData("codes/BookState.json", "\"id\": \"BookState\"", "\"id\": \"Book<State>\"", "UTREX9008", 1)]
    [InlineData("codes/BookState.json", "\"id\": \"BookState\"", "\"id\": \"CodeTables\"", "UTREX9008", 1)]
    [InlineData("codes/BookState.json", "\"id\": \"BookState\"", "\"id\": \"Parse\"", "UTREX9008", 1)]
    [InlineData("codes/YesNo.json", "\"id\": \"YesNo\"", "\"id\": \"BOOKSTATE\"", "UTREX9006", 1)]
    [InlineData("lookups/Holidays.json", "\"id\": \"Holidays\"", "\"id\": \"Lookups\"", "UTREX9008", 1)]
    [InlineData("lookups/Holidays.json", "\"id\": \"Holidays\"", "\"id\": \"days off\"", "UTREX9008", 1)]
    [InlineData("rules/ALL.json", "\"name\": \"Complete\"", "\"name\": \"All\"", "UTREX9006", 5)]
    [InlineData("rules/ALL.json", "\"name\": \"Complete\"", "\"name\": \"CatalogueRules\"", "UTREX9006", 5)]
    [InlineData("rules/ALL.json", "\"number\": \"001\"", "\"number\": \"001\\u2028#error\"", "UTREX9009", 5)]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"Library.event\"", "UTREX9008", 7)]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"Library..Lent\"", "UTREX9008", 7)]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"1Library\"", "UTREX9008", 7)]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"System.Text\"", "UTREX9008", 7)]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"Utrex.Sdk.Codes.CodeText\"", "UTREX9008", 7)]
    [InlineData("specification.json", "\"className\": \"LibrarySpecification\"", "\"className\": \"Current\"", "UTREX9008", 8)]
    [InlineData("specification.json", "\"className\": \"LibrarySpecification\"", "\"className\": \"Codes\"", "UTREX9006", 8)]
    [InlineData("specification.json", "\"className\": \"LibrarySpecification\"", "\"className\": \"static\"", "UTREX9008", 8)]
    [InlineData("specification.json", "\"typeName\": \"CatalogueRules\"", "\"typeName\": \"All\"", "UTREX9008", 11)]
    [InlineData("specification.json", "\"typeName\": \"CatalogueRules\"", "\"typeName\": \"LibrarySpecification\"", "UTREX9006", 11)]
    [InlineData("specification.json", "\"typeName\": \"CatalogueRules\"", "\"typeName\": \"librarySpecification\"", "UTREX9008", 11)]
    [InlineData("specification.json", "\"id\": \"ALL\"", "\"id\": \"LB\"", "UTREX9006", 11)]
    [InlineData("specification.json", "\"name\": \"noSpaces\"", "\"name\": \"Shelf\"", "UTREX9006", 14)]
    [InlineData("specification.json", "\"name\": \"noSpaces\"", "\"name\": \"no spaces\"", "UTREX9008", 14)]
    [InlineData("specification.json", "\"firstRecord\": \"LB\"", "\"firstRecord\": \"LB\", \"batchRules\": \"Library.Rules(); //\"", "UTREX9008", 10)]
    [InlineData("maps/sif.json", "\"name\": \"BookInfo\",", "\"name\": \"LibraryInfo\",", "UTREX9006", 12)]
    [InlineData("maps/sif.json", "\"?Keeper\"", "\"?Keeper-in-chief\"", "UTREX9009", 12)]
    [InlineData("maps/sif.json", "BookInfo/ShelfMark", "BookInfo/Shelf'Mark[", "UTREX9009", 43)]
    public void A_name_that_cannot_be_is_reported_and_the_rest_compiles(string file, string before, string after, string id, int line)
    {
        var files = GeneratorRun.Library(file, text => text.Replace(before, after, StringComparison.Ordinal));
        var run = new GeneratorRun(files, GeneratorRun.AdapterOf(file));

        run.Result.Exception.ShouldBeNull();
        var found = run.Result.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Path}({diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1})").ToList();
        found.ShouldContain($"{id} library-spec/{file}({line})", string.Join("; ", run.Result.Diagnostics));
        new GeneratorRun(files).Compile().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    /// <summary>One mistake has one finding, though other files name what has been left out.</summary>
    [Theory]
    [InlineData("codes/BookState.json", "\"id\": \"BookState\"", "\"id\": \"Book<State>\"")]
    [InlineData("records/LN.json", "\"typeName\": \"LoanRecord\"", "\"typeName\": \"BookRecord\"")]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"Library.event\"")]
    [InlineData("codes/YesNo.json", "\"member\": \"Yes\"", "\"member\": \"ToString\"")]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"ToString\"")]
    [InlineData("rules/LN.json", "\"check\": { \"type\": \"date\" }", "\"check\": { \"type\": \"day\" }")]
    public void A_mistake_is_reported_once(string file, string before, string after)
    {
        var run = new GeneratorRun(GeneratorRun.Library(file, text => text.Replace(before, after, StringComparison.Ordinal)));

        run.Result.Diagnostics.Where(diagnostic => diagnostic.Location.GetLineSpan().Path != "library-spec/records/BK.json" || diagnostic.Id != "UTREX9005").Count().ShouldBe(1, string.Join("; ", run.Result.Diagnostics));
    }

    /// <summary>Names that look bad and are none of ours: contextual keywords as namespaces, and records of digits.</summary>
    [Theory]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"record.var.dynamic.await.file.global\"")]
    [InlineData("specification.json", "\"namespace\": \"Library\"", "\"namespace\": \"My_Library.System\"")]
    [InlineData("specification.json", "\"className\": \"LibrarySpecification\"", "\"className\": \"Library\"")]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"Value\"")]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"Error\"")]
    [InlineData("records/LN.json", "\"property\": \"Reader\"", "\"property\": \"TO\"")]
    [InlineData("codes/YesNo.json", "\"member\": \"No\"", "\"member\": \"Nullable\"")]
    public void A_name_that_can_be_is_taken(string file, string before, string after)
    {
        var run = new GeneratorRun(GeneratorRun.Library(file, text => text.Replace(before, after, StringComparison.Ordinal)));

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Compile().ShouldBeEmpty();
    }

    [Fact]
    public void A_derived_record_may_have_an_id_that_begins_with_a_digit_or_a_type_name()
    {
        var files = GeneratorRun.Library().Select(text => new InMemoryText(text.Path, text.GetText()!.ToString().Replace("\"SM\"", "\"4X\"", StringComparison.Ordinal)));
        new GeneratorRun(files).Load("Library.LibrarySpecification").FindRecord("4X")!.Name.ShouldBe("Summary");

        var named = GeneratorRun.Library("records/SM.json", text => text.Replace("\"id\": \"SM\",", "\"id\": \"SM\", \"typeName\": \"LoanSummary\",", StringComparison.Ordinal));
        new GeneratorRun(named).Load("Library.LibrarySpecification").FindRecord("SM")!.TypeName.ShouldBe("LoanSummary");
    }

    /// <summary>Whoever gives a generated type a new member has to reserve its name: the names are read from the compiled types.</summary>
    [Fact]
    public void Every_member_that_a_generated_type_has_or_inherits_is_reserved()
    {
        var compilation = new GeneratorRun(GeneratorRun.Library()).Compilation;
        var fields = GeneratorRun.Library().SelectMany(text => Property().Matches(text.GetText()!.ToString())).Select(match => match.Groups["name"].Value).ToHashSet();

        Unreserved("Library.Records.BookRecord", ReservedNames.OfRecords, fields).ShouldBeEmpty();
        Unreserved("Library.Records.BookView", ReservedNames.OfRecords, fields).ShouldBeEmpty();
        Unreserved("Library.Codes.BookState", ReservedNames.OfCodes, fields).ShouldBeEmpty();
        Unreserved("Library.Codes.YesNo", ReservedNames.OfCodes, fields).ShouldBeEmpty();
        Unreserved("Library.Codes.CodeTables", ReservedNames.OfCodeTables, ["BookState", "LentOut", "RatingCode", "YesNo"]).ShouldBeEmpty();
        Unreserved("Library.LibrarySpecification", ReservedNames.OfSpecification, []).ShouldBeEmpty();
        Unreserved("Library.LibrarySpecification+Lookups", ReservedNames.OfLookups, ["Holidays"]).ShouldBeEmpty();
        Unreserved("Library.Records.LibrarySpecificationCharacters", ReservedNames.OfCharacters, ["Shelf", "NoSpaces"]).ShouldBeEmpty();
        Unreserved("Library.CatalogueRules", ReservedNames.OfRuleSets, ["Complete"]).ShouldBeEmpty();
        fields.Count.ShouldBeGreaterThan(20);

        IEnumerable<string> Unreserved(string name, HashSet<string> reserved, HashSet<string> own)
        {
            var type = compilation.GetTypeByMetadataName(name)!;
            for (ITypeSymbol? from = type; from is not null; from = from.BaseType)
            {
                foreach (var member in from.GetMembers().Where(member => ReferenceEquals(from, type) || member.DeclaredAccessibility != Accessibility.Private).Select(member => member.MetadataName).Where(Identifier.IsName))
                {
                    if (!reserved.Contains(member) && !own.Contains(member) && !(member.StartsWith("Is", StringComparison.Ordinal) && own.Contains(member[2..])))
                    {
                        yield return $"{type.Name}.{member}";
                    }
                }
            }
        }
    }

    /// <summary>A specification must not declare what generated code calls: the names are read from what is generated.</summary>
    [Fact]
    public void Everything_that_generated_code_calls_is_known()
    {
        var state = GeneratorRun.FilesOf("spec-schema", "utah", "2025-26").Select(text => new InMemoryText(text.Path, text.GetText()!.ToString().Replace("\"namespace\": \"Utrex.Sdk.Y2026\"", "\"namespace\": \"Library\"", StringComparison.Ordinal)));
        var sources = new GeneratorRun(GeneratorRun.Library()).Sources.Values.Concat(new GeneratorRun(state).Sources.Values);

        var called = sources.SelectMany(source => Called().Matches(source)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)
            .Where(name => !name.StartsWith("Library.", StringComparison.Ordinal)).ToList();

        called.Count.ShouldBeGreaterThan(50);
        called.Where(name => !ReferencedNames.AreIn(name) && !Array.Exists(ReferencedNames.Types, type => name == type || name.StartsWith(type + ".", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [GeneratedRegex("\"(?:property|member)\": \"(?<name>\\w+)\"|\"groups\": \\[(?:\"(?<name>\\w+)\"(?:, )?)+\\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Property();

    [GeneratedRegex(@"global::(?<name>[A-Za-z]+(\.[A-Za-z0-9]+)+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Called();
}
