using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Xml;

namespace Utrex.Documents.Xml;

/// <summary>The names of a file, of which the reader keeps one copy each; capped, since a hostile file may have a new one in every tag.</summary>
internal sealed class BudgetNames : XmlNameTable
{
    private const int Budget = 1 << 20;

    // A power of two.
    private const int Recent = 1 << 12;

    private static readonly ulong Drawn = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private readonly List<(string Name, int Next)> _names = [("", -1)];

    // The name that was asked for last of those with the same first guess: most are asked for again and again.
    private readonly string?[] _recent = new string?[Recent];

    // The first name of each hash, or -1.
    private int[] _first = [.. Enumerable.Repeat(-1, 1024)];
    private int _left = Budget;

    /// <summary>Names that are expected anyhow.</summary>
    public void Expect(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Keep(name);
        }
    }

    public override string Add(char[] key, int start, int len) => Find(key.AsSpan(start, len)) ?? Keep(new string(key, start, Spend(len)));

    public override string Add(string key) => Find(key) ?? Keep(key[..Spend(key.Length)]);

    public override string? Get(char[] key, int start, int len) => Find(key.AsSpan(start, len));

    public override string? Get(string key) => Find(key);

    private string? Find(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return "";
        }

        ref var recent = ref _recent[Guess(name)];
        if (recent is not null && name.SequenceEqual(recent))
        {
            return recent;
        }

        for (var at = _first[Hash(name) & (_first.Length - 1)]; at >= 0; at = _names[at].Next)
        {
            if (name.SequenceEqual(_names[at].Name))
            {
                return recent = _names[at].Name;
            }
        }

        return null;
    }

    private string Keep(string name)
    {
        if (_names.Count > _first.Length)
        {
            _first = [.. Enumerable.Repeat(-1, 2 * _first.Length)];
            for (var i = 1; i < _names.Count; i++)
            {
                ref var old = ref _first[Hash(_names[i].Name) & (_first.Length - 1)];
                _names[i] = (_names[i].Name, old);
                old = i;
            }
        }

        ref var first = ref _first[Hash(name) & (_first.Length - 1)];
        _names.Add((name, first));
        first = _names.Count - 1;
        return name;
    }

    private int Spend(int length)
    {
        _left -= length;
        return _left >= 0 ? length : throw new BudgetExceededException($"The names of elements and attributes have more than {Budget >> 20} million characters together");
    }

    /// <summary>A number that tells most names apart at little cost. Names that are made to have the same one are told apart by their hash.</summary>
    private static int Guess(ReadOnlySpan<char> name) =>
        ((name.Length * 0x9D) ^ (name[0] * 0x3B) ^ (name[^1] * 0x1F1) ^ (name[name.Length / 2] * 0x65B) ^ (name[name.Length / 4] * 0x17)) & (Recent - 1);

    /// <summary>A hash that no file can be made against: four characters at a time, times a number drawn at random.</summary>
    private static int Hash(ReadOnlySpan<char> name)
    {
        var hash = (ulong)name.Length ^ Drawn;
        var words = MemoryMarshal.Cast<char, ulong>(name);
        foreach (var word in words)
        {
            hash = Mix(hash ^ word);
        }

        foreach (var character in name[(4 * words.Length)..])
        {
            hash = Mix(hash ^ character);
        }

        return (int)hash;

        static ulong Mix(ulong value) => Math.BigMul(value, Drawn, out var low) ^ low;
    }
}
