using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Generators.Model;
using Utrex.Generators.Specification;

namespace Utrex.Generators.Maps;

/// <summary>
/// Puts the paths of all fields together into one tree for each object, in the order and with the mandatory elements that the standard
/// demands, and tells for each field which value of which tree is its own.
/// </summary>
internal sealed partial class MapLinker(MapModel model, ParsedFile file, NameScope scope, List<DiagnosticModel> diagnostics)
{
    private const int Deepest = 16;

    private readonly List<MapShape> _shapes = [];

    // What has been found of the lists of the map, by the anchor of the item.
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    private int _entered;

    // Where the path at hand stands.
    private string _place = "";

    /// <summary>The map and its objects; the rules come as they have been linked.</summary>
    public LinkedMap Link(string specificationNamespace, IReadOnlyList<RecordUnit> records, IReadOnlyList<CodeTableModel> tables, RuleSetUnit? rules)
    {
        for (var i = 0; i < model.Objects.Count; i++)
        {
            _place = MapParser.PlaceOf("objects", i);
            var shape = new MapShape(ClassName(model.Objects[i].Name), model.Objects[i].Name, around: null, part: null);
            _shapes.Add(shape);
            Use(shape, model.Objects[i].Uses);
        }

        var maps = Known(records, "records", model.Records, item => item.Record, _ => []);
        var bindings = records.Select(unit => (unit.Record, Type: maps[unit.Record.Id].FirstOrDefault()?.Type, Bindings: maps[unit.Record.Id].SelectMany(map => Bind(unit.Record, map)).ToEquatableArray())).ToList();
        foreach (var shape in _shapes)
        {
            Complete(shape.Root, shape.IsExtension, depth: 0);
        }

        var made = Known(records, "made", model.Made, item => item.Record, item => [item.Field]);
        var whenBlank = Known(records, "whenBlank", model.WhenBlank, item => item.Record, item => item.When is null ? [item.Field] : [item.Field, item.When]);
        ReportUnused("leaves", model.Leaves, leaf => leaf.From);
        ReportUnused("parts", model.Parts, part => part.Name);
        ReportUnused("defaults", model.Defaults, value => value.From);
        ReportUnused("typeOf", model.TypeOf, pair => pair.From);

        var shapes = _shapes.Select((shape, i) => new ShapeUnit(
            model.Name,
            scope.Namespace,
            shape.ClassName,
            i,
            shape.Part is null,
            shape.Slots.ToEquatableArray(),
            Constants(shape).ToEquatableArray(),
            shape.Parts.Select(part => part.ClassName).ToEquatableArray(),
            shape.KeySlot,
            model.Identifier is null ? -1 : shape.Slots.IndexOf(model.Identifier),
            shape.Part?.IsFallback ?? false,
            shape.Root.ToUnit())).ToEquatableArray();
        var map = new MapUnit(
            model.Name,
            scope.Namespace,
            model.Prefix,
            model.Version,
            model.Namespace,
            model.Aliases,
            model.Derived,
            _shapes.Select(shape => shape.ClassName).ToEquatableArray(),
            bindings.Select(item => new RecordMapUnit(
                $"{specificationNamespace}.Records.{item.Record.TypeName}",
                item.Record.Id,
                item.Type,
                item.Bindings,
                made[item.Record.Id].ToEquatableArray(),
                whenBlank[item.Record.Id].ToEquatableArray())).ToEquatableArray(),
            model.Codes.Where((table, i) => IsKnown(table, i, tables)).Select(table => new CodesMapUnit(specificationNamespace, Lowered(table, tables))).ToEquatableArray());
        return new LinkedMap(map, shapes, rules);
    }

