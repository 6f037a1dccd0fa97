using Utrex.Sdk.Utah;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>The student records of the validated year with what the state knows of their addresses, one after another in the order of the files.</summary>
internal sealed class Residents(IStoreReader reader, HistoryScope scope, KeyRange keys, IStatewideRegisters registers)
{
    private static readonly string[] Columns =
    [
        .. HistoryColumns.Enrollment,
        .. new[]
        {
            nameof(StudentRecord.StudentPhysicalAddress1), nameof(StudentRecord.StudentPhysicalCity), nameof(StudentRecord.StudentPhysicalZipCode), nameof(StudentRecord.GpsLatitude),
            nameof(StudentRecord.GpsLongitude), nameof(StudentRecord.GeoCode), nameof(StudentRecord.DistrictOfResidence),
        }.Select(StoreColumn.NameOf),
    ];

    private readonly StudentHistory _current = new();

    /// <summary>A history of one record each; it is filled again with the next one.</summary>
    public IEnumerable<StudentHistory> Read()
    {
        foreach (var submission in scope.Current)
        {
            using var rows = reader.Read(new RowQuery { Record = StudentRecord.Info.Id, Columns = Columns, Submission = submission.Id, Keys = keys });
            while (rows.Read())
            {
                if (rows.Student is not null)
                {
                    _current.Clear();
                    _current.Add(Read(rows, submission));
                    yield return _current;
                }
            }
        }
    }

    private Enrollment Read(IRowCursor row, Submission submission)
    {
        var at = HistoryColumns.Enrollment.Count;
        var address = row.Text(at);
        var hasCoordinates = !row.Text(at + 3).IsEmpty && !row.Text(at + 4).IsEmpty;
        var residence = new Residence(
            RecordRows.Text(address),
            registers.FindDistricts(address, row.Text(at + 1), row.Text(at + 2)),
            hasCoordinates || !row.Text(at + 5).IsEmpty,
            RecordRows.Text(row.Text(at + 6)));
        return RecordRows.Enrollment(row, submission, residence);
    }
}
