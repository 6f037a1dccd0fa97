namespace Utrex.Tests;

/// <summary>What a piece of work allocates.</summary>
internal static class Allocation
{
    private const int Passes = 3;

    /// <summary>
    /// The bytes that each of several passes allocates at least. The first passes also pay for what the runtime sets up
    /// once; work that costs memory does so in every pass.
    /// </summary>
    public static long OfEveryPass(Action work)
    {
        var least = long.MaxValue;
        for (var pass = 0; pass < Passes; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
