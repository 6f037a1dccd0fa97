using System.Text.Json;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// Does to a batch what the edits of a violation say: <c>find</c>, <c>change</c> and <c>copy</c> take the first record that fits and
/// with which everything after works out; <c>append</c> copies one to the end of the batch; <c>changeAll</c> and <c>remove</c> take
/// all that fit. <c>move</c> puts a record on another line, and <c>line</c> adds one that no record could be.
/// </summary>
internal sealed class BatchEditor(EditableBatch batch, EditValues values, Func<bool> accepts)
{
    private const int MostTrials = 60;

    private int _trials;

    /// <summary>Applies the edits in order.</summary>
    /// <returns>Whether the batch has the records, and the result is accepted. If not, the batch is as it was.</returns>
    public bool Apply(IReadOnlyList<JsonElement> edits) => Apply(edits, 0);

    private bool Apply(IReadOnlyList<JsonElement> edits, int position)
    {
        if (position == edits.Count)
        {
            return _trials++ < MostTrials && accepts();
        }

        var edit = edits[position];
        var verb = edit.EnumerateObject().First(property => property.Name is not ("where" or "set" or "to" or "pad"));
        if (verb.NameEquals("line"))
        {
            batch.OtherLines.Add(Line(edit));
            return Apply(edits, position + 1);
        }

        var fitting = batch.Records.FindAll(record => verb.Value.GetString() is var type && (type is "*" || string.Equals(record.Info.Id, type, StringComparison.Ordinal)) && Fits(edit, record));
        if (verb.NameEquals("move"))
        {
            batch.Records.Remove(fitting[0]);
            batch.Records.Insert(edit.GetProperty("to").GetInt32() - 1, fitting[0]);
            return Apply(edits, position + 1);
        }

        if (verb.Name is "remove" or "changeAll")
        {
            return (fitting.Count > 0 || verb.Name is "remove") && ApplyToAll(edits, position, verb.Name, fitting);
        }

        foreach (var record in fitting.TakeWhile(_ => _trials < MostTrials))
        {
            if (ApplyToOne(edits, position, verb.Name, record))
            {
                return true;
            }
        }

        return false;
    }

    private bool ApplyToOne(IReadOnlyList<JsonElement> edits, int position, string verb, EditableRecord record)
    {
        var before = record.Copy();
        var isNew = verb is "copy" or "append";
        var target = isNew ? record.Copy() : record;
        if (isNew)
        {
            batch.Records.Insert(verb is "append" ? batch.Records.Count : batch.Records.IndexOf(record) + 1, target);
        }

        Set(edits[position], target);
        values.Remember(target);
        if (Apply(edits, position + 1))
        {
            return true;
        }

        if (isNew)
        {
            batch.Records.Remove(target);
        }
        else
        {
            record.Restore(before);
        }

        return false;
    }

    private bool ApplyToAll(IReadOnlyList<JsonElement> edits, int position, string verb, List<EditableRecord> records)
    {
        var before = batch.Copy().Records;
        if (verb is "remove")
        {
            batch.Records.RemoveAll(records.Contains);
        }
        else
        {
            records.ForEach(record => Set(edits[position], record));
        }

        if (Apply(edits, position + 1))
        {
            return true;
        }

        batch.Records.Clear();
        batch.Records.AddRange(before);
        return false;
    }

    /// <summary>A line as bytes, one a character, and its last character as often as it takes to fill it up.</summary>
    private static byte[] Line(JsonElement edit)
    {
        var text = edit.GetProperty("line").GetString()!;
        var length = edit.TryGetProperty("pad", out var pad) ? pad.GetInt32() : text.Length;
        return System.Text.Encoding.Latin1.GetBytes(text.PadRight(length, text.Length == 0 ? ' ' : text[^1]));
    }

    private void Set(JsonElement edit, EditableRecord record)
    {
        if (edit.TryGetProperty("set", out var set))
        {
            foreach (var field in set.EnumerateObject())
            {
                record[field.Name] = values.Fill(field.Value.GetString()!, record);
            }
        }
    }

    private bool Fits(JsonElement edit, EditableRecord record) =>
        !edit.TryGetProperty("where", out var where) || where.EnumerateObject().All(field => values.Fits(field.Value.GetString()!, record[field.Name], record));
}
