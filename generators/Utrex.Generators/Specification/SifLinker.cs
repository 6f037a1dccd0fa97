using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>
/// Puts the SIF paths of all fields together into one tree for each SIF object, in the order and with the mandatory elements that SIF
/// demands, and tells for each field which value of which tree is its own.
/// </summary>
internal sealed class SifLinker(SifModel model, ParsedFile file, Func<string, ParsedFile> recordFile, NameScope scope, List<DiagnosticModel> diagnostics)
{
    /// <summary>Where the types of the map stand, within the namespace of the specification.</summary>
    public const string Space = "Sif.Mapping";

    private const string Extensions = "SIF_ExtendedElements";
    private const int Deepest = 16;
    private const int MostNodes = 20_000;

    private readonly List<SifShape> _shapes = [];

    // What has been found of the lists of sif.json, by the anchor of the item.
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    private int _entered;
    private int _completed;
    private bool _isEndless;

    // Where the path at hand stands.
    private (ParsedFile File, string Anchor) _place = (file, "");

    public SifMapUnit Link(string specificationNamespace, IReadOnlyList<RecordUnit> records, IEnumerable<CodeTableModel> tables, List<SifShapeUnit> shapes)
    {
        for (var i = 0; i < model.Objects.Count; i++)
        {
            _place = (file, SifParser.PlaceOf("objects", i));
            var shape = new SifShape(ClassName(model.Objects[i].Name), model.Objects[i].Name, part: null);
            _shapes.Add(shape);
            Use(shape, model.Objects[i].Uses);
        }

        var bindings = records.Select(unit => (unit.Record, Bindings: unit.Record.Fields.Select(field => Bind(unit.Record, field)).OfType<SifBindingUnit>().ToEquatableArray())).ToList();
        foreach (var shape in _shapes)
        {
            Complete(shape.Root, parent: null, shape.IsExtension, depth: 0);
        }

        var made = Known(records, "made", model.Made, item => item.Record, item => [item.Field]);
        var whenBlank = Known(records, "whenBlank", model.WhenBlank, item => item.Record, item => item.When is null ? [item.Field] : [item.Field, item.When]);
        ReportUnused("leaves", model.Leaves, leaf => leaf.From);
        ReportUnused("parts", model.Parts, part => part.Name);
        ReportUnused("defaults", model.Defaults, value => value.From);
        ReportUnused("typeOf", model.TypeOf, pair => pair.From);

        var name = (model.CodeNamespace ?? specificationNamespace) + ".Sif.Mapping";
        shapes.AddRange(_shapes.Select((shape, i) => new SifShapeUnit(
            name,
            shape.ClassName,
            i,
            shape.Part is null,
            shape.Slots.ToEquatableArray(),
            Constants(shape).ToEquatableArray(),
            shape.Parts.Select(part => part.ClassName).ToEquatableArray(),
            shape.KeySlot,
            shape.Part?.IsFallback ?? false,
            shape.Root.ToUnit())));
        return new SifMapUnit(
            name,
            model.Version,
            model.Namespace,
            model.Aliases,
            model.Derived,
            _shapes.Select(shape => shape.ClassName).ToEquatableArray(),
            bindings.Select(item => new SifRecordUnit(
                name,
                $"{specificationNamespace}.Records.{item.Record.TypeName}",
                item.Record.Id,
                item.Record.SifProgramType,
                item.Bindings,
                made[item.Record.Id].ToEquatableArray(),
                whenBlank[item.Record.Id].ToEquatableArray())).ToEquatableArray(),
            tables.Where(table => table.SifBlank.Count > 0 || table.Codes.Any(code => code.Sif is not null)).Select(table => new SifCodesUnit(
                specificationNamespace,
                table.Id,
                table.Codes.Where(code => code.Sif is not null).Select(code => new SifCodeUnit(code.Code, code.Sif!)).ToEquatableArray(),
                table.SifBlank)).ToEquatableArray());
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
                diagnostics.Add(file.Diagnose("UTREX9005", SifParser.PlaceOf(list, i), "record", recordOf(items[i])));
            }

