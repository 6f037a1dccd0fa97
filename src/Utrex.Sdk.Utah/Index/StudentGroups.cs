using System.Buffers;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// The records of each student, in their order. Students have numbers, one after the other: records are counted by them and then have their place,
/// which takes no comparison. Who is through with them gives the arrays back.
/// </summary>
internal sealed class StudentGroups<T> : IDisposable
    where T : struct, IEntry
{
    private readonly int _count;
    private readonly int _texts;
    private readonly int[] _order;
    private readonly int[] _ends;

    /// <summary>The records of each student.</summary>
    public StudentGroups(Rows<T> rows, TextPool texts)
    {
        _count = rows.Count;
        _texts = texts.Count;
        _order = ArrayPool<int>.Shared.Rent(_count);
        _ends = ArrayPool<int>.Shared.Rent(_texts);
        _ends.AsSpan(0, _texts).Clear();
        foreach (ref readonly var row in rows)
        {
            _ends[row.Key.Student.Number]++;
        }

        // Where the records of each begin; as they come, that moves to where they end.
        var start = 0;
        foreach (ref var end in _ends.AsSpan(0, _texts))
        {
            (start, end) = (start + end, start);
        }

        for (var i = 0; i < _count; i++)
        {
            _order[_ends[rows[i].Key.Student.Number]++] = i;
        }
    }

    /// <summary>Every record, a student at a time; those without a student come first.</summary>
    public Span<int> All => _order.AsSpan(0, _count);

    /// <summary>The records without a student.</summary>
    public Span<int> Blank => _order.AsSpan(0, _ends[0]);

    /// <summary>The records of a student.</summary>
    public Span<int> Of(TextId student) => student.IsBlank ? Blank : _order.AsSpan(_ends[student.Number - 1].._ends[student.Number]);

    /// <summary>Goes from a student to the next one, if there is one. Those who have no record are left out, and so is the blank.</summary>
    /// <param name="student">The student at hand; the blank before the first.</param>
    /// <param name="records">The records of the next student.</param>
    public bool TryNext(ref TextId student, out Span<int> records)
    {
        for (var number = student.Number + 1; number < _texts; number++)
        {
            if (_ends[number] > _ends[number - 1])
            {
                student = new TextId(number);
                records = Of(student);
                return true;
            }
        }

        records = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_order);
        ArrayPool<int>.Shared.Return(_ends);
    }
}
