using System.Diagnostics;
using Utrex.Cli.Terminal;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Statewide;

/// <summary>A file that is checked on a thread of its own, beside the one before it that is being written, and waits for its turn.</summary>
internal sealed class SubmissionInLine : IAsyncDisposable
{
    // The file is read up to three times: for Level 1, for its students, and to be written.
    private const int Passes = 3;

    private readonly SubmissionLoader _loader;
    private readonly ReadProgress _progress;
    private readonly CancellationTokenSource _end;
    private readonly Task<CheckedSubmission> _check;
    private SubmissionInput? _input;

    /// <summary>Begins to check a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="loader">Checks it, and writes it later.</param>
    /// <param name="today">The day that counts as today.</param>
    /// <param name="cancellation">Ends what is going on with it.</param>
    public SubmissionInLine(InputSource source, SubmissionLoader loader, DateOnly today, CancellationToken cancellation)
    {
        Name = source.Name;
        _loader = loader;
        _progress = new ReadProgress(Passes * ReadProgress.LengthOf(source.Name));
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _check = Task.Run(() => CheckAsync(source, today, _end.Token), CancellationToken.None);
    }

    /// <summary>The file, as it was named.</summary>
    public string Name { get; }

    /// <summary>How much of it has been read, from 0 to 1.</summary>
    public double Progress => _progress.Part;

    /// <summary>How long it was worked on; it does not count that it waited.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Writes it, as soon as it is checked.</summary>
    /// <param name="begin">Is called between the two.</param>
    public async Task<LoadOutcome> LoadAsync(Action begin)
    {
        var submission = await _check.ConfigureAwait(false);
        begin();
        var start = Stopwatch.GetTimestamp();
        var outcome = _loader.Load(submission, _end.Token);
        Elapsed += Stopwatch.GetElapsedTime(start);
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await ((Task)_check).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _input?.Dispose();
        _end.Dispose();
    }

    private async Task<CheckedSubmission> CheckAsync(InputSource source, DateOnly today, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        _input = await SubmissionInput.OpenAsync(source, today, cancellation).ConfigureAwait(false);
        var file = _input.File with { Open = () => _progress.Follow(_input.File.Open()) };
        var submission = _loader.Check(file, _input.Specification, today, cancellation);
        Elapsed = Stopwatch.GetElapsedTime(start);
        return submission;
    }
}
