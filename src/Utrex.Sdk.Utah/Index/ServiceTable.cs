using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// The services of one kind (SCRAM, YIC) by student, school, entry date and line, whether or not the student is enrolled: those of a
/// student in a school stand together, and so do those of a student.
/// </summary>
internal sealed class ServiceTable<T>
    where T : struct, IService
{
    private readonly T[] _services;
    private readonly ulong[] _keys;
    private readonly TextSet _students;

    /// <summary>Puts services in order.</summary>
    public ServiceTable(Rows<T> rows, TextPool texts)
    {
        _services = new T[rows.Count];
        _keys = new ulong[rows.Count];
        _students = new TextSet(texts);
        for (var i = 0; i < _keys.Length; i++)
        {
            _services[i] = rows[i];
            _keys[i] = KeyOf(_services[i].Key);
            _students.Add(_services[i].Key.Student);
        }

        Array.Sort(_keys, _services);
        for (int start = 0, end; start < _keys.Length; start = end)
        {
            end = EndOf(start);
            _services.AsSpan(start, end - start).Sort(Order);
        }
    }

    /// <summary>No services.</summary>
    public static ServiceTable<T> None { get; } = new(new(), new());

    /// <summary>Every service.</summary>
    public ReadOnlySpan<T> All => _services;

    /// <summary>The services of a student in a school, by entry date.</summary>
    public ReadOnlySpan<T> Of(TextId student, TextId school)
    {
        // Most students have none.
        if (!_students.Contains(student))
        {
            return default;
        }

        var start = Find(Key(student, school));
        return start < _keys.Length && _keys[start] == Key(student, school) ? _services.AsSpan(start..EndOf(start)) : default;
    }

    /// <summary>The services of a student in all schools.</summary>
    public ReadOnlySpan<T> Of(TextId student) =>
        _students.Contains(student) ? _services.AsSpan(Find(Key(student, default))..Find(Key(new TextId(student.Number + 1), default))) : default;

    /// <summary>The services, a student in a school at a time.</summary>
    public GroupEnumerator Groups => new(this);

    /// <summary>By entry date and then by line.</summary>
    public static int Order(T left, T right)
    {
        var order = left.Entry.GetValueOrDefault().CompareTo(right.Entry.GetValueOrDefault());
        return order != 0 ? order : left.Key.Line.CompareTo(right.Key.Line);
    }

    private int EndOf(int start)
    {
        var end = start + 1;
        while (end < _keys.Length && _keys[end] == _keys[start])
        {
            end++;
        }

        return end;
    }

    /// <summary>The first place whose key is no lower.</summary>
    private int Find(ulong key)
    {
        var low = 0;
        var high = _keys.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _keys[middle] < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static ulong KeyOf(in RecordKey key) => Key(key.Student, key.School);

    private static ulong Key(TextId student, TextId school) => ((ulong)(uint)student.Number << 32) | (uint)school.Number;

    /// <summary>Goes from one student in a school to the next.</summary>
    public struct GroupEnumerator(ServiceTable<T> table)
    {
        private int _start;
        private int _end;

        /// <summary>The services of the student in the school, by entry date.</summary>
        public readonly ReadOnlySpan<T> Current => table._services.AsSpan(_start.._end);

        /// <summary>Goes on to the next.</summary>
        public bool MoveNext()
        {
            _start = _end;
            _end = _start < table._keys.Length ? table.EndOf(_start) : _start;
            return _start < _end;
        }

        /// <summary>The enumerator itself, for <c>foreach</c>.</summary>
        public readonly GroupEnumerator GetEnumerator() => this;
    }
}
