namespace Utrex.Cli.Masking;

/// <summary>
/// Gives each value another one of its shape, no two the same, however few there are: where every number of three digits is a student's,
/// they change places. Capitals and small letters are the same value, since registers write names in either.
/// </summary>
/// <remarks>
/// A value points to its pseudonym, which may be a value itself and point on. A pseudonym that closed a circle of such steps could leave
/// the last value only itself, so the beginning of a value's own chain is taken when nothing else is left: the last step closes the one
/// circle of all values, and in it nobody stands for himself.
/// </remarks>
internal sealed class DistinctPseudonyms
{
    private const int MostDraws = 200;
    private const int MostListed = 1 << 20;

    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    // Of shapes that are nearly used up: what was left when that was found, in no order.
    private readonly Dictionary<string, List<string>> _left = new(StringComparer.Ordinal);

    /// <summary>The pseudonym of a value; the value where it has neither letters nor digits, or only zeros.</summary>
    /// <param name="value">The value.</param>
    /// <param name="fits">Whether a pseudonym will do; taken as a wish where there are hardly any.</param>
    public string Of(string value, Func<string, bool>? fits)
    {
        var capitals = Capitals(value);
        if (!_pseudonyms.TryGetValue(capitals, out var pseudonym))
        {
            var shape = ValueShape.Of(capitals);
            if (shape.LastChangeable < 0)
            {
                return value;
            }

            pseudonym = Draw(capitals, shape, candidate => fits is null || fits(Spell(candidate, value)));
            _pseudonyms[capitals] = pseudonym;
            _values[pseudonym] = capitals;
        }

        return Spell(pseudonym, value);
    }

    /// <summary>Forgets a pseudonym; others may have it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Forget(string value)
    {
        if (!_pseudonyms.Remove(Capitals(value), out var pseudonym))
        {
            return false;
        }

        _values.Remove(pseudonym);
        if (_left.Count > 0 && _left.TryGetValue(ValueShape.Of(pseudonym).First, out var left))
        {
            left.Add(pseudonym);
        }

        return true;
    }

    private string Draw(string value, ValueShape shape, Func<string, bool> fits)
    {
        var first = First(value);
        return Draw(value, shape, first, candidate => !ValueShape.ShareRun(candidate, value) && fits(candidate))
            ?? Draw(value, shape, first, fits)
            ?? Draw(value, shape, first, _ => true)
            ?? (IsFree(first, value) ? first : Shared(value, shape));
    }

    private string? Draw(string value, ValueShape shape, string first, Func<string, bool> fits)
    {
        if (_left.TryGetValue(shape.First, out var left))
        {
            return DrawLeft(left);
        }

        for (var i = 0; i < MostDraws; i++)
        {
            var candidate = shape.Any(value);
            if (IsGood(candidate))
            {
                return candidate;
            }
        }

        if (shape.Count > MostListed)
        {
            return null;
        }

        // Hardly any is left, or fits: from here on those that are left are known.
        left = [.. shape.All.Where(candidate => !_values.ContainsKey(candidate))];
        _left.Add(shape.First, left);
        return DrawLeft(left);

        // What has been taken since is forgotten when it is met, so that nothing is looked at again and again.
        string? DrawLeft(List<string> candidates)
        {
            for (var i = 0; i < MostDraws && candidates.Count > 0;)
            {
                var at = RandomDraws.Below(candidates.Count);
                var candidate = candidates[at];
                if (IsGood(candidate))
                {
                    return candidate;
                }

                if (!_values.ContainsKey(candidate))
                {
                    i++;
                    continue;
                }

                candidates[at] = candidates[^1];
                candidates.RemoveAt(candidates.Count - 1);
            }

            return candidates.Count > MostDraws ? null : candidates.Find(IsGood);
        }

        bool IsGood(string candidate) => IsFree(candidate, value) && !string.Equals(candidate, first, StringComparison.Ordinal) && fits(candidate);
    }

    private bool IsFree(string candidate, string value) => !_values.ContainsKey(candidate) && !string.Equals(candidate, value, StringComparison.Ordinal);

    /// <summary>Letters outside ASCII are drawn from few: two values may have to share.</summary>
    private static string Shared(string value, ValueShape shape)
    {
        string candidate;
        do
        {
            candidate = shape.Any(value);
        }
        while (string.Equals(candidate, value, StringComparison.Ordinal));
        return candidate;
    }

    /// <summary>The value at which the chain begins that leads to a value.</summary>
    private string First(string value)
    {
        while (_values.TryGetValue(value, out var before))
        {
            value = before;
        }

        return value;
    }

    private static string Capitals(string value) => string.Concat(value.EnumerateRunes().Select(ValueShape.Upper));

    /// <summary>The pseudonym with small letters where the value has them.</summary>
    private static string Spell(string pseudonym, string value) =>
        string.Concat(pseudonym.EnumerateRunes().Zip(value.EnumerateRunes(), (made, own) => ValueShape.Upper(own) == own ? made : ValueShape.Lower(made)));
}
