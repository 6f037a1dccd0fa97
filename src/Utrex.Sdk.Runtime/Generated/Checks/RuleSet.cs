using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Generated;

/// <summary>Some of the rules over several fields of a record type, by their places among these. The default is empty.</summary>
/// <remarks>A rule has a bit for each case in which it is broken; it is in the set if one of them is.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RuleSet
{
    /// <summary>The cases that can be excluded; of those beyond, all are in every set.</summary>
    internal const int MostCases = 256;

    private const int WordLength = 64;

    private readonly ushort[]? _rulesOfCases;

    internal RuleSet(Vector256<ulong> cases, ushort[] rulesOfCases)
    {
        Cases = cases;
        _rulesOfCases = rulesOfCases;
    }

    /// <summary>Whether there is no rule in it.</summary>
    public bool IsEmpty => Cases == Vector256<ulong>.Zero && (_rulesOfCases is null || _rulesOfCases.Length <= MostCases);

    /// <summary>The cases, as bits.</summary>
    internal Vector256<ulong> Cases { get; }

    /// <summary>All rules of a record type.</summary>
    /// <param name="rulesOfCases">For each case its rule.</param>
    internal static RuleSet All(ushort[] rulesOfCases)
    {
        Span<ulong> words = stackalloc ulong[Vector256<ulong>.Count];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = WordOfAll(rulesOfCases.Length - (i * WordLength));
        }

        return new RuleSet(Vector256.Create<ulong>(words), rulesOfCases);
    }

    /// <summary>Goes over the rules in their order.</summary>
    public Enumerator GetEnumerator() => new(Cases, _rulesOfCases ?? []);

    private static ulong WordOfAll(int rest) => rest >= WordLength ? ulong.MaxValue : rest <= 0 ? 0 : (1UL << rest) - 1;

    /// <summary>Goes over the rules of a set.</summary>
    public struct Enumerator
    {
        private readonly Vector256<ulong> _cases;
        private readonly ushort[] _rulesOfCases;
        private ulong _word;
        private int _first;

        internal Enumerator(Vector256<ulong> cases, ushort[] rulesOfCases)
        {
            _cases = cases;
            _rulesOfCases = rulesOfCases;
            _word = cases.ToScalar();
            Current = -1;
        }

        /// <summary>The place of the rule.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next rule.</summary>
        public bool MoveNext()
        {
            while (true)
            {
                while (_word == 0)
                {
                    _first += WordLength;
                    if (_rulesOfCases is null || _first >= _rulesOfCases.Length)
                    {
                        return false;
                    }

                    _word = _first < MostCases ? _cases.GetElement(_first / WordLength) : WordOfAll(_rulesOfCases.Length - _first);
                }

                var rule = _rulesOfCases[_first + BitOperations.TrailingZeroCount(_word)];
                _word &= _word - 1;

                // The cases of a rule stand side by side.
                if (rule != Current)
                {
                    Current = rule;
                    return true;
                }
            }
        }
    }
}
