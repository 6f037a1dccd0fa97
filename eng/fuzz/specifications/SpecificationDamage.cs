using System.Text.Json;

namespace Utrex.Fuzzing.Specifications;

/// <summary>Damages a specification as slips of the pen, moves of files and ill will do.</summary>
internal sealed class SpecificationDamage
{
    private const int MostCopies = 300;

    // Where names and texts become names and texts of code.
    private static readonly string[] Naming =
    [
        "id", "name", "typeName", "property", "member", "namespace", "className", "batchRules", "number", "groups", "columns", "value", "pattern", "code", "aliases", "record", "records", "field", "codes", "set", "type", "for", "key", "title",
    ];

    private readonly Random _random;
    private readonly List<SpecificationFile> _files;
    private readonly Func<List<SpecificationFile>> _another;
    private readonly (int Weight, Func<string?> Do)[] _ways;

    /// <param name="random">What decides.</param>
    /// <param name="files">The files, which are changed.</param>
    /// <param name="another">Another specification, for a project that has two.</param>
    public SpecificationDamage(Random random, List<SpecificationFile> files, Func<List<SpecificationFile>> another)
    {
        _random = random;
        _files = files;
        _another = another;
        _ways =
        [
            (10, RemoveProperty), (4, RepeatProperty), (8, RenameProperty), (12, SwapType), (16, ChangeText), (16, ChangeName), (10, CopyText), (8, ChangeNumber),
            (6, AddProperty), (5, RemoveItem), (5, RepeatItem), (2, RepeatItemOften), (3, EmptyOut), (4, MoveTree), (5, CutFile), (6, ChangeCharacter), (3, RemoveFile), (3, MoveFile),
            (3, CopyFile), (3, ChangeSchema), (2, AddForeignFile), (2, AddSpecification),
        ];
    }

