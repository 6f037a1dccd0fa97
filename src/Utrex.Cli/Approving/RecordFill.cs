using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>
/// Gives more students the records that few have, youth in care, Section 504 and parts in incidents, so that there is room for the codes of these
/// records: copies of those that are there, for other students of the school.
/// </summary>
/// <param name="scenario">The scenario, whose year is changed.</param>
internal sealed class RecordFill(KitScenario scenario)
{
    private const int Wanted = 36;
    private const int Rounds = 3;

    private static readonly (RecordInfo Record, FieldInfo Student, FieldInfo School)[] Rare = [Keys<YouthInCareRecord>(), Keys<Section504Record>(), Keys<IncidentAssociationRecord>()];

    private readonly EditableBatch _year = scenario.Year;
    private readonly HashSet<(RecordInfo Record, string Student)> _tried = [];

    /// <summary>Adds what can be.</summary>
    public void Fill()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var added = Rare.SelectMany(Copies).ToList();
            if (added.Count == 0)
            {
                return;
            }

            added.ForEach(pair => _year.Records.Insert(_year.Records.IndexOf(pair.Template) + 1, pair.Copy));
            new ScenarioTrial(scenario).Keep(added.Select(pair => (pair.Copy, (Action<IReadOnlyCollection<RuleInfo>>)(_ => _year.Records.Remove(pair.Copy)))));
        }
    }

    private static (RecordInfo Record, FieldInfo Student, FieldInfo School) Keys<TRecord>()
        where TRecord : struct, IRecord<TRecord> => (TRecord.Info, TRecord.Info.FindKey(FieldKey.Student)!, TRecord.Info.FindKey(FieldKey.School)!);

    /// <summary>Copies of the records of a type for students who have none, no student twice.</summary>
    private List<(EditableRecord Template, EditableRecord Copy)> Copies((RecordInfo Record, FieldInfo Student, FieldInfo School) type)
    {
        var there = _year.Records.Where(record => record.Info == type.Record).ToList();
        var (student, school) = (StudentRecord.Info.FindKey(FieldKey.Student)!, StudentRecord.Info.FindKey(FieldKey.School)!);
        var taken = there.Select(record => record[type.Student]).ToHashSet(StringComparer.Ordinal);
        var copies = new List<(EditableRecord, EditableRecord)>();
        foreach (var candidate in _year.Records.Where(record => record.Info == StudentRecord.Info))
        {
            var near = there.FindAll(record => string.Equals(record[type.School], candidate[school], StringComparison.Ordinal));
            var template = near.Count > 0 ? near[copies.Count % near.Count] : null;
            if (there.Count + copies.Count >= Wanted || template is null || taken.Contains(candidate[student]) || !_tried.Add((type.Record, candidate[student])))
            {
                continue;
            }

            var copy = template.Copy();
            copy[type.Student] = candidate[student];
            taken.Add(candidate[student]);
            copies.Add((template, copy));
        }

        return copies;
    }
}
