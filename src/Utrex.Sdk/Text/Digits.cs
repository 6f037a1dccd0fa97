namespace Utrex.Sdk.Text;

/// <summary>Writes numbers as ASCII digits.</summary>
internal static class Digits
{
    /// <summary>Fills the span with the last digits of a number, zeros first.</summary>
    public static void Write(Span<byte> destination, long number)
    {
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    /// <summary>The number of digits of a number that is not negative.</summary>
    public static int Count(long number)
    {
        var count = 1;
        while (number >= 10)
        {
            number /= 10;
            count++;
        }

        return count;
    }
}
