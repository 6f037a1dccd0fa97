using Utrex.Cli.SchoolYears;
using Utrex.Cli.Sif;
using Utrex.Cli.Terminal;
using Utrex.Documents;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Validation;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Statewide;

/// <summary>A file that is loaded into a store: a batch, or SIF objects that make one. It is read several times; what comes once only, and what objects make, waits in a temporary file.</summary>
internal sealed class SubmissionInput : IDisposable
{
    private readonly CollectedBatch? _collected;
    private readonly Stream? _copy;

    private SubmissionInput(string name, Func<Stream> open, CompiledSpecification specification, CollectedBatch? collected = null, Stream? copy = null)
    {
        File = new SubmissionFile(name, open);
        Specification = specification;
        (_collected, _copy) = (collected, copy);
    }

    /// <summary>The batch.</summary>
    public SubmissionFile File { get; }

    /// <summary>What it is read by.</summary>
    public CompiledSpecification Specification { get; }

    /// <summary>Opens an input.</summary>
    /// <param name="source">The input.</param>
    /// <param name="today">The day that counts as today.</param>
    /// <param name="cancellation">Ends the collecting of objects.</param>
    /// <exception cref="CommandException">It cannot be read, or is of a year that the tool does not hold.</exception>
    public static async Task<SubmissionInput> OpenAsync(InputSource source, DateOnly today, CancellationToken cancellation)
    {
        var input = InputHead.Peek(source.Open(), out var kind, out var head, out var isCut);
        await using (input.ConfigureAwait(false))
        {
            switch (kind)
            {
                case InputKind.Xml:
                    return await CollectAsync(source.Name, input, today, cancellation).ConfigureAwait(false);
                case InputKind.Utf16:
                    throw InputHead.Utf16(source.Name);
            }

            var year = BatchYear.Of(asked: null, source.Name, head, isCut).Specification;
            if (source.IsFile)
            {
                return new SubmissionInput(source.Name, source.Open, year);
            }

            var copy = TemporaryFile.Create();
            await input.CopyToAsync(copy, cancellation).ConfigureAwait(false);
            return new SubmissionInput(source.Name, () => new BorrowedStream(copy), year, copy: copy);
        }
    }

    public void Dispose()
    {
        _copy?.Dispose();
        _collected?.Dispose();
    }

    private static async Task<SubmissionInput> CollectAsync(string name, Stream input, DateOnly today, CancellationToken cancellation)
    {
        var collected = new CollectedBatch(() => new SifCollectorOptions { Specifications = Years.Specifications, AsOfWithoutTimestamp = today.ToDateTime(TimeOnly.MinValue) });
        try
        {
            collected.Add(input, name, cancellation);
            var batch = await collected.OpenAsync(cancellation).ConfigureAwait(false)
                ?? throw new CommandException($"'{name}' holds no SIF objects that make a batch{(collected.Problems.Count > 0 ? $": {collected.Problems[0]}" : "")}; nothing was loaded.");
            return new SubmissionInput(name, () => new BorrowedStream(batch), collected.Specification, collected);
        }
        catch
        {
            collected.Dispose();
            throw;
        }
    }

    /// <summary>A stream from its beginning, which stays open for the next one.</summary>
    private sealed class BorrowedStream : ForwardStream
    {
        private readonly Stream _stream;

        public BorrowedStream(Stream stream)
        {
            _stream = stream;
            _stream.Position = 0;
        }

        public override int Read(Span<byte> buffer) => _stream.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _stream.ReadAsync(buffer, cancellationToken);
    }
}
