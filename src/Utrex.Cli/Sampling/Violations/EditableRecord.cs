using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>A record of a batch as texts, so that it can hold what no typed record could. Until it is changed it is but its line.</summary>
internal sealed class EditableRecord
{
    private readonly byte[] _line;
    private string[]? _values;

    private EditableRecord(RecordInfo info, byte[] line, string[]? values)
    {
        Info = info;
        _line = line;
        _values = values;
    }

    /// <summary>The record type.</summary>
    public RecordInfo Info { get; }

    /// <summary>The value of a field; empty for a blank.</summary>
    public string this[FieldInfo field]
    {
        get
        {
            if (_values is not null)
            {
                return _values[field.Number];
            }

            Span<int> ends = stackalloc int[Info.Fields.Count];
            return Encoding.UTF8.GetString(RecordLine.Parse(_line, ends).Field(field));
        }

        set => (_values ??= Read())[field.Number] = value;
    }

    /// <summary>The value of a field by its name.</summary>
    public string this[string field]
    {
        get => this[Find(field)];
        set => this[Find(field)] = value;
    }

    /// <summary>The record of a line.</summary>
    public static EditableRecord Read(RecordInfo info, RecordLine line) => new(info, line.Bytes.ToArray(), values: null);

    /// <summary>The record as another year has it: with the same values in the fields that it has there too, by their names.</summary>
    public EditableRecord In(RecordInfo year) => new(year, [], [.. year.Fields.Select(field => Info.FindField(field.Name) is { } own ? this[own] : field.Constant ?? "")]);

    /// <summary>A record of its own with the same values.</summary>
    public EditableRecord Copy() => new(Info, _line, _values is null ? null : [.. _values]);

    /// <summary>The line: the delimited one, where it was changed.</summary>
    public byte[] ToLine() => _values is null ? _line : Encoding.UTF8.GetBytes(string.Join('\t', _values));

    /// <summary>Writes the record in the writer's layout.</summary>
    public void Write(BatchWriter writer)
    {
        Span<int> ends = stackalloc int[Info.Fields.Count];
        writer.Write(RecordLine.Parse(ToLine(), ends), Info);
    }

    private string[] Read()
    {
        Span<int> ends = stackalloc int[Info.Fields.Count];
        var line = RecordLine.Parse(_line, ends);
        var values = new string[Info.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Encoding.UTF8.GetString(line.Field(Info.Fields[i]));
        }

        return values;
    }

    private FieldInfo Find(string name) => Info.FindField(name) ?? throw new InvalidOperationException($"{Info.Id} has no field '{name}'.");
}
