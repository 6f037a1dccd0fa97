using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>A record of a batch as texts, so that it can hold what no typed record could.</summary>
internal sealed class EditableRecord(RecordInfo info, string[] values)
{
    /// <summary>The record type.</summary>
    public RecordInfo Info { get; } = info;

    /// <summary>The value of a field; empty for a blank.</summary>
    public string this[FieldInfo field]
    {
        get => values[field.Number];
        set => values[field.Number] = value;
    }

    /// <summary>The value of a field by its name.</summary>
    public string this[string field]
    {
        get => this[Find(field)];
        set => this[Find(field)] = value;
    }

    /// <summary>The values of a line.</summary>
    public static EditableRecord Read(RecordInfo info, RecordLine line)
    {
        var values = new string[info.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Encoding.UTF8.GetString(line.Field(info.Fields[i]));
        }

        return new EditableRecord(info, values);
    }

    /// <summary>A record of its own with the same values.</summary>
    public EditableRecord Copy() => new(Info, [.. values]);

    /// <summary>Turns the values into those of another record.</summary>
    public void Restore(EditableRecord other)
    {
        foreach (var field in Info.Fields)
        {
            this[field] = other[field];
        }
    }

    /// <summary>The delimited line.</summary>
    public byte[] ToLine() => Encoding.UTF8.GetBytes(string.Join('\t', values));

    /// <summary>Writes the record in the writer's layout.</summary>
    public void Write(BatchWriter writer)
    {
        Span<int> ends = stackalloc int[Info.Fields.Count];
        writer.Write(RecordLine.Parse(ToLine(), ends), Info);
    }

    private FieldInfo Find(string name) => Info.FindField(name) ?? throw new InvalidOperationException($"{Info.Id} has no field '{name}'.");
}
