namespace Utrex.Sdk.Sif.Mapping;

/// <summary>A value in place of a blank, where another field of the record begins in one of some ways, or in none of others.</summary>
internal sealed record SifBlank(int Field, string Value, int When, string[] Is, string[] IsNot)
{
    public bool Applies(string[] values) =>
        When < 0
        || ((Is.Length == 0 || Array.Exists(Is, start => values[When].StartsWith(start, StringComparison.Ordinal)))
            && !Array.Exists(IsNot, start => values[When].StartsWith(start, StringComparison.Ordinal)));
}
