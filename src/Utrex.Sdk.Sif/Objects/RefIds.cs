using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>Names objects by their keys. Many records refer to one object, so that the names which were made last are kept.</summary>
internal sealed class RefIds(Utf8Arena arena)
{
    /// <summary>What stands between two words, and in none.</summary>
    public const byte Separator = 0x1F;

    // A power of two.
    private const int Kept = 1 << 12;
    private const int LongestKept = 128;

    private readonly (Utf8Value Words, Utf8Value Name, UInt128 Number)[] _kept = new (Utf8Value, Utf8Value, UInt128)[Kept];
    private byte[] _words = new byte[256];
    private int _length;

    /// <summary>The identifier of what these words name: the same words give the same one, always and everywhere.</summary>
    public Utf8Value Of(params ReadOnlySpan<Utf8Value> words) => Of(out _, words);

    /// <summary>The identifier of what these words name, and the number that it is.</summary>
    public Utf8Value Of(out UInt128 number, params ReadOnlySpan<Utf8Value> words)
    {
        Begin();
        foreach (var word in words)
        {
            Add(word);
        }

        return Name(out number);
    }

    /// <summary>The identifier that a number is.</summary>
    public Utf8Value Of(UInt128 number)
    {
        RefId.Write(number, arena.Reserve(RefId.Length, out var name));
        return name;
    }

    /// <summary>The identifier of all that some objects say, after a word.</summary>
    public Utf8Value OfContent(out UInt128 number, Utf8Value first, params ReadOnlySpan<DocumentObject> objects)
    {
        Begin();
        Add(first);
        foreach (var item in objects)
        {
            Add(item);
        }

        return Name(out number);
    }

    private void Begin() => _length = 0;

    private void Add(DocumentObject item)
    {
        foreach (var value in item.Values)
        {
            Add(value);
        }

        foreach (var part in item.PartSpan)
        {
            Add(part);
        }
    }

    private void Add(Utf8Value word)
    {
        if (_length + word.Length + 1 > _words.Length)
        {
            Array.Resize(ref _words, Math.Max(2 * _words.Length, _length + word.Length + 1));
        }

        word.Span.CopyTo(_words.AsSpan(_length));
        _length += word.Length;
        _words[_length++] = Separator;
    }

    private Utf8Value Name(out UInt128 number)
    {
        var words = new Utf8Value(_words, 0, _length - 1);
        ref var kept = ref _kept[words.GetHashCode() & (Kept - 1)];
        if (kept.Words == words)
        {
            number = kept.Number;
            return kept.Name;
        }

        number = RefId.Of(words.Span);
        var name = Of(number);
        if (words.Length <= LongestKept)
        {
            kept = (arena.Copy(words.Span), name, number);
        }

        return name;
    }
}
