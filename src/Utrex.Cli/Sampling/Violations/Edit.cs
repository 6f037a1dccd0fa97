using System.Text;
using System.Text.Json;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>What an edit does.</summary>
internal enum EditVerb
{
    /// <summary>Takes a record that later edits refer to.</summary>
    Find,

    /// <summary>Changes a record.</summary>
    Change,

    /// <summary>Puts a copy of a record after it.</summary>
    Copy,

    /// <summary>Puts a copy of a record at the end of the batch.</summary>
    Append,

    /// <summary>Puts a record on another line.</summary>
    Move,

    /// <summary>Changes all records that fit.</summary>
    ChangeAll,

    /// <summary>Removes all records that fit.</summary>
    Remove,

    /// <summary>Adds a line that no record could be.</summary>
    Line,
}

/// <summary>One change of a batch.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="Record">The id of the record type that it is done to; <see langword="null"/> for every type.</param>
/// <param name="Where">What the fields of the record must be.</param>
/// <param name="Set">What its fields become.</param>
internal sealed record Edit(EditVerb Verb, string? Record, IReadOnlyList<KeyValuePair<string, string>> Where, IReadOnlyList<KeyValuePair<string, string>> Set)
{
    private const string EveryType = "*";

    /// <summary>The line that a moved record gets.</summary>
    public int To { get; private init; }

    /// <summary>The added line.</summary>
    public byte[] Line { get; private init; } = [];

    /// <summary>Whether the edit takes all records that fit, instead of the first with which everything after works out.</summary>
    public bool TakesAll => Verb is EditVerb.ChangeAll or EditVerb.Remove;

    /// <summary>An edit as the specification's JSON has it.</summary>
    public static Edit Parse(JsonElement json)
    {
        var verb = json.EnumerateObject().First(property => property.Name is not ("where" or "set" or "to" or "fill" or "pad" or "end"));
        var operand = verb.Value.GetString()!;
        var kind = Enum.Parse<EditVerb>(verb.Name, ignoreCase: true);
        return new Edit(kind, kind == EditVerb.Line || string.Equals(operand, EveryType, StringComparison.Ordinal) ? null : operand, Pairs(json, "where"), Pairs(json, "set"))
        {
            To = json.TryGetProperty("to", out var to) ? to.GetInt32() : 0,
            Line = kind == EditVerb.Line ? LineOf(operand, json) : [],
        };
    }

    /// <summary>The texts of an object's properties, in their order; none if there is no such object.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(JsonElement json, string name) =>
        json.TryGetProperty(name, out var pairs) ? [.. pairs.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!))] : [];

    /// <summary>A line as bytes, one a character, filled up to a length: with a text, or with its last character; with its end, if it has one.</summary>
    private static byte[] LineOf(string text, JsonElement json)
    {
        var line = new StringBuilder(text);
        var length = json.TryGetProperty("pad", out var pad) ? pad.GetInt32() : 0;
        var fill = json.TryGetProperty("fill", out var given) ? given.GetString()! : text.Length == 0 ? " " : text[^1..];
        while (line.Length < length)
        {
            line.Append(fill);
        }

        if (!json.TryGetProperty("end", out var end) || end.GetBoolean())
        {
            line.Append('\n');
        }

        return Encoding.Latin1.GetBytes(line.ToString());
    }
}

/// <summary>One change of the reference data: the rows that fit are changed, or copied, or removed where nothing is set.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Where">What the columns of a row must be.</param>
/// <param name="Set">What its columns become, or those of its copy.</param>
/// <param name="Copies">Whether the rows stay as they are and copies are changed.</param>
internal sealed record ReferenceEdit(string File, IReadOnlyList<KeyValuePair<string, string>> Where, IReadOnlyList<KeyValuePair<string, string>> Set, bool Copies)
{
    /// <summary>An edit as the specification's JSON has it.</summary>
    public static ReferenceEdit Parse(JsonElement json) =>
        new(json.GetProperty("file").GetString()!, Edit.Pairs(json, "where"), Edit.Pairs(json, "set"), json.TryGetProperty("copy", out var copy) && copy.GetBoolean());
}
