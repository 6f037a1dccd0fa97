namespace Utrex.Sdk.Utah.Index;

/// <summary>The students of the LEA who have an enrolment, each once: the student list (SL).</summary>
internal readonly struct StudentRange(BatchIndex index)
{
    /// <summary>The number of students.</summary>
    public int Count => index.StudentRows.Length;

    /// <summary>A student.</summary>
    public Student this[int i] => new(index, i);

    /// <summary>The students in order.</summary>
    public Enumerator GetEnumerator() => new(index);

    /// <summary>Goes through the students.</summary>
    public struct Enumerator(BatchIndex index)
    {
        private int _place = -1;

        /// <summary>The student at hand.</summary>
        public readonly Student Current => new(index, _place);

        /// <summary>Goes on to the next.</summary>
        public bool MoveNext() => ++_place < index.StudentRows.Length;
    }
}
