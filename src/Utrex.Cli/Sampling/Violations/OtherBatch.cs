using System.Text.Json;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// A further batch that a violation takes: of the students that its edits speak of, with their records as they are in the sample, and then
/// what the edits make of them. Edits see the records of the sample; the batch is moved into its LEA and year when they are done.
/// </summary>
/// <param name="Lea">The LEA's number, in which references stand as in edits; <see langword="null"/> for the sample's own.</param>
/// <param name="YearsBefore">How many years before the sample's.</param>
/// <param name="Edits">The changes, in order.</param>
internal sealed record OtherBatch(string? Lea, int YearsBefore, IReadOnlyList<Edit> Edits)
{
    /// <summary>A batch as the specification's JSON has it.</summary>
    public static OtherBatch Parse(JsonElement json) => new(
        json.TryGetProperty("lea", out var lea) ? lea.GetString() : null,
        json.TryGetProperty("yearsBefore", out var years) ? years.GetInt32() : 0,
        [.. json.GetProperty("edits").EnumerateArray().Select(Edit.Parse)]);
}
