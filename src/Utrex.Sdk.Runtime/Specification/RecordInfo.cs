using System.Text;

namespace Utrex.Sdk.Specification;

/// <summary>A record type, as the specification describes it.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public class RecordInfo
{
    private readonly Dictionary<string, FieldInfo> _fieldsByName = new(StringComparer.Ordinal);
    private readonly FieldInfo?[] _keys = new FieldInfo?[Enum.GetValues<FieldKey>().Length];
    private readonly Dictionary<string, FieldInfo> _fieldsByProperty = new(StringComparer.Ordinal);
    private byte[] _beginning = [];

    /// <summary>The record's id, such as <c>S1</c>.</summary>
    public required string Id
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            _beginning = Encoding.UTF8.GetBytes(value + "=");
        }
    }

    /// <summary>The readable name, such as <c>Student Record</c>; the state's messages call it the table.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the C# record struct; empty for a record that is never in a file.</summary>
    public required string TypeName { get; init; }

    /// <summary>What the record is for.</summary>
    public required string Description { get; init; }

    /// <summary>What else a user must know of the record.</summary>
    public IReadOnlyList<FactInfo> Facts { get; init; } = [];

    /// <summary>The fields in file order; empty for a record that is never in a file.</summary>
    public required IReadOnlyList<FieldInfo> Fields
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            FieldArray = [.. value];
            PositionalLength = value.Count == 0 ? 0 : value[^1].Offset + value[^1].Width;
            foreach (var info in value)
            {
                _fieldsByName[info.Name] = info;
                _fieldsByProperty[info.Property] = info;
                _keys[(int)info.Key] ??= info;
            }
        }
    }

    /// <summary>The rules, in the order of the error tables.</summary>
    public required IReadOnlyList<RuleInfo> Rules { get; init; }

    /// <summary>The number of bytes of a full line in the positional layout.</summary>
    public int PositionalLength { get; private init; }

    /// <summary>The fields, for the reader and the writer, which ask on every line.</summary>
    internal FieldInfo[] FieldArray { get; private init; } = [];

    /// <summary>How a line of this record type begins: the id and <c>=</c>.</summary>
    internal ReadOnlySpan<byte> Beginning => _beginning;

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <summary>Whether a line is of this record type: whether it begins with the id and <c>=</c>. No line is of a record that is never in a file.</summary>
    public bool Begins(ReadOnlySpan<byte> line) => FieldArray.Length > 0 && line.StartsWith(_beginning);

    /// <summary>The field of this name, or <see langword="null"/>.</summary>
    public FieldInfo? FindField(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _fieldsByName.GetValueOrDefault(name);
    }

    /// <summary>The field of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public FieldInfo GetField(string name) => FindField(name) ?? throw new ArgumentException($"{Id} has no field {PrintableText.Quote(name)}.", nameof(name));

    /// <summary>The field of this number, from 0 (the record id).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public FieldInfo GetField(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, FieldArray.Length);
        return FieldArray[number];
    }

    /// <summary>The field of this property of the record struct and the view.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FieldInfo FindProperty(string property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return _fieldsByProperty.TryGetValue(property, out var field) ? field : throw new KeyNotFoundException($"{Id} has no property {PrintableText.Quote(property)}.");
    }

    /// <summary>The first field that plays this part in identifying the record, or <see langword="null"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public FieldInfo? FindKey(FieldKey key) =>
        (uint)key < (uint)_keys.Length ? _keys[(int)key] : throw new ArgumentOutOfRangeException(nameof(key), key, "No field plays a part that the enumeration does not name.");

    /// <inheritdoc/>
    public override string ToString() => Id;
}
