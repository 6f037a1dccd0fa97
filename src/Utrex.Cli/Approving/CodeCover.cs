using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>
/// Brings codes into a scenario that it does not have yet: each is tried in the place of another one, in a record where that one is not the only
/// one of its kind, and stays where every submission still validates clean. Where a rule objects, what it names besides is changed too, in this record
/// or another one of the student: another value that stands in such records, another code, zero, or a blank.
/// </summary>
/// <param name="scenario">The scenario, whose year is changed.</param>
internal sealed class CodeCover(KitScenario scenario)
{
    private const int Rounds = 128;
    private const int MostOfField = 4;
    private const int MostValues = 6;
    private const int MostChanges = 4;
    private const int MostWaiting = 64;

    private readonly EditableBatch _year = scenario.Year;
    private readonly HashSet<(FieldInfo Field, string Code, int Record)> _tried = [];
    private readonly Dictionary<(FieldInfo Field, string Code), Queue<Edit>> _waiting = [];

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

            edits.ForEach(edit => edit.Apply());
            new ScenarioTrial(scenario).Keep(edits.Select(edit => (edit.Record, (Action<IReadOnlyCollection<RuleInfo>>)(rules =>
            {
                edit.Revert();
                WaitWithMore(edit, rules);
            }))));
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
            if (ofField.GetValueOrDefault(field) < MostOfField && Next(record, field, code) is { } edit)
            {
                owners.Add(ScenarioTrial.OwnerOf(edit.Record));
                foreach (var change in edit.Changes.Where(change => change.Before.Length > 0))
                {
                    counts[change.Replaced] = counts.GetValueOrDefault(change.Replaced, 2) - 1;
                }

                ofField[field] = ofField.GetValueOrDefault(field) + 1;
                edits.Add(edit);
            }
        }

        return edits;

        Edit? Next(RecordInfo record, FieldInfo field, string code)
        {
            // What a rule has objected to is tried with more first.
            if (_waiting.TryGetValue((field, code), out var waiting))
            {
                for (var count = waiting.Count; count > 0; count--)
                {
                    var edit = waiting.Dequeue().AsOfNow();
                    if (IsFree(edit))
                    {
                        return edit;
                    }

                    waiting.Enqueue(edit);
                }
            }

            // Where another code stands, what goes with one is there already.
            foreach (var (number, candidate) in byType[record].OrderBy(pair => pair.Item[field].Length == 0).ThenBy(pair => pair.Index))
            {
                var edit = new Edit([new Change(candidate, field, code, candidate[field])]);
                if (!_tried.Contains((field, code, number)) && IsFree(edit))
                {
                    _tried.Add((field, code, number));
                    return edit;
                }
            }

            return null;
        }

        bool IsFree(Edit edit) => !owners.Contains(ScenarioTrial.OwnerOf(edit.Record))
            && edit.Changes.TrueForAll(change => change.Before.Length == 0 || counts.GetValueOrDefault(change.Replaced, 2) > 1);
    }

    /// <summary>Notes what can be changed besides, where a rule objects that names more fields of the record.</summary>
    private void WaitWithMore(Edit edit, IReadOnlyCollection<RuleInfo> rules)
    {
        var first = edit.Changes[0];
        if (edit.Changes.Count == MostChanges)
        {
            return;
        }

        if (!_waiting.TryGetValue((first.Field, first.After), out var waiting))
        {
            _waiting[(first.Field, first.After)] = waiting = [];
        }

        foreach (var (record, field) in rules.SelectMany(rule => NamedBy(rule, edit)).Where(named => named.Field.Key == FieldKey.None && !edit.Changes.Exists(change => change.Record == named.Record && change.Field == named.Field)).Distinct())
        {
            foreach (var value in ValuesOf(record.Info, field).Where(value => waiting.Count < MostWaiting && !string.Equals(value, record[field], StringComparison.Ordinal)))
            {
                waiting.Enqueue(new Edit([.. edit.Changes, new Change(record, field, value, record[field])]));
            }
        }
    }

    /// <summary>The fields that a rule names, in the record of an edit, or in the first one of the owner that is of its type.</summary>
    private IEnumerable<(EditableRecord Record, FieldInfo Field)> NamedBy(RuleInfo rule, Edit edit)
    {
        var record = string.Equals(rule.Record, edit.Record.Info.Id, StringComparison.Ordinal) ? edit.Record
            : _year.Records.Find(other => string.Equals(other.Info.Id, rule.Record, StringComparison.Ordinal) && string.Equals(ScenarioTrial.OwnerOf(other), ScenarioTrial.OwnerOf(edit.Record), StringComparison.Ordinal));
        return record is null ? [] : rule.Fields.Append(rule.Field).OfType<string>().Select(record.Info.FindField).OfType<FieldInfo>().Select(field => (record, field));
    }

    /// <summary>What may stand in a field: what stands there most often, codes, and a blank.</summary>
    private IEnumerable<string> ValuesOf(RecordInfo record, FieldInfo field) =>
        _year.Records.Where(other => other.Info == record).CountBy(other => other[field], StringComparer.Ordinal).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).Take(MostValues)
            .Concat(field.Codes?.Codes.Where(code => !code.IsRetired).Select(code => code.Code).Take(MostValues) ?? []).Append(field.Type == FieldType.Integer ? new string('0', field.Width) : "").Append("").Distinct(StringComparer.Ordinal);

    private sealed record Change(EditableRecord Record, FieldInfo Field, string After, string Before)
    {
        /// <summary>The code that goes, if it is one.</summary>
        public (RecordInfo Record, FieldInfo Field, string Code) Replaced => (Record.Info, Field, Before);
    }

    /// <summary>Changes of the records of an owner, of which the first brings in a code.</summary>
    private sealed record Edit(List<Change> Changes)
    {
        public EditableRecord Record => Changes[0].Record;

        public void Apply() => Changes.ForEach(change => change.Record[change.Field] = change.After);

        public void Revert() => Changes.ForEach(change => change.Record[change.Field] = change.Before);

        /// <summary>The same changes of what the records are by now.</summary>
        public Edit AsOfNow() => new([.. Changes.Select(change => change with { Before = change.Record[change.Field] })]);
    }
}
