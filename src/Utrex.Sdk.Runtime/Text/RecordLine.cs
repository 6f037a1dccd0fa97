namespace Utrex.Sdk.Text;

/// <summary>
/// One line of a batch, cut into fields. It borrows its bytes and field ends from whoever read them
/// and is valid until the next line is read. The default is an empty line.
/// </summary>
public readonly ref struct RecordLine
{
    private const byte Blank = (byte)' ';

    private readonly ReadOnlySpan<byte> _data;
    private readonly ReadOnlySpan<int> _ends;
    private readonly int _start;
    private readonly int _length;

    private RecordLine(ReadOnlySpan<byte> data, int start, int length, ReadOnlySpan<int> ends, bool isDelimited)
    {
        _data = data;
        _start = start;
        _length = length;
        _ends = ends;
        IsDelimited = isDelimited;
    }

    /// <summary>The line without its end-of-line bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _data.Slice(_start, _length);

    /// <summary>Whether fields are separated by TAB; otherwise they stand at fixed positions.</summary>
    public bool IsDelimited { get; }

    /// <summary>The number of fields in a delimited line; 0 in a positional one.</summary>
    public int DelimitedFieldCount => _ends.Length;

    /// <summary>The bytes among which the line stands.</summary>
    internal ReadOnlySpan<byte> Data => _data;

    /// <summary>The line's first byte in <see cref="Data"/>.</summary>
    internal int Start => _start;

    /// <summary>The line's bytes.</summary>
    internal int Length => _length;

    /// <summary>The end of each field in <see cref="Data"/>.</summary>
    internal ReadOnlySpan<int> Ends => _ends;

    /// <summary>Cuts a line into fields; a TAB as fourth byte makes it a delimited one.</summary>
    /// <param name="bytes">The line without its end-of-line bytes.</param>
    /// <param name="ends">
    /// Room for the end of each field, one at least. A line with more fields than that keeps only the first ones;
    /// <see cref="Delimiters.Count"/> tells how many there are.
    /// </param>
    /// <exception cref="ArgumentException">There is no room for the end of a field of a delimited line.</exception>
    public static RecordLine Parse(ReadOnlySpan<byte> bytes, Span<int> ends)
    {
        if (bytes.Length <= 3 || bytes[3] != Delimiters.Tab)
        {
            return Cut(bytes, 0, bytes.Length, default);
        }

        // Without the end of a field it would be taken for a positional one.
        return ends.IsEmpty
            ? throw new ArgumentException("A delimited line needs room for the end of at least one field.", nameof(ends))
            : Cut(bytes, 0, bytes.Length, ends[..Delimiters.Split(bytes, ends)]);
    }

    /// <summary>A line somewhere in a block, whose fields have been cut already; without field ends it is a positional one.</summary>
    internal static RecordLine Cut(ReadOnlySpan<byte> data, int start, int length, ReadOnlySpan<int> ends) =>
        new(data, start, length, ends, isDelimited: !ends.IsEmpty);

    /// <summary>The bytes of a field without trailing blanks; empty for a blank field or one that the line is too short for.</summary>
    /// <param name="number">The field's number, from 0.</param>
    /// <param name="offset">The field's first byte in the positional layout, 0-based.</param>
    /// <param name="width">The field's width in the positional layout.</param>
    public ReadOnlySpan<byte> Field(int number, int offset, int width)
    {
        ReadOnlySpan<byte> field;
        if (IsDelimited)
        {
            if ((uint)number >= (uint)_ends.Length)
            {
                return default;
            }

            var start = number == 0 ? _start : _ends[number - 1] + 1;
            field = _data[start.._ends[number]];
        }
        else
        {
            if (offset >= _length)
            {
                return default;
            }

            field = _data.Slice(_start + offset, Math.Min(width, _length - offset));
        }

        return field.Length > 0 && field[^1] == Blank ? field[..(field.LastIndexOfAnyExcept(Blank) + 1)] : field;
    }

    /// <summary>The bytes of a field without trailing blanks.</summary>
    public ReadOnlySpan<byte> Field(Specification.FieldInfo field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Field(field.Number, field.Offset, field.Width);
    }
}
