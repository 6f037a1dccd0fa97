using Utrex.Cli;
using Utrex.Cli.Sampling;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;

namespace Utrex.Transcripts.Tests;

/// <summary>Batches of synthetic students.</summary>
internal static class SampleBatches
{
    /// <summary>A LEA after the year, with seniors.</summary>
    public static byte[] YearEnd { get; } = Of(new SampleOptions { Schools = 4, Students = 400, AsOf = new DateOnly(2026, 6, 15) });

    public static byte[] Of(SampleOptions options)
    {
        using var stream = new MemoryStream();
        using (var writer = new BatchWriter(stream, RecordLayout.Delimited, leaveOpen: true))
        {
            new SampleGenerator(options).Write(writer, () => { });
        }

        return stream.ToArray();
    }
}
