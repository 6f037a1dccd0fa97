using System.Numerics;

namespace Utrex.Sdk.Validation.Across;

/// <summary>
/// Those texts of a pool that no integer holds, by their numbers, which come in order: a bit for each number of the pool, and how many of them there
/// are before each word of bits, lead to the place of a text among its like.
/// </summary>
internal sealed class LongTexts
{
    private const int WordBits = 64;

    private ulong[] _words = new ulong[4];
    private int[] _before = new int[4];
    private int _wordCount;

    private int[] _ends = new int[16];
    private byte[] _bytes = [];
    private int _count;

    /// <summary>The text of a number.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var word = number / WordBits;
            var place = _before[word] + BitOperations.PopCount(_words[word] & ((1UL << (number % WordBits)) - 1));
            return _bytes.AsSpan((place == 0 ? 0 : _ends[place - 1]).._ends[place]);
        }
    }

    /// <summary>Puts a text behind the others.</summary>
    /// <param name="number">Its number, greater than those of the others.</param>
    /// <param name="text">The text.</param>
    public void Add(int number, ReadOnlySpan<byte> text)
    {
        var word = number / WordBits;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
            Array.Resize(ref _before, _words.Length);
        }

        for (; _wordCount <= word; _wordCount++)
        {
            _before[_wordCount] = _count;
        }

        var start = _count == 0 ? 0 : _ends[_count - 1];
        if (text.Length > _bytes.Length - start)
        {
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, start + text.Length)));
        }

        if (_count == _ends.Length)
        {
            Array.Resize(ref _ends, _count * 2);
        }

        text.CopyTo(_bytes.AsSpan(start));
        _ends[_count++] = start + text.Length;
        _words[word] |= 1UL << (number % WordBits);
    }
}
