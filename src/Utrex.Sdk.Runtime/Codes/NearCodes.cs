namespace Utrex.Sdk.Codes;

/// <summary>The codes that somebody who wrote something else may have meant. The analyzers share this file.</summary>
internal static class NearCodes
{
    private const int MostSuggestions = 3;
    private const int LongestText = 64;

    /// <summary>The nearest codes, the nearest first; none where every code is too far away.</summary>
    public static IEnumerable<TCode> Of<TCode>(string text, IEnumerable<TCode> codes, Func<TCode, string> spell)
    {
        // No code is nearly as long.
        if (text.Length > LongestText)
        {
            return [];
        }

        var meant = text.Trim().ToUpperInvariant();
        return codes
            .Select(code => (Code: code, Length: spell(code).Length, Distance: Distance(meant, spell(code).ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(text.Length, candidate.Length) / 2))
            .OrderBy(candidate => candidate.Distance)
            .Take(MostSuggestions)
            .Select(candidate => candidate.Code);
    }

    /// <summary>The number of characters to add, drop or change to make one text of the other.</summary>
    public static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
