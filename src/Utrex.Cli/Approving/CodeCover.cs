using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>
/// Brings codes into a scenario that it does not have yet: each is tried in the place of another one, in a record where that one is not the only
/// one of its kind, and stays where every submission still validates clean.
/// </summary>
/// <param name="scenario">The scenario, whose year is changed.</param>
internal sealed class CodeCover(KitScenario scenario)
{
    private const int Rounds = 48;
    private const int MostOfField = 4;

    private readonly EditableBatch _year = scenario.Year;
    private readonly HashSet<(FieldInfo Field, string Code, int Record)> _tried = [];

    /// <summary>The codes of all fields of the records that are there, and how many records have each.</summary>
    public static Dictionary<(RecordInfo Record, FieldInfo Field, string Code), int> Counts(EditableBatch year)
    {
        var counts = new Dictionary<(RecordInfo Record, FieldInfo Field, string Code), int>();
        foreach (var field in year.Records.Select(record => record.Info).Distinct().SelectMany(info => info.Fields.Where(field => field.Codes is not null), (info, field) => (info, field)))
        {
            foreach (var code in field.field.Codes!.Codes.Where(code => !code.IsRetired))
            {
                counts[(field.info, field.field, code.Code)] = 0;
            }
        }

        foreach (var record in year.Records)
        {
            foreach (var field in record.Info.Fields.Where(field => field.Codes is not null))
            {
                if (counts.TryGetValue((record.Info, field, record[field]), out var count))
                {
                    counts[(record.Info, field, record[field])] = count + 1;
                }
            }
        }

        return counts;
    }

    /// <summary>Brings in what can be.</summary>
    public void Fill()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var edits = Edits();
            if (edits.Count == 0)
            {
                return;
            }

            edits.ForEach(edit => edit.Record[edit.Field] = edit.Code);
            new ScenarioTrial(scenario).Keep(edits.Select(edit => (edit.Record, (Action)(() => edit.Record[edit.Field] = edit.Before))));
        }
    }

    /// <summary>An edit for each code that is missing, no two about one student.</summary>
    private List<Edit> Edits()
    {
        var counts = Counts(_year);
        var owners = new HashSet<string>(StringComparer.Ordinal);
        var edits = new List<Edit>();
        var byType = _year.Records.Index().ToLookup(pair => pair.Item.Info);
        var ofField = new Dictionary<FieldInfo, int>();

        // Short tables first: of five hundred languages a few will do, and each takes a student.
        foreach (var (record, field, code) in counts.Where(pair => pair.Value == 0).Select(pair => pair.Key).OrderBy(pair => pair.Field.Codes!.Codes.Count).ToList())
        {
            if (ofField.GetValueOrDefault(field) >= MostOfField)
            {
                continue;
            }

            // Where another code stands, what goes with one is there already.
            foreach (var (number, candidate) in byType[record].OrderBy(pair => pair.Item[field].Length == 0).ThenBy(pair => pair.Index))
            {
                var now = candidate[field];
                if (_tried.Contains((field, code, number)) || owners.Contains(ScenarioTrial.OwnerOf(candidate)) || (now.Length > 0 && counts.GetValueOrDefault((record, field, now), 2) < 2))
                {
                    continue;
                }

                _tried.Add((field, code, number));
                owners.Add(ScenarioTrial.OwnerOf(candidate));
                counts[(record, field, now)] = counts.GetValueOrDefault((record, field, now), 2) - 1;
                ofField[field] = ofField.GetValueOrDefault(field) + 1;
                edits.Add(new Edit(candidate, field, code, now));
                break;
            }
        }

        return edits;
    }

    private sealed record Edit(EditableRecord Record, FieldInfo Field, string Code, string Before);
}
