using System.Globalization;
using System.Text;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Reads what the generator wrote down of a specification: items with a blank line between them, each a line a property, <c>Name value</c>.
/// Properties that an item lacks have no line; the others come in the order in which they are asked for. Values of a list have TABs between them,
/// and what cannot stand in a line is written as <c>\uXXXX</c>, as a backslash is as <c>\\</c>.
/// </summary>
internal ref struct FactReader
{
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _line;

    /// <summary>A reader before the first item.</summary>
    public FactReader(ReadOnlySpan<byte> text)
    {
        _rest = text;
        ReadLine();
    }

    /// <summary>Whether another item begins here.</summary>
    public readonly bool HasItem => !_line.IsEmpty;

    /// <summary>Ends an item: no property may be left that nobody asked for.</summary>
    public void EndItem()
    {
        if (!_line.IsEmpty)
        {
            throw new InvalidOperationException($"Generated facts have a line that this version of Utrex.Sdk.Runtime cannot read: '{Encoding.UTF8.GetString(_line)}'.");
        }

        ReadLine();
    }

    /// <summary>A text.</summary>
    public string? Text(ReadOnlySpan<byte> property) => TryTake(property, out var value) ? Decode(value) : null;

    /// <summary>A text that no item lacks.</summary>
    public string Required(ReadOnlySpan<byte> property) =>
        Text(property) ?? throw new InvalidOperationException($"Generated facts lack '{Encoding.UTF8.GetString(property)}' before '{Encoding.UTF8.GetString(_line)}'.");

    /// <summary>A list of texts, empty where the item has none.</summary>
    public string[] Texts(ReadOnlySpan<byte> property)
    {
        if (!TryTake(property, out var value))
        {
            return [];
        }

        var texts = new string[value.Count((byte)'\t') + 1];
        for (var i = 0; i < texts.Length; i++)
        {
            var end = value.IndexOf((byte)'\t');
            texts[i] = Decode(end < 0 ? value : value[..end]);
            value = value[(end + 1)..];
        }

        return texts;
    }

    /// <summary>A whole number.</summary>
    public long? Whole(ReadOnlySpan<byte> property) => TryTake(property, out var value) ? long.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    /// <summary>A whole number that is 0 where the item has none.</summary>
    public int Count(ReadOnlySpan<byte> property) => (int)(Whole(property) ?? 0);

    /// <summary>A number.</summary>
    public decimal? Number(ReadOnlySpan<byte> property) => TryTake(property, out var value) ? decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture) : null;

    /// <summary>A member of an enumeration, by its name.</summary>
    public T? Member<T>(ReadOnlySpan<byte> property)
        where T : struct, Enum =>
        TryTake(property, out var value) ? Enum.Parse<T>(Decode(value)) : null;

    private static string Decode(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        return value.Contains((byte)'\\') ? Unescape(text) : text;
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
            }
            else if (text[i + 1] == '\\')
            {
                plain.Append('\\');
                i++;
            }
            else
            {
                plain.Append((char)ushort.Parse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 5;
            }
        }

        return plain.ToString();
    }

    private bool TryTake(ReadOnlySpan<byte> property, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (_line.Length <= property.Length || _line[property.Length] != (byte)' ' || !_line.StartsWith(property))
        {
            return false;
        }

        value = _line[(property.Length + 1)..];
        ReadLine();
        return true;
    }

    private void ReadLine()
    {
        var end = _rest.IndexOf((byte)'\n');
        _line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
    }
}
