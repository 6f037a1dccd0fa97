using System.Text;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>
/// The student records of one person under several SSIDs, one person after another: by names, birth date and sex. Records come from the store in the order of the
/// persons; only of those persons that have several SSIDs the records themselves are looked at.
/// </summary>
internal sealed class Namesakes : IDisposable
{
    private static readonly string[] Columns =
    [
        .. HistoryColumns.Enrollment,
        .. new[] { nameof(StudentRecord.FirstName), nameof(StudentRecord.MiddleName), nameof(StudentRecord.LastName), nameof(StudentRecord.Sex) }.Select(StoreColumn.NameOf),
    ];

    private readonly IStoreReader _reader;
    private readonly HistoryScope _scope;
    private readonly IRowCursor _rows;
    private readonly Queue<(List<Enrollment> Records, bool IsCut)> _found = [];
    private readonly List<(int Submission, int Line)> _places = [];
    private bool _hasRow;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="scope">Which submissions count.</param>
    /// <param name="keys">Which persons.</param>
    public Namesakes(IStoreReader reader, HistoryScope scope, KeyRange keys)
    {
        (_reader, _scope) = (reader, scope);
        _rows = reader.Read(new RowQuery { Record = StudentRecord.Info.Id, Order = RowOrder.Person, Keys = keys });
        _hasRow = _rows.Read();
    }

    /// <summary>The records of the current person, as a history; it is filled again with the next one.</summary>
    public StudentHistory Current { get; } = new();

    /// <summary>Goes to the next person with several SSIDs.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        while (_found.Count == 0)
        {
            if (!_hasRow)
            {
                return false;
            }

            ReadKey();
        }

        Current.Clear();
        var (records, isCut) = _found.Dequeue();
        records.ForEach(Current.Add);
        Current.Sort();
        if (isCut)
        {
            Current.Cut();
        }

        return true;
    }

    public void Dispose() => _rows.Dispose();

    /// <summary>Reads the records with one key, which two persons may share.</summary>
    private void ReadKey()
    {
        var person = _rows.Person;
        var (first, hasSeveral, isCut) = ((long?)null, false, false);
        _places.Clear();
        for (; _hasRow && _rows.Person == person; _hasRow = _rows.Read())
        {
            if (_rows.Student is { } student && _scope.Find(_rows.Submission) is not null)
            {
                first ??= student;
                hasSeveral |= student != first;
                isCut |= _places.Count == StudentHistory.MostOfType;
                if (!isCut)
                {
                    _places.Add((_rows.Submission, _rows.Line));
                }
            }
        }

        if (hasSeveral)
        {
            foreach (var records in _places.Select(place => ReadRecord(place.Submission, place.Line)).GroupBy(record => record.Person, record => record.Enrollment, StringComparer.Ordinal))
            {
                _found.Enqueue(([.. records], isCut));
            }
        }
    }

    private (string Person, Enrollment Enrollment) ReadRecord(int submission, int line)
    {
        using var row = _reader.Read(new RowQuery { Record = StudentRecord.Info.Id, Columns = Columns, Submission = submission, Line = line });
        row.Read();
        var enrollment = RecordRows.Enrollment(row, _scope.Find(submission)!);
        var names = HistoryColumns.Enrollment.Count;
        var person = string.Join('\t', PersonKey.Fold(row.Text(names)), PersonKey.Fold(row.Text(names + 1)), PersonKey.Fold(row.Text(names + 2)), Encoding.UTF8.GetString(row.Text(names + 3)), HistoryRecord.TextOf(enrollment.BirthDate));
        return (person, enrollment);
    }
}
