namespace Utrex.Sdk.Utah.Index;

/// <summary>Placements that stand together in the index: those of a student, or all.</summary>
internal readonly struct PlacementRange(BatchIndex index, int start, int count)
{
    /// <summary>The number of placements.</summary>
    public int Count => count;

    /// <summary>A placement.</summary>
    public Placement this[int i] => new(index, start + i);

    /// <summary>The placements in order.</summary>
    public Enumerator GetEnumerator() => new(index, start, start + count);

    /// <summary>Goes through placements.</summary>
    public struct Enumerator(BatchIndex index, int start, int end)
    {
        private int _number = start - 1;

        /// <summary>The placement at hand.</summary>
        public readonly Placement Current => new(index, _number);

        /// <summary>Goes on to the next.</summary>
        public bool MoveNext() => ++_number < end;
    }
}