    /// <summary>Whether the code table is there; that it or one of its codes is not is reported.</summary>
    private bool IsKnown(CodesMapModel codes, int index, IReadOnlyList<CodeTableModel> tables)
    {
        var table = tables.FirstOrDefault(table => string.Equals(table.Id, codes.Table, StringComparison.Ordinal));
        if (table is null)
        {
            diagnostics.Add(file.Diagnose("UTREX9005", MapParser.PlaceOf("codes", index), "code table", codes.Table));
            return false;
        }

        for (var i = 0; i < codes.Codes.Count; i++)
        {
            if (!table.Codes.Any(code => string.Equals(code.Code, codes.Codes[i].Code, StringComparison.Ordinal)))
            {
                diagnostics.Add(file.Diagnose("UTREX9005", MapParser.PlaceOf(MapParser.PlaceOf("table", table.Id), i), "code", codes.Codes[i].Code));
            }
        }

        return true;
    }

    /// <summary>With the codes of the table that the map does not name, where the standard writes them in small letters.</summary>
    private static CodesMapModel Lowered(CodesMapModel codes, IReadOnlyList<CodeTableModel> tables)
    {
        if (!codes.IsLower)
        {
            return codes;
        }

        var table = tables.First(table => string.Equals(table.Id, codes.Table, StringComparison.Ordinal));
        var rest = table.Codes.Where(code => !codes.Codes.Any(named => string.Equals(named.Code, code.Code, StringComparison.Ordinal)));
        return codes with { Codes = codes.Codes.Concat(rest.Select(code => new CodeMapModel(code.Code, new[] { code.Code.ToLowerInvariant() }.ToEquatableArray(), IsOther: false, IsAbsent: false))).ToEquatableArray() };
    }

    /// <summary>The items by record, once it is clear that the records and fields which they name exist.</summary>
    private ILookup<string, T> Known<T>(IReadOnlyList<RecordUnit> records, string list, EquatableArray<T> items, Func<T, string> recordOf, Func<T, string[]> fieldsOf)
        where T : IEquatable<T>
    {
        for (var i = 0; i < items.Count; i++)
        {
            var record = records.FirstOrDefault(candidate => string.Equals(candidate.Record.Id, recordOf(items[i]), StringComparison.Ordinal))?.Record;
            if (record is null)
            {
                diagnostics.Add(file.Diagnose("UTREX9005", MapParser.PlaceOf(list, i), "record", recordOf(items[i])));
            }

            foreach (var name in fieldsOf(items[i]).Where(name => record?.Fields.Any(field => string.Equals(field.Name, name, StringComparison.Ordinal)) == false))
            {
                diagnostics.Add(file.Diagnose("UTREX9005", MapParser.PlaceOf(list, i), "field", name));
            }
        }

        return items.ToLookup(recordOf, StringComparer.Ordinal);
    }

