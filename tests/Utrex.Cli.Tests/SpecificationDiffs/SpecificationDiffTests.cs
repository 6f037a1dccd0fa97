using System.Text.Json.Nodes;
using Utrex.Cli.Comparing.Specifications;
using Utrex.Cli.Reports.Changes;
using Utrex.Cli.SchoolYears;

namespace Utrex.Cli.Tests.SpecificationDiffs;

/// <summary>Each kind of change of a specification is found, once, under its id.</summary>
public class SpecificationDiffTests
{
    [Fact]
    public void A_copy_has_no_changes()
    {
        using var copy = SpecificationCopy.OfState();

        SpecificationDiff.Of(Read("2025-26"), Read(copy.Path)).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_code_is_added() => ChangesOf(copy => copy.Change("codes/BookState.json", table => table["codes"]!.AsArray().Add(JsonNode.Parse("""{ "code": "L", "meaning": "Lost" }"""))))
        .ShouldBe(["code added BookState.L"]);

    [Fact]
    public void A_code_is_removed_and_one_has_another_member() => ChangesOf(copy => copy.Change("codes/BookState.json", table =>
        {
            table["codes"]!.AsArray().RemoveAt(2);
            table["codes"]![0]!["member"] = "Unread";
        }))
        .ShouldBe(["code changed BookState.N member", "code removed BookState.W"]);

    [Fact]
    public void A_code_is_retired() => ChangesOf(copy => copy.Change("codes/BookState.json", table => table["codes"]![0]!["retired"] = JsonNode.Parse("""{ "since": "2031" }""")))
        .ShouldBe(["code changed BookState.N retired"]);

    [Fact]
    public void A_table_of_codes_changes_as_a_whole() => ChangesOf(copy => copy.Change("codes/RatingCode.json", table => table["numbers"]!["to"] = "9.0"))
        .ShouldBe(["code changed RatingCode numbers"]);

    [Fact]
    public void A_field_changes_in_several_properties() => ChangesOf(copy => copy
            .Change("records/BK.json", record =>
            {
                record["fields"]![1]!["maxLength"] = 9;
                record["fields"]![1]!.AsObject().Remove("title");
            })
            .Change("maps/sif.json", map => map["records"]![1]!["fields"]![0]!["paths"] = new JsonArray("BookInfo/Mark")))
        .ShouldBe(["field changed BK.SHELF maxLength", "field changed BK.SHELF sif", "field changed BK.SHELF title"]);

    [Fact]
    public void A_field_in_the_middle_is_one_addition() => ChangesOf(copy => copy.Change("records/BK.json", record => record["fields"]!.AsArray().Insert(2, JsonNode.Parse("""{ "name": "AUTHOR", "property": "Author", "type": "text", "required": "always", "description": "Who wrote it." }"""))))
        .ShouldBe(["field added BK.AUTHOR"]);

    [Fact]
    public void Fields_that_change_places_change_their_record() => ChangesOf(copy => copy.Change("records/BK.json", record =>
        {
            var first = record["fields"]![1]!;
            record["fields"]!.AsArray().RemoveAt(1);
            record["fields"]!.AsArray().Insert(3, first);
        }))
        .ShouldBe(["record changed BK fields"]);

    [Fact]
    public void A_record_that_is_gone_takes_its_fields_along() => ChangesOf(copy =>
        {
            File.Delete(copy.PathOf("records/LN.json"));
            return copy;
        })
        .ShouldBe(["record removed LN", "field removed LN.FROM", "field removed LN.ID", "field removed LN.READER", "field removed LN.TO"]);

    [Fact]
    public void A_rule_is_dropped_one_is_new_and_one_is_graver() => ChangesOf(copy => copy.Change("rules/LN.json", rules =>
        {
            rules["rules"]!.AsArray().RemoveAt(0);
            rules["rules"]![3]!["level"] = "error";
            rules["rules"]!.AsArray().Add(JsonNode.Parse("""{ "number": "006", "level": "error", "kind": "batch", "text": "A book is lent once." }"""));
        }))
        .ShouldBe(["rule removed LN.001", "rule changed LN.005 level", "rule added LN.006"]);

    [Fact]
    public void A_rule_whose_id_has_several_rows_is_called_by_its_field() => ChangesOf(copy => copy.Change("rules/BK.json", rules => rules["rules"]![3]!["level"] = "warning"))
        .ShouldBe(["rule changed BK.001@TITLE level"]);

    [Fact]
    public void A_rule_that_gets_a_second_row_stays_the_one_it_was() => ChangesOf(copy => copy.Change("rules/BK.json", rules => rules["rules"]!.AsArray().Insert(0, JsonNode.Parse("""{ "number": "002", "field": "TITLE", "level": "error", "kind": "field", "check": { "type": "maxLength" } }"""))))
        .ShouldBe(["rule added BK.002@TITLE"]);

    [Fact]
    public void Of_rows_on_one_field_those_that_say_the_same_belong_together() => ChangesOf(copy => copy.Change("rules/BK.json", rules => rules["rules"]!.AsArray().Insert(0, JsonNode.Parse("""{ "number": "001", "field": "SHELF", "level": "warning", "kind": "batch", "text": "Shelves are there." }"""))))
        .ShouldBe(["rule added BK.001@SHELF#2"]);

    [Fact]
    public void What_a_set_of_characters_holds_changes_the_rules_that_name_it() => ChangesOf(copy => copy.Change("specification.json", root => root["characterSets"]![0]!["characters"] = "A-Z"))
        .ShouldBe(["rule changed BK.003 characters"]);

    [Fact]
    public void A_list_has_other_rows() => ChangesOf(copy => copy.Change("lookups/Holidays.json", list => list["rows"]!.AsArray().Add(JsonNode.Parse("""{ "values": ["1225", "Christmas"] }"""))))
        .ShouldBe(["lookup changed Holidays rows"]);

    [Fact]
    public void Lines_of_the_text_and_the_inside_of_an_adapter_do_not_count() => ChangesOf(copy => copy
            .Change("records/BK.json", record =>
            {
                record["source"] = 9;
                record["fields"]![1]!["describedAt"] = 4;
            })
            .Change("maps/sif.json", map => map["records"]![1]!["fields"]![3]!["key"] = "critics")
            .Change("lookups/Holidays.json", list => list["rows"]![1]!["source"] = 4))
        .ShouldBeEmpty();

    [Fact]
    public void The_order_of_codes_and_of_properties_does_not_count() => ChangesOf(copy => copy.Change("codes/YesNo.json", table =>
        {
            var first = table["codes"]![0]!;
            table["codes"]!.AsArray().RemoveAt(0);
            table["codes"]!.AsArray().Add(first);
            table["boolean"] = JsonNode.Parse("""{ "false": "N", "true": "Y" }""");
        }))
        .ShouldBeEmpty();

    [Fact]
    public void Changes_come_by_kind_then_id_then_property() => ChangesOf(copy => copy
            .Change("lookups/Holidays.json", list => list["title"] = "Days off")
            .Change("rules/LN.json", rules => rules["rules"]![0]!["level"] = "warning")
            .Change("codes/YesNo.json", table => table["codes"]![0]!["meaning"] = "Indeed")
            .Change("codes/LentOut.json", table => table["codes"]![0]!["meaning"] = "Away")
            .Change("records/LN.json", record =>
            {
                record["name"] = "Borrowing";
                record["fields"]![1]!["required"] = "optional";
                record["fields"]![1]!["description"] = "Who.";
            }))
        .ShouldBe(["record changed LN name", "field changed LN.READER description", "field changed LN.READER required", "code changed LentOut.Y meaning", "code changed YesNo.Y meaning", "rule changed LN.001 level", "lookup changed Holidays title"]);

    /// <summary>The other way round what was added is removed, and what changed changes back.</summary>
    [Fact]
    public void The_other_way_round_is_the_opposite()
    {
        using var copy = SpecificationCopy.OfLibrary().Change("codes/BookState.json", table =>
        {
            table["codes"]!.AsArray().Add(JsonNode.Parse("""{ "code": "L", "meaning": "Lost" }"""));
            table["codes"]![0]!["meaning"] = "Unread";
        });
        using var original = SpecificationCopy.OfLibrary();

        var there = SpecificationDiff.Of(Read(original.Path), Read(copy.Path)).Changes;
        var back = SpecificationDiff.Of(Read(copy.Path), Read(original.Path)).Changes;

        there.Select(change => change.Change).ShouldBe([ChangeKind.Added, ChangeKind.Changed]);
        back.Select(change => change.Change).ShouldBe([ChangeKind.Removed, ChangeKind.Changed]);
        back.Select(change => (change.Old?.ToJsonString(), change.New?.ToJsonString())).ShouldBe(there.Select(change => (change.New?.ToJsonString(), change.Old?.ToJsonString())));
    }

    [Fact]
    public void Every_year_that_is_held_says_so_itself()
    {
        Years.All.Select(year => year.Name).ShouldBeInOrder();
        foreach (var year in Years.All)
        {
            Read(year.Name).SchoolYear.ShouldBe(year.Name);
        }
    }

    private static List<string> ChangesOf(Func<SpecificationCopy, SpecificationCopy> change)
    {
        using var original = SpecificationCopy.OfLibrary();
        using var copy = change(SpecificationCopy.OfLibrary());
        return [.. SpecificationDiff.Of(Read(original.Path), Read(copy.Path)).Changes.Select(found => $"{ChangeWords.Of(found.Kind)} {ChangeWords.Of(found.Change)} {found.Pair.Id} {found.Property}".TrimEnd())];
    }

    private static SpecificationCatalogue Read(string argument) => CatalogueReader.Read(argument, File.OpenRead);
}
