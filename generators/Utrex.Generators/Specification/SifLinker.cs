using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>
/// Puts the SIF paths of all fields together into one tree for each SIF object, in the order and with the mandatory elements that SIF
/// demands, and tells for each field which value of which tree is its own.
/// </summary>
internal sealed class SifLinker(SifModel model, ParsedFile file, Func<string, ParsedFile> recordFile, List<DiagnosticModel> diagnostics)
{
    private const string Extensions = "SIF_ExtendedElements";

    private readonly List<SifShape> _shapes = [];

    // Where the path at hand stands.
    private (ParsedFile File, string Anchor) _place = (file, "");

    public SifMapUnit Link(string specificationNamespace, IReadOnlyList<RecordUnit> records, IEnumerable<CodeTableModel> tables)
    {
        foreach (var item in model.Objects)
        {
            var shape = new SifShape(item.Name, item.Name, part: null);
            _shapes.Add(shape);
            Use(shape, item.Uses);
        }

        var bindings = records.Select(unit => (unit.Record, Bindings: unit.Record.Fields.Select(field => Bind(unit.Record, field)).OfType<SifBindingUnit>().ToEquatableArray())).ToList();
        foreach (var shape in _shapes)
        {
            Complete(shape.Root);
        }

        var name = specificationNamespace + ".Sif.Mapping";
        return new SifMapUnit(
            name,
            model.Version,
            model.Namespace,
            model.Aliases,
            model.Derived,
            _shapes.Select((shape, i) => new SifShapeUnit(
                name,
                shape.ClassName,
                i,
                shape.Part is null,
                shape.Slots.ToEquatableArray(),
                shape.Parts.Select(part => part.ClassName).ToEquatableArray(),
                shape.KeySlot,
                shape.Part?.IsFallback ?? false,
                shape.Root.ToUnit())).ToEquatableArray(),
            bindings.Select(item => new SifRecordUnit(
                name,
                $"{specificationNamespace}.Records.{item.Record.TypeName}",
                item.Record.Id,
                item.Record.SifProgramType,
                item.Bindings,
                Known(item.Record, model.Made.Where(made => IsOf(made.Record, item.Record)), made => [made.Field]),
                Known(item.Record, model.WhenBlank.Where(blank => IsOf(blank.Record, item.Record)), blank => blank.When is null ? [blank.Field] : [blank.Field, blank.When]))).ToEquatableArray(),
            tables.Where(table => table.SifBlank.Count > 0 || table.Codes.Any(code => code.Sif is not null)).Select(table => new SifCodesUnit(
                specificationNamespace,
                table.Id,
                table.Codes.Where(code => code.Sif is not null).Select(code => new SifCodeUnit(code.Code, code.Sif!)).ToEquatableArray(),
                table.SifBlank)).ToEquatableArray());
    }

    /// <summary>The items, once it is clear that the fields which they name exist.</summary>
    private EquatableArray<T> Known<T>(RecordModel record, IEnumerable<T> items, Func<T, IEnumerable<string>> fields)
        where T : IEquatable<T>
    {
        var all = items.ToEquatableArray();
        foreach (var name in all.SelectMany(fields).Where(name => !record.Fields.Any(field => string.Equals(field.Name, name, StringComparison.Ordinal))))
        {
            diagnostics.Add(file.Diagnose("UTREX9005", "", "field", name));
        }

        return all;
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
        model.Leaves.FirstOrDefault(leaf => path.EndsWith("/" + leaf.From, StringComparison.Ordinal)) is { } found ? $"{path}/{found.To}" : path;

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
            if (model.Parts.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal)) is { } part)
            {
                shape = Enter(shape, node, part);
                row = part.IsRow ? shape : row;
                steps = part.IsRow ? [] : [.. steps, new SifStepUnit(node.Part, SifPath.ValueOf(segment) ?? key)];
                (node, within) = (shape.Root, "");
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
                node.Child(attribute).Constant = value;
            }

            if (model.Coded.Contains(name, StringComparer.Ordinal))
            {
                return Coded(row, shape, node, within, steps, isOther: at + 1 < segments.Length && segments[at + 1].StartsWith("Other", StringComparison.Ordinal));
            }
        }

        node.Slot = shape.SlotOf(within);
        var isSet = shape.Part?.Set is { } set && string.Equals(set, within, StringComparison.Ordinal);
        return new SifPathUnit(row.ClassName, steps.ToEquatableArray(), node.Slot, -1, isSet, HasDefault: false);
    }

    private SifShape Enter(SifShape shape, SifNode node, SifPartModel part)
    {
        node.Part = node.Part >= 0 ? node.Part : shape.Parts.FindIndex(known => string.Equals(known.Part!.Name, part.Name, StringComparison.Ordinal));
        if (node.Part >= 0)
        {
            return shape.Parts[node.Part];
        }

        var entered = new SifShape(shape.ClassName + part.Name, part.Name, part);
        node.Part = shape.Parts.Count;
        shape.Parts.Add(entered);
        _shapes.Add(entered);
        if ((part.Key ?? part.Set) is { } key)
        {
            Use(entered, [key]);
            entered.KeySlot = 0;
        }

        Use(entered, part.Uses);
        return entered;
    }

    /// <summary>An element with a SIF code and, where the two differ, the state's code beside it.</summary>
    private SifPathUnit Coded(SifShape row, SifShape shape, SifNode node, string within, List<SifStepUnit> steps, bool isOther)
    {
        var code = node.Child("Code");
        code.Slot = shape.SlotOf(within + "/Code");
        code.Constant = DefaultOf(node.Name, "Code");
        var list = node.Child("OtherCodeList");
        var other = list.Child("OtherCode");
        other.Child("@Codeset").Constant = model.Codeset;
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
    private void Complete(SifNode node, string? parent = null)
    {
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

        foreach (var child in node.Children)
        {
            if (child.Part < 0)
            {
                child.Constant ??= DefaultOf(node.Name, child.Name);
                Complete(child, node.Name);
            }
        }
    }

    private string? DefaultOf(string parent, string name) => model.Defaults.FirstOrDefault(pair =>
        string.Equals(pair.From, name, StringComparison.Ordinal) || string.Equals(pair.From, $"{parent}/{name}", StringComparison.Ordinal))?.To;

    private SifTypeModel? TypeOf(string element, string? parent = null)
    {
        var name = model.TypeOf.FirstOrDefault(pair => string.Equals(pair.From, element, StringComparison.Ordinal) || string.Equals(pair.From, $"{parent}/{element}", StringComparison.Ordinal))?.To ?? element;
        return model.Types.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.Ordinal));
    }

    private static bool IsOf(string id, RecordModel record) => string.Equals(id, record.Id, StringComparison.Ordinal);

    private static List<string> Order(SifTypeModel type) =>
        [.. type.Attributes.Select(attribute => "@" + attribute.TrimEnd('!')), .. type.Elements.Select(element => element.TrimEnd('!')), Extensions];
}
