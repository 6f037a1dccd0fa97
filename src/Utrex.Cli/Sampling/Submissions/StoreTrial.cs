using System.Runtime.InteropServices;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Records;
using Utrex.Sdk.Utah;
using Utrex.Statewide;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>Loads batches into a store of their own, as users will, and says what Level 2 finds in it.</summary>
/// <param name="console">Where leftovers of runs that were killed are told of.</param>
/// <param name="today">The day that counts as today.</param>
/// <param name="layout">The layout in which the batches are written.</param>
internal sealed class StoreTrial(CommandConsole console, DateOnly today, RecordLayout layout)
{
    /// <summary>The ids of the rules that are broken.</summary>
    public IReadOnlySet<string> Broken(IReadOnlyList<SampleSubmission> submissions, SubmissionRegisters registers)
    {
        using var folder = new WorkFolder(Path.GetTempPath(), console);
        ReferenceTable.Write(folder.Path, registers.Tables);
        using var store = SubmissionStore.Open(Path.Combine(folder.Path, "store.db"), StoreAccess.Create);
        var loader = new SubmissionLoader(store) { KeepsRefused = true };
        foreach (var submission in submissions)
        {
            var bytes = submission.ToBytes(layout);
            loader.Load(new SubmissionFile(submission.Key.File, () => Open(bytes)), submission.Specification, today);
        }

        var newest = submissions.MaxBy(submission => submission.Key.SchoolYear)!.Specification;
        var result = new StatewideValidation(store, newest, today) { Registers = StatewideFolder.Open(folder.Path) }.Run();
        return result.Findings.Select(found => found.Finding.Rule.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
