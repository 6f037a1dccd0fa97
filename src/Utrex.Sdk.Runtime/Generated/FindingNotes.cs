using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Generated;

/// <summary>
/// What is left of the findings of a line where nobody will read them: how many there are and on which values. A line of a spoiled file has
/// dozens, and to make them costs more than to find them.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class FindingNotes
{
    private readonly List<(FieldInfo Field, int Start, int Length)> _values = [];
    private byte[] _bytes = new byte[256];
    private int _byteCount;

    /// <summary>How many findings there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them are errors.</summary>
    public int Errors { get; private set; }

    /// <summary>How many are on a value.</summary>
    public int ValueCount => _values.Count;

    /// <summary>The field of a value.</summary>
    public FieldInfo FieldOf(int number) => _values[number].Field;

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> ValueOf(int number) => _bytes.AsSpan(_values[number].Start, _values[number].Length);

    /// <summary>Forgets the last line.</summary>
    public void Clear()
    {
        Count = 0;
        Errors = 0;
        _values.Clear();
        _byteCount = 0;
    }

    /// <summary>Notes a finding on a field, which may be blank, or on the whole line.</summary>
    public void Add(Severity severity, FieldInfo? field, ReadOnlySpan<byte> value)
    {
        Count++;
        Errors += severity == Severity.Error ? 1 : 0;
        if (field is null || value.IsEmpty)
        {
            return;
        }

        if (value.Length > _bytes.Length - _byteCount)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _byteCount + value.Length));
        }

        value.CopyTo(_bytes.AsSpan(_byteCount));
        _values.Add((field, _byteCount, value.Length));
        _byteCount += value.Length;
    }
}
