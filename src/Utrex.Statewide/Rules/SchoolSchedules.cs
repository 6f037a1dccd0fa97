using Utrex.Sdk.Utah;
using Utrex.Statewide.Histories;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Rules;

/// <summary>The schools of the validated year whose students may have more days than others.</summary>
internal sealed class SchoolSchedules
{
    private static readonly string[] Columns = [.. new[] { nameof(SchoolRecord.SchoolNumber), nameof(SchoolRecord.ScheduleYearType) }.Select(StoreColumn.NameOf)];

    private readonly HashSet<(int Submission, string? School)> _yearRound = [];
    private readonly IStatewideRegisters _registers;

    /// <summary>Those of a year, from its school records and the state's register.</summary>
    public SchoolSchedules(IStoreReader reader, HistoryScope scope, IStatewideRegisters registers)
    {
        _registers = registers;
        foreach (var submission in scope.Current)
        {
            using var rows = reader.Read(new RowQuery { Record = SchoolRecord.Info.Id, Columns = Columns, Submission = submission.Id });
            while (rows.Read())
            {
                if (ScheduleYearType.TryParse(rows.Text(1), out var type) && type == ScheduleYearType.YearRound)
                {
                    _yearRound.Add((submission.Id, RecordRows.Text(rows.Text(0))));
                }
            }
        }
    }

    /// <summary>Whether the school of a record is a year-round one.</summary>
    public bool IsYearRound(HistoryRecord record) => _yearRound.Contains((record.Submission.Id, record.School));

    /// <summary>Whether the school of a record has a schedule approved under board rule R277-419.</summary>
    public bool IsApproved(HistoryRecord record) => record.School is { } school && _registers.IsScheduleApproved(record.Lea, school, record.SchoolYear);
}
