using Library.Cards.Mapping;
using Utrex.Documents;

namespace Library.Cards.Tests;

/// <summary>What is put aside comes back as it was, in any order, also while more is added.</summary>
public class DocumentStoreTests
{
    [Fact]
    public void Objects_come_back_as_they_were()
    {
        var random = new Random(1);
        using var store = new DocumentStore(CardMap.Shapes);
        var added = new List<(long Place, string Text)>();
        for (var i = 0; i < 3000; i++)
        {
            var item = Make(random, CardMap.Shapes[random.Next(CardMap.Shapes.Count)], depth: 0);
            added.Add((store.Position, Text(item)));
            store.Add(item);
            if (random.Next(10) == 0)
            {
                store.Flush();
                var (place, text) = added[random.Next(added.Count)];
                Text(store.Read(place, out _)).ShouldBe(text);
            }
        }

        store.Flush();
        var packed = new PackedObjects(CardMap.Shapes);
        var at = 0;
        foreach (var (place, text) in added.OrderBy(_ => random.Next()))
        {
            Text(store.Read(place, out _)).ShouldBe(text);
            store.Copy(place, packed);
            Text(packed.Read(ref at)).ShouldBe(text);
        }

        added.Zip(added.Skip(1)).ShouldAllBe(pair => store.After(pair.First.Place) == pair.Second.Place);
    }

    [Fact]
    public void More_shapes_than_a_store_can_tell_apart_are_refused() =>
        Should.Throw<ArgumentException>(() => new DocumentStore([.. Enumerable.Repeat(CardMap.Shapes[0], 257)])).ParamName.ShouldBe("shapes");

    [Fact]
    public void Packed_objects_come_back_one_after_another()
    {
        var random = new Random(2);
        var packed = new PackedObjects(CardMap.Shapes);
        for (var round = 0; round < 3; round++)
        {
            packed.Clear();
            var texts = new List<string>();
            for (var i = 0; i < 300; i++)
            {
                var item = Make(random, CardMap.Shapes[random.Next(CardMap.Shapes.Count)], depth: 0);
                packed.Add(item);
                texts.Add(Text(item));
            }

            var at = 0;
            texts.ShouldAllBe(text => Text(packed.Read(ref at)) == text);
            at.ShouldBe(packed.Length);
            Should.Throw<ArgumentOutOfRangeException>(() => packed.Read(ref at));
        }
    }

    private static DocumentObject Make(Random random, DocumentShape shape, int depth)
    {
        var item = new DocumentObject(shape) { File = random.Next(3), Line = random.Next(1_000_000), IsDeleted = depth > 0 && random.Next(5) == 0 };
        for (var slot = 0; slot < shape.Slots.Length; slot++)
        {
            item[slot] = random.Next(4) switch
            {
                0 => default,
                1 => Utf8Value.Empty,
                2 => Utf8Value.Of("é" + slot.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                _ => Utf8Value.Of(new string('x', random.Next(random.Next(500) == 0 ? 40_000 : 60))),
            };
        }

        for (var i = random.Next(4); i > 0 && shape.Parts.Length > 0; i--)
        {
            item.AddPart(Make(random, shape.Parts[random.Next(shape.Parts.Length)], depth + 1));
        }

        return item;
    }

    private static string Text(DocumentObject item) =>
        $"{item.Shape} {item.File} {item.Line} {item.IsDeleted} [{string.Join('|', item.Values.ToArray().Select(value => value.IsNone ? "none" : value.ToString()))}] ({string.Join(';', item.Parts.Select(Text))})";
}
