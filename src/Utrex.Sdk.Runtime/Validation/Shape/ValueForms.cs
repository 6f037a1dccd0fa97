using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Shape;

/// <summary>What is wrong with the form of values, and in which fields.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class ValueForms(SpecificationInfo specification)
{
    /// <summary>What may be wrong with values alone.</summary>
    public const ShapeKind Kinds = ShapeKind.LeadingZeros | ShapeKind.DateForm | ShapeKind.NumberForm | ShapeKind.ValueForm;

    /// <summary>Each of them.</summary>
    public static ReadOnlySpan<ShapeKind> Each => [ShapeKind.LeadingZeros, ShapeKind.DateForm, ShapeKind.NumberForm, ShapeKind.ValueForm];

    private const int MostFieldsNamed = 3;

    private readonly ValueRepairs _repairs = new(specification);
    private readonly Dictionary<(ShapeKind Kind, FieldInfo Field), (int Count, string Example, RecordInfo Record)> _fields = [];

    /// <summary>What is wrong with the form of the values that findings are about.</summary>
    public ShapeKind Look(FindingCollector findings, RecordInfo record)
    {
        var kinds = ShapeKind.None;
        foreach (var finding in findings.Findings)
        {
            if (finding is not { Field: { } field, Value: { } value })
            {
                continue;
            }

            kinds |= KindOf(field, Encoding.UTF8.GetBytes(value), record, kinds);
        }

        return kinds;
    }

    /// <inheritdoc cref="Look(FindingCollector, RecordInfo)"/>
    public ShapeKind Look(FindingNotes notes, RecordInfo record)
    {
        var kinds = ShapeKind.None;
        for (var i = 0; i < notes.ValueCount; i++)
        {
            // A positional field may end inside a character.
            var value = notes.ValueOf(i);
            kinds |= KindOf(notes.FieldOf(i), Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value)), record, kinds);
        }

        return kinds;
    }

    /// <summary>What is wrong with the form of a value; each kind counts once a line.</summary>
    public ShapeKind KindOf(FieldInfo field, ReadOnlySpan<byte> value, RecordInfo record, ShapeKind known)
    {
        var kind = _repairs.Find(record, field, value)?.Kind switch
        {
            null => ShapeKind.None,
            RepairKind.LeadingZeros => ShapeKind.LeadingZeros,
            RepairKind.DateForm => ShapeKind.DateForm,
            RepairKind.NumberForm => ShapeKind.NumberForm,
            _ => ShapeKind.ValueForm,
        };
        if (kind == ShapeKind.None || (known & kind) != ShapeKind.None)
        {
            return kind;
        }

        ref var evidence = ref CollectionsMarshal.GetValueRefOrAddDefault(_fields, (kind, field), out var exists);
        evidence = exists ? evidence with { Count = evidence.Count + 1 } : (1, PrintableText.Quote(value), record);
        return kind;
    }

    /// <summary>The fields whose values have another form, the most frequent first.</summary>
    public string FieldsOf(ShapeKind kind)
    {
        var fields = _fields.Where(field => field.Key.Kind == kind).OrderByDescending(field => field.Value.Count).ThenBy(field => field.Value.Record.Id, StringComparer.Ordinal).ThenBy(field => field.Key.Field.Number).ToList();
        var names = fields.Take(MostFieldsNamed).Select(field => $"{field.Key.Field.Title} of {field.Value.Record.Id}{(field.Key.Field.IsPersonal ? "" : " (such as " + field.Value.Example + ")")}");
        return string.Join(", ", names) + (fields.Count > MostFieldsNamed ? string.Create(CultureInfo.InvariantCulture, $" and {fields.Count - MostFieldsNamed} more fields") : "");
    }
}