    /// <summary>Does one thing, and says what.</summary>
    public string Apply()
    {
        while (true)
        {
            var left = _random.Next(_ways.Sum(way => way.Weight));
            foreach (var (weight, act) in _ways)
            {
                left -= weight;
                if (left < 0)
                {
                    if (act() is { } done)
                    {
                        return done;
                    }

                    break;
                }
            }
        }
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private SpecificationFile? PickTree() => _files.Where(file => file.Tree is not null).ToList() is { Count: > 0 } trees ? Pick(trees) : null;

    /// <summary>A place in a file that fits, or nothing.</summary>
    private (SpecificationFile File, T Place)? PickPlace<T>(Func<JsonTree, IEnumerable<T>> places)
    {
        if (PickTree() is not { } file)
        {
            return null;
        }

        var all = file.Tree!.All.SelectMany(places).ToList();
        return all.Count == 0 ? null : (file, Pick(all));
    }

    private (SpecificationFile File, (JsonTree Owner, int Index) Place)? PickProperty(Func<(string Name, JsonTree Value), bool>? fits = null) =>
        PickPlace(tree => tree.Properties.Select((property, i) => (property, i)).Where(pair => fits?.Invoke(pair.property) ?? true).Select(pair => (tree, pair.i)));

    private (SpecificationFile File, (JsonTree Owner, int Index) Place)? PickItem() => PickPlace(tree => tree.Items.Select((_, i) => (tree, i)));

    private string? RemoveProperty()
    {
        if (PickProperty() is not var (file, (owner, i)))
        {
            return null;
        }

        var name = owner.Properties[i].Name;
        owner.Properties.RemoveAt(i);
        return $"{file.Path}: '{name}' removed";
    }

    private string? RepeatProperty()
    {
        if (PickProperty() is not var (file, (owner, i)))
        {
            return null;
        }

        var (name, value) = owner.Properties[i];
        owner.Properties.Insert(_random.Next(owner.Properties.Count + 1), (name, _random.Next(2) == 0 ? value.Clone() : AnyValue()));
        return $"{file.Path}: '{name}' twice";
    }

    private string? RenameProperty()
    {
        if (PickProperty() is not var (file, (owner, i)))
        {
            return null;
        }

        var (name, value) = owner.Properties[i];
        var other = _random.Next(3) switch
        {
            0 when name.Length > 1 => name.Remove(_random.Next(name.Length), 1),
            1 => name.ToUpperInvariant(),
            _ => AnyKey(),
        };
        owner.Properties[i] = (other, value);
        return $"{file.Path}: '{name}' renamed to '{other}'";
    }

    private string? AddProperty()
    {
        if (PickPlace(tree => tree.Kind == JsonValueKind.Object ? [tree] : Array.Empty<JsonTree>()) is not var (file, owner))
        {
            return null;
        }

        var name = AnyKey();
        owner.Properties.Add((name, PickProperty(property => property.Name == name) is var (_, (other, i)) ? other.Properties[i].Value.Clone() : AnyValue()));
        return $"{file.Path}: '{name}' added";
    }

    private string? SwapType()
    {
        if (PickProperty() is not var (file, (owner, i)))
        {
            return null;
        }

        var value = AnyValue();
        owner.Properties[i].Value.Become(value);
        return $"{file.Path}: '{owner.Properties[i].Name}' is {Shown(value)}";
    }

    private string? ChangeText() => Change(_ => true, () => JsonTree.String(_random.Next(4) == 0 ? Pick(NastyTexts.Texts) + Pick(NastyTexts.Texts) : Pick(NastyTexts.Texts)));

    private string? ChangeName() => Change(name => Naming.Contains(name, StringComparer.Ordinal), () => JsonTree.String(Pick(NastyTexts.Names)));

    private string? CopyText()
    {
        var texts = _files.Where(file => file.Tree is not null).SelectMany(file => file.Tree!.All).Where(tree => tree.Kind == JsonValueKind.String).Select(tree => tree.Text).ToList();
        return texts.Count == 0 ? null : Change(_ => true, () => JsonTree.String(_random.Next(6) == 0 ? Pick(texts).ToUpperInvariant() : Pick(texts)));
    }

    /// <summary>Gives a text, or a text within it, another value.</summary>
    private string? Change(Func<string, bool> fits, Func<JsonTree> value)
    {
        if (PickProperty(property => fits(property.Name) && (property.Value.Kind == JsonValueKind.String || property.Value.Items.Exists(item => item.Kind == JsonValueKind.String))) is not var (file, (owner, i)))
        {
            return null;
        }

        var changed = value();
        var (name, old) = owner.Properties[i];
        var texts = old.Items.Where(item => item.Kind == JsonValueKind.String).ToList();
        (texts.Count == 0 ? old : Pick(texts)).Become(changed);
        return $"{file.Path}: '{name}' is {Shown(changed)}";
    }

    private string? ChangeNumber()
    {
        if (PickProperty(property => property.Value.Kind == JsonValueKind.Number) is not var (file, (owner, i)))
        {
            return null;
        }

        owner.Properties[i].Value.Become(JsonTree.Raw(Pick(NastyTexts.Numbers)));
        return $"{file.Path}: '{owner.Properties[i].Name}' is {owner.Properties[i].Value.Text}";
    }

    private string? RemoveItem()
    {
        if (PickItem() is not var (file, (owner, i)))
        {
            return null;
        }

        owner.Items.RemoveAt(i);
        return $"{file.Path}: item {i} of a list removed";
    }

    private string? RepeatItem()
    {
        if (PickItem() is not var (file, (owner, i)))
        {
            return null;
        }

        owner.Items.Insert(_random.Next(owner.Items.Count + 1), owner.Items[i].Clone());
        return $"{file.Path}: item {i} of a list twice";
    }

    private string? RepeatItemOften()
    {
        if (PickItem() is not var (file, (owner, i)))
        {
            return null;
        }

        var copies = _random.Next(2, MostCopies);
        for (var copy = 0; copy < copies; copy++)
        {
            // Names that differ, so that only the number is new.
            var item = owner.Items[i].Clone();
            foreach (var text in item.All.Where(tree => tree.Kind == JsonValueKind.String && tree.Text.Length > 0 && char.IsAsciiLetterUpper(tree.Text[0]) && _random.Next(2) == 0).ToList())
            {
                text.Become(JsonTree.String(text.Text + copy));
            }

            owner.Items.Add(item);
        }

        return $"{file.Path}: item {i} of a list {copies + 1} times";
    }

    private string? EmptyOut()
    {
        if (PickPlace(tree => tree.Items.Count + tree.Properties.Count > 0 ? [tree] : Array.Empty<JsonTree>()) is not var (file, owner))
        {
            return null;
        }

        owner.Become(owner.Kind == JsonValueKind.Array ? JsonTree.Array() : JsonTree.Object());
        return $"{file.Path}: a list or object is empty";
    }

    private string? MoveTree()
    {
        if (PickProperty() is not var (file, (owner, i)) || PickProperty(property => property.Name == owner.Properties[i].Name) is not var (other, (source, j)))
        {
            return null;
        }

        owner.Properties[i].Value.Become(source.Properties[j].Value.Clone());
        return $"{file.Path}: '{owner.Properties[i].Name}' as elsewhere in {other.Path}";
    }

    private string? CutFile()
    {
        var file = Pick(_files);
        var text = file.Text;
        var length = _random.Next(text.Length + 1);
        file.Text = text[..length];
        return $"{file.Path}: cut after {length} characters";
    }

    private string? ChangeCharacter()
    {
        var file = Pick(_files);
        var text = file.Text;
        if (text.Length == 0)
        {
            return null;
        }

        var at = _random.Next(text.Length);
        var put = _random.Next(3) == 0 ? Pick(NastyTexts.Texts) : "{}[]\",:0\\x"[_random.Next(10)].ToString();
        file.Text = text[..at] + put + text[(at + _random.Next(2))..];
        return $"{file.Path}: '{put}' at {at}";
    }

    private string? RemoveFile()
    {
        var file = Pick(_files);
        _files.Remove(file);
        if (_files.Count == 0)
        {
            _files.Add(file);
            return null;
        }

        return $"{file.Path} removed";
    }

    private string MoveFile()
    {
        var file = Pick(_files);
        var old = file.Path;
        file.Path = OtherPath(old);
        return $"{old} moved to {file.Path}";
    }

    private string CopyFile()
    {
        var file = Pick(_files).Clone();
        var old = file.Path;
        file.Path = OtherPath(old);
        _files.Add(file);
        return $"{old} copied to {file.Path}";
    }

    private string OtherPath(string path)
    {
        var (folder, name) = (path[..(path.LastIndexOf('/') + 1)], path[(path.LastIndexOf('/') + 1)..]);
        return _random.Next(8) switch
        {
            0 => name,
            1 => $"{folder}deeper/{name}",
            2 => $"elsewhere/{name}",
            3 => $"{folder}copy-of-{name}",
            4 => path.Replace('/', '\\'),
            5 => path.ToUpperInvariant().Replace(".JSON", ".json", StringComparison.Ordinal),
            6 => $"{folder}../{name}",
            _ => folder + "specification.json",
        };
    }

    private string? ChangeSchema()
    {
        if (PickTree() is not { } file || file.Tree!.Properties.FindIndex(property => property.Name == "$schema") is not (>= 0 and var i))
        {
            return null;
        }

        var way = _random.Next(5);
        switch (way)
        {
            case 0:
                file.Tree.Properties.RemoveAt(i);
                break;
            case 1:
                foreach (var other in _files.Where(other => other.Tree is not null))
                {
                    other.Tree!.Properties.RemoveAll(property => property.Name == "$schema");
                }

                break;
            default:
                file.Tree.Properties[i].Value.Become(way == 2 ? JsonTree.String("https://json.schemastore.org/appsettings.json") : way == 3 ? JsonTree.String("specification.shema.json") : AnyValue());
                break;
        }

        return $"{file.Path}: '$schema' changed ({way})";
    }

    private string AddForeignFile()
    {
        var path = Pick(["appsettings.json", "library-spec/appsettings.json", "library-spec/records/notes.json", "package.json", "library-spec/specification.schema.json"]);
        var text = Pick(["{ \"Logging\": { \"LogLevel\": \"x\" } }", "{", "", "[]", "{ \"id\": \"x\", \"fields\": [] }", "{ \"name\": \"x\", \"codes\": 1 }", "null", "{ \"$schema\": \"http://json-schema.org/draft-04/schema#\", \"definitions\": {} }"]);
        _files.Add(new SpecificationFile(path, JsonTree.Raw("")) { Text = text });
        return $"{path} added: {text}";
    }

    /// <summary>A second specification in the project, in a folder of its own or inside the first one's, with or without a namespace of its own.</summary>
    private string AddSpecification()
    {
        var folder = Pick(["second/", "library-spec/second/", ""]);
        var space = Pick(["Second", "Library", "State", "Library.Codes", "library", "Library.LibrarySpecification"]);
        foreach (var file in _another())
        {
            file.Path = folder + file.Path;
            if (file.Tree?["namespace"] is { } name && file.Tree["className"] is not null)
            {
                name.Become(JsonTree.String(space));
            }

            _files.Add(file);
        }

        return $"a second specification in '{folder}', namespace {space}";
    }

    private string AnyKey()
    {
        var keys = _files.Where(file => file.Tree is not null).SelectMany(file => file.Tree!.All).SelectMany(tree => tree.Properties).Select(property => property.Name).Distinct(StringComparer.Ordinal).ToList();
        return keys.Count == 0 || _random.Next(8) == 0 ? Pick(NastyTexts.Texts) : Pick(keys);
    }

    private JsonTree AnyValue() => _random.Next(9) switch
    {
        0 => JsonTree.Raw("null"),
        1 => JsonTree.Raw(_random.Next(2) == 0 ? "true" : "false"),
        2 => JsonTree.Array(),
        3 => JsonTree.Object(),
        4 => JsonTree.Array(JsonTree.String(Pick(NastyTexts.Names)), JsonTree.String(Pick(NastyTexts.Texts))),
        5 => JsonTree.Object((AnyKey(), JsonTree.String(Pick(NastyTexts.Texts)))),
        6 => JsonTree.String(Pick(NastyTexts.Names)),
        7 => JsonTree.String(Pick(NastyTexts.Texts)),
        _ => JsonTree.Raw(Pick(NastyTexts.Numbers)),
    };

    private static string Shown(JsonTree value) => value.Write().Trim().ReplaceLineEndings(" ");
}
