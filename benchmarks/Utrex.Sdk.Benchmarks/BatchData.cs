using System.Text;
using Utrex.Cli;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Benchmarks;

/// <summary>The lines of one record type of a synthetic district, in memory.</summary>
internal static class BatchData
{
    /// <summary>As many lines of a record type as asked for, from a sample that validates clean.</summary>
    public static byte[] Of(RecordInfo record, RecordLayout layout, int records)
    {
        var path = Path.GetTempFileName();
        try
        {
            var layoutName = layout == RecordLayout.Delimited ? "delimited" : "positional";
            string[] arguments = ["sample", "--students", records.ToString(System.Globalization.CultureInfo.InvariantCulture), "--schools", "40", "--as-of", "2026-06-30", "--layout", layoutName, "--output", path];
            var exitCode = UtrexCommandLine.RunAsync(arguments, () => Stream.Null, Stream.Null, TextWriter.Null).GetAwaiter().GetResult();
            if (exitCode != 0)
            {
                throw new InvalidOperationException("The sample could not be written.");
            }

            return Take(File.ReadAllBytes(path), Encoding.ASCII.GetBytes(record.Id + "="), records);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Take(ReadOnlySpan<byte> batch, ReadOnlySpan<byte> id, int records)
    {
        var lines = new MemoryStream();
        while (records > 0 && batch.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (batch.StartsWith(id))
            {
                lines.Write(batch[..(end + 1)]);
                records--;
            }

            batch = batch[(end + 1)..];
        }

        return records == 0 ? lines.ToArray() : throw new InvalidOperationException("The sample has too few records.");
    }
}
