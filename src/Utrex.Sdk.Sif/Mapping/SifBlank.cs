namespace Utrex.Sdk.Sif.Mapping;

/// <summary>A value in place of a blank, where another field of the record begins in one of some ways, or in none of others.</summary>
internal sealed record SifBlank(int Field, string Value, int When, string[] Is, string[] IsNot)
{
    private readonly Utf8Value[] _is = Array.ConvertAll(Is, Utf8Value.Of);
    private readonly Utf8Value[] _isNot = Array.ConvertAll(IsNot, Utf8Value.Of);

    /// <summary>The value as it is put there.</summary>
    public Utf8Value Filling { get; } = Utf8Value.Of(Value);

    public bool Applies(Utf8Value[] values) =>
        When < 0 || ((_is.Length == 0 || Begins(values[When], _is)) && !Begins(values[When], _isNot));

    private static bool Begins(Utf8Value value, Utf8Value[] starts)
    {
        foreach (var start in starts)
        {
            if (value.Span.StartsWith(start.Span))
            {
                return true;
            }
        }

        return false;
    }
}
