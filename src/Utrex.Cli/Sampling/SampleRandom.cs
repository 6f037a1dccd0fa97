namespace Utrex.Cli.Sampling;

/// <summary>
/// SplitMix64: a small generator whose numbers are the same on every machine and in every version of .NET,
/// which System.Random does not promise. Each student has a stream of their own.
/// </summary>
internal sealed class SampleRandom
{
    private ulong _state;

    public SampleRandom(params ReadOnlySpan<int> keys)
    {
        foreach (var key in keys)
        {
            _state = Mix(_state + 0x9E3779B97F4A7C15 + (ulong)(uint)key);
        }
    }

    /// <summary>A number from 0 to just below the bound.</summary>
    public int Next(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        return (int)((UInt128)Mix(_state) * (uint)bound >> 64);
    }

    /// <summary>A number between two bounds, which are inside.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);

    /// <summary>True so many times in a thousand.</summary>
    public bool Chance(int perMille) => Next(1000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>A day between two days, which are inside; the first where the second is before it.</summary>
    public DateOnly Day(DateOnly first, DateOnly last) => last <= first ? first : first.AddDays(Next(last.DayNumber - first.DayNumber + 1));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
