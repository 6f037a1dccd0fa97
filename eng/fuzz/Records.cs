using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Fuzzing;

/// <summary>Typed records of every type with random values, there and back.</summary>
internal static class Records
{
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2026, 3, 1));

    /// <summary>Runs the campaign.</summary>
    /// <returns>The number of failures.</returns>
    public static int Run(FuzzOptions options)
    {
        var types = TypedRecord.Types.ToArray();
        return new Campaign("records", options).Run(random =>
        {
            var layout = random.Next(2) == 0 ? RecordLayout.Delimited : RecordLayout.Positional;
            return types[random.Next(types.Length)].CheckRandom(new RandomRecords(layout, random), layout, Context);
        });
    }
}