    /// <summary>The first item of a list that fits, which thereby has a use.</summary>
    private T? Find<T>(string list, EquatableArray<T> items, Func<T, bool> fits)
        where T : class, IEquatable<T>
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (fits(items[i]))
            {
                _found.Add(MapParser.PlaceOf(list, i));
                return items[i];
            }
        }

        return null;
    }

    /// <summary>Reports what fits nothing, which is a slip of the pen.</summary>
    private void ReportUnused<T>(string list, EquatableArray<T> items, Func<T, string> nameOf)
        where T : IEquatable<T>
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (!_found.Contains(MapParser.PlaceOf(list, i)))
            {
                diagnostics.Add(file.Diagnose("UTREX9005", MapParser.PlaceOf(list, i), "element of any path of the map", nameOf(items[i])));
            }
        }
    }

    private void Use(MapShape shape, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            // A question mark: read there too, never written.
            Insert(shape, shape.Root, path.TrimStart('?').Split('/'), 0, "", [], key: null, isAlternative: path[0] == '?');
        }
    }

    private IEnumerable<BindingUnit> Bind(RecordModel record, RecordMapModel map)
    {
        for (var i = 0; i < map.Fields.Count; i++)
        {
            _place = MapParser.PlaceOf(MapParser.PlaceOf("record", record.Id), i);
            var field = record.Fields.FirstOrDefault(field => string.Equals(field.Name, map.Fields[i].Field, StringComparison.Ordinal));
            if (field is null)
            {
                diagnostics.Add(file.Diagnose("UTREX9005", _place, "field", map.Fields[i].Field));
            }
            else if (Bind(field, map.Fields[i]) is { } binding)
            {
                yield return binding;
            }
        }
    }

    private BindingUnit? Bind(FieldModel field, FieldMapModel map)
    {
        var paths = new List<PathUnit>();
        foreach (var text in map.Paths)
        {
            var segments = Continue(text).Split('/');
            var name = MapPath.NameOf(segments[0]);
            var shape = _shapes.Find(candidate => string.Equals(candidate.ClassName, name, StringComparison.Ordinal));
            if (shape is null)
            {
                diagnostics.Add(file.Diagnose("UTREX9005", _place, "object of the map", name));
                return null;
            }

            if (MapPath.AttributeOf(segments[0]) is { } attribute)
            {
                segments = [segments[0], attribute];
            }

            // A path to a key says no more than the key itself.
            if (Insert(shape, shape.Root, segments, 1, "", [], map.Key) is { } path && !paths.Contains(path) && !IsKey(path))
            {
                paths.Add(map.Beside is null || paths.Count > 0 ? path : WithOwn(path, shape, map.Beside));
            }
        }

        return map.IsJoined || paths.Count == 0
            ? null
            : new BindingUnit(field.Property, map.IsOwn ? null : field.Codes, map.Blank, Math.Min(map.Write, paths.Count - 1), paths.ToEquatableArray());
    }

    /// <summary>A path with the place of the specification's own code, in the same object, where the standard has no list of other codes.</summary>
    private PathUnit WithOwn(PathUnit path, MapShape shape, string beside)
    {
        var segments = beside.Split('/');
        if (path.Steps.Count > 0 || !string.Equals(segments[0], shape.ClassName, StringComparison.Ordinal)
            || Insert(shape, shape.Root, segments, 1, "", [], key: null) is not { Steps.Count: 0 } own || !string.Equals(own.Shape, path.Shape, StringComparison.Ordinal))
        {
            diagnostics.Add(file.Diagnose("UTREX9009", _place, $"the place beside a path is in the same object and in no part of it, but not '{beside}'"));
            return path;
        }

        return path with { OwnSlot = own.Slot };
    }

    private bool IsKey(PathUnit path)
    {
        var shape = _shapes.Find(candidate => string.Equals(candidate.ClassName, path.Shape, StringComparison.Ordinal))!;
        foreach (var step in path.Steps)
        {
            shape = shape.Parts[step.Part];
        }

        return path.Steps.Count > 0 && !path.IsSet && shape.KeySlot == path.Slot;
    }

    private string Continue(string path) =>
        Find("leaves", model.Leaves, leaf => path.EndsWith("/" + leaf.From, StringComparison.Ordinal)) is { } found ? $"{path}/{found.To}" : path;

    /// <summary>Follows a path into a shape, making what is missing, and gives the value at its end.</summary>
    private PathUnit? Insert(MapShape shape, MapNode node, string[] segments, int at, string within, List<StepUnit> steps, string? key, bool isAlternative = false)
    {
        var row = shape;
        for (; at < segments.Length; at++)
        {
            var segment = segments[at];
            var name = MapPath.NameOf(segment);
            // What is only read may be an element that the standard has in another place.
            if (!isAlternative || !model.Types.Any(type => type.Elements.Any(element => string.Equals(element.TrimEnd('!'), name, StringComparison.Ordinal))))
            {
                Check(node, name, within);
            }

            within = within.Length == 0 ? name : $"{within}/{name}";
            node = node.Child(name);
            node.IsAlternative |= isAlternative;
            if (Find("parts", model.Parts, candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal)) is { } part)
            {
                if (steps.Count >= Deepest || segments.Length > MapPath.Longest || _entered >= Deepest)
                {
                    diagnostics.Add(file.Diagnose("UTREX9009", MapParser.PlaceOf("parts", model.Parts.ToList().IndexOf(part)), $"the part {name} leads into itself, or into too many others"));
                    return null;
                }

                shape = Enter(shape, node, part, within);
                row = part.IsRow ? shape : row;
                steps = part.IsRow ? [] : [.. steps, new StepUnit(node.Part, MapPath.ValueOf(segment) ?? key)];
                (node, within) = (shape.Root, "");
                if (model.Coded is { } coded && coded.Elements.Contains(name, StringComparer.Ordinal))
                {
                    return Coded(coded, row, shape, node, name, steps, segments, at);
                }

                if (at == segments.Length - 1)
                {
                    if (part.Leaf is null)
                    {
                        return null;
                    }

                    segments = [.. segments, .. part.Leaf.Split('/')];
                }

                continue;
            }

            node.Demand(segment);
            if (model.Coded is { } codes && codes.Elements.Contains(name, StringComparer.Ordinal))
            {
                return Coded(codes, row, shape, node, within, steps, segments, at);
            }
        }

        node.Slot = shape.SlotOf(within);
        var isSet = shape.Part?.Set is { } set && string.Equals(set, within, StringComparison.Ordinal);
        return new PathUnit(row.ClassName, steps.ToEquatableArray(), node.Slot, -1, isSet, HasDefault: false);
    }

    private MapShape Enter(MapShape shape, MapNode node, PartModel part, string within)
    {
        node.Part = node.Part >= 0 ? node.Part : shape.Parts.FindIndex(known => string.Equals(known.Part!.Name, part.Name, StringComparison.Ordinal));
        if (node.Part >= 0)
        {
            // Where it stands in its own place is what tells its type.
            var known = shape.Parts[node.Part];
            known.Root.Around = node.IsAlternative ? known.Root.Around : node.Around;
            return known;
        }

        var entered = new MapShape(ClassName(shape.ClassName + part.Name), part.Name, node.Around, part) { IsExtension = shape.IsExtension || IsExtended(within) };
        node.Part = shape.Parts.Count;
        shape.Parts.Add(entered);
        _shapes.Add(entered);
        _entered++;
        if ((part.Key ?? part.Set) is { } key)
        {
            Use(entered, [key]);
            entered.KeySlot = 0;
        }

        Use(entered, part.Uses);
        _entered--;
        return entered;
    }

    /// <summary>The C# class of a shape: its name, unless another type has it.</summary>
    private string ClassName(string name)
    {
        var free = name;
        for (var i = 1; !scope.TryDeclareQuietly("", free + "Shape"); i++)
        {
            if (i == 1)
            {
                diagnostics.Add(file.Diagnose("UTREX9006", _place, "element or type", name + "Shape"));
            }

            free = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }

    /// <summary>The C# constants of a shape's values, no two of which have one name.</summary>
    private List<string> Constants(MapShape shape)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "Shape", shape.ClassName + "Shape" };
        var constants = new List<string>();
        foreach (var name in shape.Constants)
        {
            var free = name;
            for (var i = 1; !taken.Add(free); i++)
            {
                if (i == 1)
                {
                    diagnostics.Add(file.Diagnose("UTREX9006", "", $"value of the element {shape.Root.Name}", name));
                }

                free = name + i.ToString(CultureInfo.InvariantCulture);
            }

            constants.Add(SyntaxFacts.GetKeywordKind(free) == SyntaxKind.None ? free : "@" + free);
        }

        return constants;
    }

    /// <summary>An element with a code of the standard's and, where the two differ, the state's code beside it.</summary>
    private PathUnit Coded(CodedModel coded, MapShape row, MapShape shape, MapNode node, string within, List<StepUnit> steps, string[] segments, int at)
    {
        var way = coded.Own.Split('/');
        var isOwn = at + 1 < segments.Length && string.Equals(MapPath.NameOf(segments[at + 1]), MapPath.NameOf(way[0]), StringComparison.Ordinal);
        var code = node.Child(coded.Code);
        code.Slot = shape.SlotOf($"{within}/{coded.Code}");
        code.Constant = DefaultOf(node.Name, coded.Code);
        var own = node;
        foreach (var segment in way)
        {
            own = own.Child(MapPath.NameOf(segment));
            own.Demand(segment);
        }

        own.Slot = shape.SlotOf($"{within}/{own.Name}");
        return new PathUnit(row.ClassName, steps.ToEquatableArray(), code.Slot, own.Slot, IsSet: false, HasDefault: isOwn);
    }
}
