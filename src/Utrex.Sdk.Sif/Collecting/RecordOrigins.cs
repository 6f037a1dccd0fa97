namespace Utrex.Sdk.Sif.Collecting;

/// <summary>What each line of a batch was made of: four bytes a line, in chunks, so that nothing is copied as they grow.</summary>
internal sealed class RecordOrigins
{
    // A power of two.
    private const int ChunkSize = 1 << 14;

    private readonly List<int[]> _chunks = [];

    /// <summary>The number of lines.</summary>
    public int Count { get; private set; }

    /// <summary>What a line, from 0 on, was made of.</summary>
    public RecordOrigin this[int line] => new(_chunks[line / ChunkSize][line & (ChunkSize - 1)]);

    /// <summary>Adds a line.</summary>
    public void Add(RecordOrigin origin)
    {
        if (Count == _chunks.Count * ChunkSize)
        {
            _chunks.Add(new int[ChunkSize]);
        }

        _chunks[^1][Count++ & (ChunkSize - 1)] = origin.Number;
    }
}

/// <summary>What a line of a batch was made of: an object in its place in the order, a school, or the LEA of one.</summary>
/// <param name="Number">The place in the order, or the number of the school twice, negated, and one more for its LEA.</param>
internal readonly record struct RecordOrigin(int Number)
{
    /// <summary>The place in the order, or -1.</summary>
    public int Place => Math.Max(Number, -1);

    /// <summary>The school, or that whose LEA it is; -1 where it is an object in the order.</summary>
    public int School => Number >= 0 ? -1 : ~Number >> 1;

    /// <summary>Whether it is an LEA.</summary>
    public bool IsLea => Number < 0 && (~Number & 1) == 1;

    public static RecordOrigin OfObject(int place) => new(place);

    public static RecordOrigin OfSchool(int school) => new(~(school << 1));

    public static RecordOrigin OfLea(int school) => new(~((school << 1) | 1));
}
