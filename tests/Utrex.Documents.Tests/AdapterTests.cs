using Library.Cards.Mapping;
using Library.Records;
using Utrex.Documents;
using Utrex.Sdk.Specification;

namespace Library.Cards.Tests;

/// <summary>An adapter to another standard is a map and a project: the generator, the records and the library know nothing of either.</summary>
public class AdapterTests
{
    private static readonly RecordInfo Book = BookRecord.Info;

    [Fact]
    public void The_fields_of_a_record_go_to_their_places_and_come_back()
    {
        var values = Values(("SHELF", "A-17"), ("TITLE", "Élan"), ("STATE", "N"), ("PRINTED", "199905"), ("PRICE", "00150"), ("PLACE", "3rd floor"));
        var card = new DocumentObject(CardShape.Shape);
        CardMap.BK.Write(new DocumentObjects(CardMap.Shapes, card), values, endingYear: 2031, new Utf8Arena());

        card[CardShape.Number].ToString().ShouldBe("A-17");
        card[CardShape.Condition].ToString().ShouldBe("new");
        card[CardShape.Printed].ToString().ShouldBe("1999-05");
        card[CardShape.Weight].ToString().ShouldBe("001.50");
        card.Parts.Select(part => (part[CardNoteShape.Kind].ToString(), part[CardNoteShape.Text].ToString())).ShouldBe([("place", "3rd floor")]);
        card.Id.ToString().ShouldBe("A-17");

        var back = Values();
        CardMap.BK.Read(new DocumentObjects(CardMap.Shapes, card), back);
        back[Number("PLACE")].ToString().ShouldBe("3rd floor");
        foreach (var (before, after, field) in values.Zip(back, Book.Fields))
        {
            DocumentValues.AreEqual(field, before, after).ShouldBeTrue($"{field.Name} '{before}' came back as '{after}'");
        }
    }

    [Theory]
    [InlineData("new", "N")]
    [InlineData("FRESH", "N")]
    [InlineData("W", "W")]
    [InlineData("gone", "W")]
    [InlineData("WO", "WORNOUTBYREADERS")]
    [InlineData("wo", "WORNOUTBYREADERS")]
    [InlineData("g", "G")]
    [InlineData("lost", "lost")]
    public void A_code_is_read_in_each_of_its_forms(string sent, string code)
    {
        var card = new DocumentObject(CardShape.Shape) { [CardShape.Condition] = Utf8Value.Of(sent) };
        var values = Values();
        CardMap.BK.Read(new DocumentObjects(CardMap.Shapes, card), values);

        values[Number("STATE")].ToString().ShouldBe(code);
    }

    /// <summary>The standard writes small letters where it has no code of its own, and agents write either.</summary>
    [Theory]
    [InlineData("G", "g")]
    [InlineData("WORNOUTBYREADERS", "wornoutbyreaders")]
    [InlineData("W", "gone")]
    public void A_code_is_written_as_the_standard_writes_it(string code, string written)
    {
        var card = new DocumentObject(CardShape.Shape);
        CardMap.BK.Write(new DocumentObjects(CardMap.Shapes, card), Values(("STATE", code)), endingYear: 2031, new Utf8Arena());
        card[CardShape.Condition].ToString().ShouldBe(written);

        var values = Values();
        CardMap.BK.Read(new DocumentObjects(CardMap.Shapes, card), values);
        values[Number("STATE")].ToString().ShouldBe(code);
    }

    [Theory]
    [InlineData("PRINTED", "2019-07-08-07:00", "20190708")]
    [InlineData("PRINTED", "2019-07", "2019-07")]
    [InlineData("PRICE", "+1.500", "1.50")]
    [InlineData("PRICE", "1.505", "1.505")]
    public void A_value_is_read_in_the_lexical_forms_of_XML_Schema(string field, string sent, string read)
    {
        var card = new DocumentObject(CardShape.Shape) { [field == "PRICE" ? CardShape.Weight : CardShape.Printed] = Utf8Value.Of(sent) };
        var values = Values();
        CardMap.BK.Read(new DocumentObjects(CardMap.Shapes, card), values);

        values[Number(field)].ToString().ShouldBe(read);
    }

    [Fact]
    public void What_the_standard_has_no_place_for_is_named() =>
        CardMap.BK.NotCarried.Select(field => field.Name).ShouldBe(["LENT OUT", "PAGES", "RATING"]);

    [Fact]
    public void A_blank_is_filled_as_the_map_says()
    {
        var values = Values();
        CardMap.BK.FillBlanks(values);

        values[Number("STATE")].ToString().ShouldBe("N");
    }

    private static int Number(string field) => Book.FindField(field)!.Number;

    private static Utf8Value[] Values(params (string Field, string Text)[] texts)
    {
        var values = Enumerable.Repeat(Utf8Value.Empty, Book.Fields.Count).ToArray();
        values[0] = Utf8Value.Of("BK=");
        foreach (var (field, text) in texts)
        {
            values[Number(field)] = Utf8Value.Of(text);
        }

        return values;
    }
}
