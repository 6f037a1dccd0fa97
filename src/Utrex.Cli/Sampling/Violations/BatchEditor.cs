namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// Does to a batch what the edits of a violation say: <c>find</c>, <c>change</c> and <c>copy</c> take the first record that fits and
/// with which everything after works out; <c>append</c> copies one to the end of the batch; <c>changeAll</c> and <c>remove</c> take
/// all that fit. <c>move</c> puts a record on another line, and <c>line</c> adds one that no record could be.
/// </summary>
/// <param name="sample">The clean sample.</param>
/// <param name="part">The part of it whose records are tried, before those of the parts before it.</param>
/// <param name="claims">What belongs to other violations of the batch.</param>
/// <param name="accepts">Whether the result is what was wanted.</param>
internal sealed class BatchEditor(CleanSample sample, int part, Claims claims, Func<BatchChanges, EditValues, bool> accepts)
{
    private const int MostTrials = 60;

    private readonly SampleRecords _records = sample.Records;
    private int _trials;

    /// <summary>Applies the edits in order.</summary>
    /// <returns>Whether the batch has the records, and a result was accepted.</returns>
    public bool Apply(IReadOnlyList<Edit> edits, BatchChanges changes, EditValues values) => Apply(edits, 0, changes, values);

    private bool Apply(IReadOnlyList<Edit> edits, int position, BatchChanges changes, EditValues values)
    {
        if (position == edits.Count)
        {
            return _trials++ < MostTrials && accepts(changes, values);
        }

        var edit = edits[position];
        if (edit.Verb == EditVerb.Line)
        {
            return Apply(edits, position + 1, changes.AddLine(edit.Line), values);
        }

        var fitting = Fitting(edit, changes, values);
        if (edit.TakesAll)
        {
            var records = fitting.Select(number => KeyValuePair.Create(number, edit.Verb == EditVerb.Remove ? null : Edited(edit, number, changes, values))).ToList();
            var changed = edit.Where.Count == 0 ? changes.TellAll() : changes;
            return (records.Count > 0 || edit.Verb == EditVerb.Remove) && Apply(edits, position + 1, changed.ChangeAll(records), values);
        }

        foreach (var number in fitting.TakeWhile(_ => _trials < MostTrials))
        {
            var (changed, record) = Take(edit, number, changes, values);
            if (Apply(edits, position + 1, changed, values.With(record)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does an edit of one record.</summary>
    /// <returns>The changes, and the record that later edits speak of.</returns>
    private (BatchChanges Changes, EditableRecord Record) Take(Edit edit, int number, BatchChanges changes, EditValues values)
    {
        switch (edit.Verb)
        {
            case EditVerb.Find:
                return (changes.Find(number), changes.Current(_records, number)!);
            case EditVerb.Move:
                return (changes.Find(number).Move(number, edit.To), changes.Current(_records, number)!);
            case EditVerb.Change:
                var changed = Edited(edit, number, changes, values);
                return (changes.Change(number, changed), changed);
            case EditVerb.Append when changes.Added.Find(added => IsAlready(added.Record, edit, values)).Record is { } shared:
                // What another violation has appended serves this one too.
                return (changes, shared);
            default:
                var copy = Edited(edit, number, changes, values);
                return (edit.Verb == EditVerb.Append ? changes.Add(copy) : changes.Add(copy, number), copy);
        }
    }

    private static bool IsAlready(EditableRecord record, Edit edit, EditValues values) =>
        string.Equals(record.Info.Id, edit.Record, StringComparison.Ordinal) && edit.Set.All(field => string.Equals(record[field.Key], values.Fill(field.Value, record), StringComparison.Ordinal));

    private EditableRecord Edited(Edit edit, int number, BatchChanges changes, EditValues values)
    {
        var record = changes.Current(_records, number)!.Copy();
        foreach (var (field, value) in edit.Set)
        {
            record[field] = values.Fill(value, record);
        }

        return record;
    }

    /// <summary>The records that an edit may take.</summary>
    private IEnumerable<int> Fitting(Edit edit, BatchChanges changes, EditValues values)
    {
        var patterns = edit.Where.Select(field => (Field: field.Key, Fits: values.Pattern(field.Value))).ToList();
        var edited = changes.Changed.Keys.Concat(changes.Added.Select((_, i) => ~i));
        var numbers = edit.TakesAll ? InBatch(Candidates(edit, values), changes).Concat(edited) : claims.Free(_records, InPart(Candidates(edit, values)).Concat(edited));
        return numbers.Distinct().Where(number => changes.Current(_records, number) is { } record
            && (edit.Record is null || string.Equals(record.Info.Id, edit.Record, StringComparison.Ordinal))
            && patterns.TrueForAll(pattern => record.Info.FindField(pattern.Field) is { } field && pattern.Fits(record[field], record)));
    }

    /// <summary>The records of the sample that may fit as they are: by a value that they must have, or by their type.</summary>
    private IEnumerable<int> Candidates(Edit edit, EditValues values)
    {
        if (edit.Record is not { } type)
        {
            return Enumerable.Range(0, _records.Count);
        }

        var info = UtrexSpecification.Current.Records.First(record => string.Equals(record.Id, type, StringComparison.Ordinal));
        var key = edit.Where.Select(field => (Field: info.FindField(field.Key), Value: values.OnlyValue(field.Value))).FirstOrDefault(item => item is { Field: not null, Value: not null });
        return key is { Field: { } field, Value: { } value } ? sample.With(info, field, value) : sample.OfType(type);
    }

    /// <summary>The records of the part and of those before it; the newest first, as the others have been tried without them.</summary>
    private IEnumerable<int> InPart(IEnumerable<int> numbers)
    {
        var (start, end) = sample.Part(part);
        return part == 0 ? numbers.Where(number => number < end) : numbers.Where(number => number < end).OrderBy(number => number < start);
    }

    /// <summary>Those of the records that are in the batch: spare ones only as far as changes have brought them into it.</summary>
    private IEnumerable<int> InBatch(IEnumerable<int> numbers, BatchChanges changes)
    {
        var extract = Extract.Of(_records, changes);
        return numbers.Where(number => !_records.IsSpare(number) || extract.Numbers.Contains(number));
    }
}
