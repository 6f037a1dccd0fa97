using System.IO.Pipelines;
using Utrex.Cli.Reports;
using Utrex.Sdk.IO;
using Utrex.Sdk.Sif;

namespace Utrex.Cli.Sif;

/// <summary>The batch that SIF objects make, in a temporary file that nobody else can read, and where in SIF its lines come from.</summary>
internal sealed class CollectedBatch : IDisposable
{
    private const int FlushAt = 1 << 18;

    private readonly SifCollector _collector;

    private CollectedBatch(SifCollector collector, Stream stream)
    {
        _collector = collector;
        Stream = stream;
    }

    /// <summary>The batch, from its beginning.</summary>
    public Stream Stream { get; }

    /// <summary>What could not be read or put together.</summary>
    public IReadOnlyList<SifProblem> Problems => _collector.Problems;

    /// <summary>Collects one file. Where it cannot be read to its end there is no batch: half of one would break rules that the whole keeps.</summary>
    public static CollectedBatch Of(Stream input, string file, SifCollectorOptions options)
    {
        var collector = new SifCollector(options);
        var stream = new FileStream(Path.Combine(Path.GetTempPath(), "utrex-" + Path.GetRandomFileName()), Options());
        if (collector.Add(input, file))
        {
            WriteTo(stream, RecordLayout.Delimited, collector);
            stream.Position = 0;
        }

        return new CollectedBatch(collector, stream);
    }

    /// <summary>Writes the records of a collector to a stream.</summary>
    /// <returns>The number of records.</returns>
    public static int WriteTo(Stream stream, RecordLayout layout, SifCollector collector)
    {
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        var count = collector.Write(new BatchWriter(output, layout), Flush);
        output.FlushAsync().AsTask().GetAwaiter().GetResult();
        output.Complete();
        return count;

        void Flush()
        {
            if (output.UnflushedBytes > FlushAt)
            {
                output.FlushAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>The finding with its place in the SIF file, and the object's name in its message.</summary>
    /// <param name="row">The finding on the batch.</param>
    /// <param name="isMasked">Whether identifiers, from which a student number might be guessed, are left out.</param>
    public ReportRow Locate(ReportRow row, bool isMasked)
    {
        var field = row.Field is null ? null : Utrex.Sdk.UtrexSpecification.Current.FindRecord(row.Record ?? "")?.FindField(row.Field);
        var origin = _collector.FindOrigin(row.Line, field);
        return row with
        {
            Line = origin?.Line ?? 1,
            Message = origin is null ? row.Message : $"{row.Message} ({origin.Name}{(isMasked || origin.RefId is null ? "" : " " + origin.RefId)})",
            Related = [.. row.Related.Select(line => _collector.FindOrigin(line)?.Line ?? 1)],
            CausedBy = row.CausedBy is { } cause ? _collector.FindOrigin(cause)?.Line ?? 1 : null,
        };
    }

    public void Dispose()
    {
        Stream.Dispose();
        _collector.Dispose();
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
