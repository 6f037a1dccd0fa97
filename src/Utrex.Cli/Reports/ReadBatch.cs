using System.Globalization;
using Utrex.Cli.Terminal;
using Utrex.Sdk;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Reports;

/// <summary>What was read of a batch, in words: whether it is the one that was meant is seen here first.</summary>
/// <param name="File">Its name.</param>
/// <param name="Head">Whose it is, of when, and how it is laid out.</param>
/// <param name="Records">How many records of each type there are.</param>
internal sealed record ReadBatch(string File, string Head, string Records)
{
    /// <summary>The batch in one line.</summary>
    public string Line => $"{File}: {Head}{(Records.Length > 0 ? $" ({Records})" : "")}";

    /// <summary>What a batch holds.</summary>
    public static ReadBatch Of(string file, BatchContents contents, CompiledSpecification specification, ReferenceFolder? registers)
    {
        var name = contents.Lea is { } lea ? registers?.FindLea(lea)?.Name : null;
        string[] parts =
        [
            contents.Lea is null ? "no LEA" : $"LEA {contents.Lea}{(name is null ? "" : $" ({PrintableText.Of(name)})")}",
            specification.SchoolYear,
            contents.AsOf is null ? "no as-of date" : $"as of {AsOf(contents.AsOf)}",
            contents switch
            {
                { Delimited: 0, Positional: 0 } => "no record",
                { Delimited: 0 } => "positional",
                { Positional: 0 } => "delimited",
                _ => Invariant($"delimited ({contents.Delimited}) and positional ({contents.Positional}) records"),
            },
            Numbers.Of(contents.Groups.Count, "school"),
            Numbers.Of(contents.Students, "student"),
        ];
        return new ReadBatch(file, string.Join(", ", parts), string.Join(", ", contents.Records.Select(record => Invariant($"{record.Key.Id} {record.Value}"))));
    }

    /// <summary>A day without a time at midnight is a day.</summary>
    private static string AsOf(string text) => text.EndsWith(" 00:00:00.000", StringComparison.Ordinal) ? text[..^" 00:00:00.000".Length] : text;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
