using System.Runtime.InteropServices;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>A value of a column, kept beyond its row; the default is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ResearchValue
{
    private readonly ColumnKind _kind;
    private readonly byte[]? _text;

    /// <summary>A text; an empty one is none.</summary>
    public ResearchValue(ReadOnlySpan<byte> text) => (_kind, _text) = (ColumnKind.Text, text.IsEmpty ? null : text.ToArray());

    /// <summary>A whole number, or none.</summary>
    public ResearchValue(long? number) => (_kind, Number) = (ColumnKind.Integer, number);

    /// <summary>A number with decimals, or none.</summary>
    public ResearchValue(decimal? number) => (_kind, Number) = (ColumnKind.Number, number);

    /// <summary>A day, or none.</summary>
    public ResearchValue(DateOnly? day) => (_kind, Day) = (ColumnKind.Day, day);

    /// <summary>The number, of either kind.</summary>
    public decimal? Number { get; }

    /// <summary>The day.</summary>
    public DateOnly? Day { get; }

    /// <summary>The sum with another number of the kind; where one of them is none, the other.</summary>
    public ResearchValue Plus(ResearchValue other) => Number is not { } number ? other
        : other.Number is not { } more ? this
        : _kind == ColumnKind.Integer ? new ResearchValue((long?)(number + more)) : new ResearchValue(number + more);

    /// <summary>Writes it.</summary>
    public void Write(IRowWriter rows)
    {
        if (_text is not null)
        {
            rows.Write(_text);
        }
        else if (Day is { } day)
        {
            rows.Write(day);
        }
        else if (Number is not { } number)
        {
            rows.WriteNull();
        }
        else if (_kind == ColumnKind.Integer)
        {
            rows.Write((long)number);
        }
        else
        {
            rows.Write(number);
        }
    }
}