            foreach (var name in fieldsOf(items[i]).Where(name => record?.Fields.Any(field => string.Equals(field.Name, name, StringComparison.Ordinal)) == false))
            {
                diagnostics.Add(file.Diagnose("UTREX9005", SifParser.PlaceOf(list, i), "field", name));
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
                _found.Add(SifParser.PlaceOf(list, i));
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
            if (!_found.Contains(SifParser.PlaceOf(list, i)))
            {
                diagnostics.Add(file.Diagnose("UTREX9005", SifParser.PlaceOf(list, i), "element of any path of SIF", nameOf(items[i])));
            }
        }
    }

    private void Use(SifShape shape, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            // A question mark: read there too, never written.
            Insert(shape, shape.Root, path.TrimStart('?').Split('/'), 0, "", [], key: null, isAlternative: path[0] == '?');
        }
    }

    private SifBindingUnit? Bind(RecordModel record, FieldModel field)
    {
        if (field.Sif.Count == 0)
        {
            return null;
        }

        _place = (recordFile(record.Id), "field " + field.Name);
        var paths = new List<SifPathUnit>();
        foreach (var text in field.Sif)
        {
            var segments = Continue(text).Split('/');
            var name = SifPath.NameOf(segments[0]);
            var shape = _shapes.Find(candidate => string.Equals(candidate.ClassName, name, StringComparison.Ordinal));
            if (shape is null)
            {
                diagnostics.Add(_place.File.Diagnose("UTREX9005", _place.Anchor, "SIF object", name));
                return null;
            }

            if (SifPath.AttributeOf(segments[0]) is { } attribute)
            {
                segments = [segments[0], attribute];
            }

            // A path to a key says no more than the key itself.
            if (Insert(shape, shape.Root, segments, 1, "", [], field.SifMapping?.Key) is { } path && !paths.Contains(path) && !IsKey(path))
            {
                paths.Add(path);
            }
        }

        return field.SifMapping is { IsJoined: true } || paths.Count == 0
            ? null
            : new SifBindingUnit(field.Property, field.Codes, field.SifMapping?.Blank ?? default, Math.Min(field.SifMapping?.Write ?? 0, paths.Count - 1), paths.ToEquatableArray());
    }

    private bool IsKey(SifPathUnit path)
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
    private SifPathUnit? Insert(SifShape shape, SifNode node, string[] segments, int at, string within, List<SifStepUnit> steps, string? key, bool isAlternative = false)
    {
        var row = shape;
        for (; at < segments.Length; at++)
        {
            var segment = segments[at];
            var name = SifPath.NameOf(segment);
            Check(node, name, within);
            within = within.Length == 0 ? name : $"{within}/{name}";
            node = node.Child(name);
            node.IsAlternative |= isAlternative;
            if (Find("parts", model.Parts, candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal)) is { } part)
            {
                if (steps.Count >= Deepest || segments.Length > SifPath.Longest || _entered >= Deepest)
                {
                    diagnostics.Add(file.Diagnose("UTREX9009", SifParser.PlaceOf("parts", model.Parts.ToList().IndexOf(part)), $"the part {name} leads into itself, or into too many others"));
                    return null;
                }

                shape = Enter(shape, node, part, within);
                row = part.IsRow ? shape : row;
                steps = part.IsRow ? [] : [.. steps, new SifStepUnit(node.Part, SifPath.ValueOf(segment) ?? key)];
                (node, within) = (shape.Root, "");
                if (model.Coded.Contains(name, StringComparer.Ordinal))
                {
                    return Coded(row, shape, node, name, steps, segments, at);
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

            if (SifPath.AttributeOf(segment) is { } attribute && SifPath.ValueOf(segment) is { } value)
            {
                (node.Child(attribute).Constant, node.Child(attribute).IsPredicate) = (value, true);
            }

            if (model.Coded.Contains(name, StringComparer.Ordinal))
            {
                return Coded(row, shape, node, within, steps, segments, at);
            }
        }

        node.Slot = shape.SlotOf(within);
        var isSet = shape.Part?.Set is { } set && string.Equals(set, within, StringComparison.Ordinal);
        return new SifPathUnit(row.ClassName, steps.ToEquatableArray(), node.Slot, -1, isSet, HasDefault: false);
    }

    private SifShape Enter(SifShape shape, SifNode node, SifPartModel part, string within)
    {
        node.Part = node.Part >= 0 ? node.Part : shape.Parts.FindIndex(known => string.Equals(known.Part!.Name, part.Name, StringComparison.Ordinal));
        if (node.Part >= 0)
        {
            return shape.Parts[node.Part];
        }

        var entered = new SifShape(ClassName(shape.ClassName + part.Name), part.Name, part) { IsExtension = shape.IsExtension || within.Contains(Extensions) };
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
        for (var i = 1; !scope.TryDeclareQuietly(Space, free + "Shape"); i++)
        {
            if (i == 1)
            {
                diagnostics.Add(_place.File.Diagnose("UTREX9006", _place.Anchor, "element of SIF or type", name + "Shape"));
            }

            free = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }

    /// <summary>The C# constants of a shape's values, no two of which have one name.</summary>
    private List<string> Constants(SifShape shape)
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
                    diagnostics.Add(file.Diagnose("UTREX9006", "", $"value of the element {shape.Root.Name} of SIF", name));
                }

                free = name + i.ToString(CultureInfo.InvariantCulture);
            }

            constants.Add(SyntaxFacts.GetKeywordKind(free) == SyntaxKind.None ? free : "@" + free);
        }

        return constants;
    }

    /// <summary>An element with a SIF code and, where the two differ, the state's code beside it.</summary>
    private SifPathUnit Coded(SifShape row, SifShape shape, SifNode node, string within, List<SifStepUnit> steps, string[] segments, int at)
    {
        var isOther = at + 1 < segments.Length && segments[at + 1].StartsWith("Other", StringComparison.Ordinal);
        var code = node.Child("Code");
        code.Slot = shape.SlotOf(within + "/Code");
        code.Constant = DefaultOf(node.Name, "Code");
        var list = node.Child("OtherCodeList");
        var other = list.Child("OtherCode");
        (other.Child("@Codeset").Constant, other.Child("@Codeset").IsPredicate) = (model.Codeset, true);
        other.Slot = shape.SlotOf(within + "/OtherCode");
        return new SifPathUnit(row.ClassName, steps.ToEquatableArray(), code.Slot, other.Slot, IsSet: false, HasDefault: isOther);
    }

    /// <summary>Reports an element that SIF does not have there; what stands within extensions is the state's own.</summary>
    private void Check(SifNode parent, string name, string within)
    {
        if (TypeOf(parent.Name) is { } type && !within.Contains(Extensions) && !string.Equals(name, Extensions, StringComparison.Ordinal)
            && !Order(type).Contains(name, StringComparer.Ordinal))
        {
            diagnostics.Add(_place.File.Diagnose("UTREX9005", _place.Anchor, $"element '{parent.Name}' of SIF: child", name));
        }
    }

    /// <summary>Adds what is mandatory, and puts all in SIF's order.</summary>
    private void Complete(SifNode node, string? parent, bool isExtension, int depth)
    {
        if (depth > SifPath.Longest || ++_completed > MostNodes)
        {
            if (!_isEndless)
            {
                diagnostics.Add(file.Diagnose("UTREX9009", "", $"SIF demands elements within elements without an end, among them '{node.Name}'"));
            }

            _isEndless = true;
            return;
        }

        var type = TypeOf(node.Name, parent);
        if (type is not null)
        {
            foreach (var name in type.Attributes.Select(attribute => "@" + attribute).Concat(type.Elements).Where(name => name[name.Length - 1] == '!'))
            {
                node.Child(name.TrimEnd('!')).IsMandatory = true;
            }

            var order = Order(type);
            var sorted = node.Children.OrderBy(child => order.IndexOf(child.Name) is >= 0 and var i ? i : int.MaxValue).ToList();
            node.Children.Clear();
            node.Children.AddRange(sorted);
        }
        else if (!isExtension && node.Children.Exists(child => !child.IsAttribute))
        {
            diagnostics.Add(file.Diagnose("UTREX9005", "", "type of SIF for the element", node.Name));
        }

        foreach (var child in node.Children)
        {
            if (child.Part < 0)
            {
                child.Constant ??= DefaultOf(node.Name, child.Name);
                Complete(child, node.Name, isExtension || string.Equals(node.Name, Extensions, StringComparison.Ordinal), depth + 1);
            }
        }
    }

    private string? DefaultOf(string parent, string name) => Find("defaults", model.Defaults, pair =>
        string.Equals(pair.From, name, StringComparison.Ordinal) || string.Equals(pair.From, $"{parent}/{name}", StringComparison.Ordinal))?.To;

    private SifTypeModel? TypeOf(string element, string? parent = null)
    {
        var name = Find("typeOf", model.TypeOf, pair => string.Equals(pair.From, element, StringComparison.Ordinal) || string.Equals(pair.From, $"{parent}/{element}", StringComparison.Ordinal))?.To ?? element;
        return model.Types.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.Ordinal));
    }

    private static List<string> Order(SifTypeModel type) =>
        [.. type.Attributes.Select(attribute => "@" + attribute.TrimEnd('!')), .. type.Elements.Select(element => element.TrimEnd('!')), Extensions];
}
