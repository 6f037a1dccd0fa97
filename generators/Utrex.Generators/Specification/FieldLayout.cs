using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Gives each field its place in the positional layout.</summary>
internal static class FieldLayout
{
    /// <summary>The width of a text of which the specification says nothing.</summary>
    private const int UnknownWidth = 30;

    /// <summary>As many fields as the check of a whole line has room for.</summary>
    private const int MostFields = 192;

    public static EquatableArray<FieldUnit> LayOut(
        RecordModel record,
        ParsedFile file,
        Func<string, (CodeTableModel Table, CodeTableModel Type)?> tableOf,
        List<DiagnosticModel> diagnostics)
    {
        var units = new List<FieldUnit>();
        var next = 0;
        foreach (var field in record.Fields)
        {
            var anchor = "field " + field.Name;
            var codes = field.Codes is null ? null : tableOf(field.Codes);
            if (field.Codes is not null && codes is null)
            {
                diagnostics.Add(file.Diagnose("UTREX9005", anchor, "code table", field.Codes));
            }

            if (codes is { } table && field.ExactLength is { } exact && table.Table.Codes.Any(code => code.Code.Length != exact))
            {
                diagnostics.Add(file.Diagnose("UTREX9009", anchor, $"field '{field.Name}' must have exactly {exact} characters, but table {field.Codes} has a code of another length"));
            }

            var width = Width(field, codes?.Table);
            var offset = field.Position is { } position ? position - 1 : next;
            if (offset < next)
            {
                var before = units[units.Count - 1];
                if (!units.Exists(unit => unit.IsStandIn))
                {
                    diagnostics.Add(file.Diagnose("UTREX9007", anchor, field.Name, $"{offset + 1}", before.Model.Name, $"{next}"));
                }

                offset = next;
            }

            next = offset + width;
            units.Add(Unit(field, units.Count, offset, width, codes));
        }

        if (units.Count > MostFields)
        {
            diagnostics.Add(file.Diagnose("UTREX9009", "field " + units[MostFields].Model.Name, $"record '{record.Id}' has {units.Count} fields; {MostFields} is the most"));
            units.RemoveRange(MostFields, units.Count - MostFields);
        }

        if (units.Count > 0 && (units[0].Model.Kind != FieldKind.Constant || !string.Equals(units[0].Model.Value, record.Id + "=", StringComparison.Ordinal)))
        {
            diagnostics.Add(file.Diagnose("UTREX9009", "field " + units[0].Model.Name, $"the first field of record '{record.Id}' must be the constant '{record.Id}=' by which its lines are known"));
        }

        return units.ToEquatableArray();
    }

    private static FieldUnit Unit(FieldModel field, int number, int offset, int width, (CodeTableModel Table, CodeTableModel Type)? codes)
    {
        if (codes is not { } tables)
        {
            // A missing table is reported; the field is then emitted as text, so that the rest still compiles.
            var kind = field.Kind is FieldKind.Code or FieldKind.NumberOrCode ? FieldKind.Text : field.Kind;
            return new FieldUnit(field with { Kind = kind, Codes = null }, number, offset, width, null, default, HasRetiredCodes: false, LongestCode: 0, IsStandIn: field.Codes is not null);
        }

        var active = tables.Table.Codes.Where(code => code.RetiredSince is null).Select(code => code.Code).ToList();
        var isView = active.Count < tables.Type.Codes.Count && !ReferenceEquals(tables.Table, tables.Type);
        return new FieldUnit(
            field,
            number,
            offset,
            width,
            tables.Table.TypeName,
            isView ? active.ToEquatableArray() : default,
            tables.Table.Codes.Any(code => code.RetiredSince is not null),
            tables.Table.LongestCode,
            IsStandIn: false);
    }

    /// <summary>The greatest of the widths that the specification states, in any of its places.</summary>
    private static int Width(FieldModel field, CodeTableModel? codes)
    {
        var width = new[] { field.Width, field.PrintedLength, field.ExactLength, field.MaxLength, field.NaturalWidth, codes?.LongestCode }.Max() ?? 0;
        return width > 0 ? width : UnknownWidth;
    }
}
