namespace Utrex.Sdk.Utah.Index;

/// <summary>The codes that a rule names, asked for every record: a loop that allocates nothing.</summary>
internal static class CodeLists
{
    /// <summary>Whether a code is among those of a rule.</summary>
    public static bool Lists(this IReadOnlyList<string> codes, string code)
    {
        for (var i = 0; i < codes.Count; i++)
        {
            if (string.Equals(codes[i], code, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
