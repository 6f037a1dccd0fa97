using System.Text;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Tests.Plain;

/// <summary>Values in UTF-8 against the same as strings.</summary>
public class Utf8ValueTests
{
    private static readonly string[] Pieces = ["", "a", "A", "é", "É", "\u212A", "k", "ſ", "s", "😀", "\uFFFD", "\uE000", " ", "\t", "\u00A0", "0123456789", "{", "-", "ABCDEF0123456789ABCDEF0123456789"];

    [Fact]
    public void They_compare_as_strings_do()
    {
        var texts = Texts(new Random(1), 300);
        foreach (var left in texts)
        {
            foreach (var right in texts)
            {
                var (a, b) = (Utf8Value.Of(left), Utf8Value.Of(right));
                (a == b).ShouldBe(string.Equals(left, right, StringComparison.Ordinal));
                a.EqualsIgnoreCase(b).ShouldBe(string.Equals(left, right, StringComparison.OrdinalIgnoreCase), $"'{left}' '{right}'");
                Math.Sign(a.CompareTo(b)).ShouldBe(Math.Sign(string.CompareOrdinal(left, right)), $"'{left}' '{right}'");
            }
        }
    }

    [Fact]
    public void They_are_trimmed_as_XML_is()
    {
        foreach (var text in Texts(new Random(2), 2000))
        {
            Utf8Value.Of(text).Trim().ToString().ShouldBe(text.Trim(SifXmlReader.Space));
        }
    }

    [Fact]
    public void None_is_not_an_empty_one()
    {
        default(Utf8Value).IsNone.ShouldBeTrue();
        Utf8Value.Empty.IsNone.ShouldBeFalse();
        (default == Utf8Value.Empty).ShouldBeFalse();
        default(Utf8Value).Or(Utf8Value.Empty).ShouldBe(Utf8Value.Empty);
        Utf8Value.Empty.OrNone().IsNone.ShouldBeTrue();
        Utf8Value.Of((string?)null).IsNone.ShouldBeTrue();
    }

    [Fact]
    public void Values_are_spelled_as_texts_are()
    {
        var random = new Random(3);
        var arena = new Utf8Arena();
        foreach (var field in SifMap.Records.SelectMany(map => map.Record.Fields))
        {
            string[] own = [.. (field.Codes?.Codes ?? []).SelectMany(code => code.Aliases.Prepend(code.Code)), "20250818", "202508", "0818", "2025-08-18", "2025-08", "2025-8-18", "1.50", new string('1', field.Digits + field.Decimals)];
            foreach (var text in own.Concat(Texts(random, 10)))
            {
                var value = Utf8Value.Of(text);
                DocumentValues.FromDocument(field, value).ToString().ShouldBe(DocumentValues.FromDocument(field, text), $"{field.Name} '{text}'");
                DocumentValues.ToDocument(field, value, 2026, arena).ToString().ShouldBe(DocumentValues.ToDocument(field, text, 2026), $"{field.Name} '{text}'");
                foreach (var other in own)
                {
                    DocumentValues.AreEqual(field, value, Utf8Value.Of(other)).ShouldBe(string.Equals(DocumentValues.Plain(field, text), DocumentValues.Plain(field, other), StringComparison.Ordinal), $"{field.Name} '{text}' '{other}'");
                }
            }
        }
    }

    [Fact]
    public void Identifiers_are_one_number_however_they_are_spelled()
    {
        const string Id = "3F2504E04F8911D39A0C0305E82C3301";
        var number = RefId.Parse(Utf8Value.Of(Id));
        foreach (var spelled in (string[])[Id.ToLowerInvariant(), "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}", "3F2504E0-4F89-11D3-9A0C-0305E82C3301", " " + Id + "\u00A0"])
        {
            RefId.Parse(Utf8Value.Of(spelled)).ShouldBe(number, spelled);
        }

        var texts = Texts(new Random(4), 2000).Select(text => text.Trim()).Distinct(StringComparer.Ordinal).Where(text => text.Length != RefId.Length).ToList();
        texts.Select(text => RefId.Parse(Utf8Value.Of(text))).Distinct().Count().ShouldBe(texts.Count);
    }

    [Fact]
    public void Names_are_found_as_in_the_frameworks_table()
    {
        var (own, table) = (new BudgetNames(), new System.Xml.NameTable());
        foreach (var text in Texts(new Random(5), 5000))
        {
            var name = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            (own.Get(name) is null).ShouldBe(table.Get(name) is null, name);
            own.Add(name).ShouldBe(table.Add(name));
            own.Add([.. "x" + name], 1, name.Length).ShouldBeSameAs(own.Get(name));
        }
    }

    [Fact]
    public void Identifiers_that_were_there_are_known()
    {
        var (own, set) = (new IdSet(), new HashSet<UInt128>());
        var random = new Random(6);
        for (var i = 0; i < 20_000; i++)
        {
            var half = (ulong)random.Next(10_000) << random.Next(50);
            var id = new UInt128(half, ~half);
            own.Add(id).ShouldBe(set.Add(id));
        }
    }

    private static List<string> Texts(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pieces[random.Next(Pieces.Length)])))];
}
