using System.Runtime.InteropServices;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>The objects of a school in the order of a batch, each with those that it refers to. While records are made of some, a second thread looks for those of the next ones.</summary>
internal sealed class ObjectsAhead(ObjectDirectory directory, RecordOrder order, RecordAssembly assembly)
{
    private const int BlockSize = 256;

    /// <summary>The objects of the school at hand.</summary>
    /// <param name="school">Its number.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public IEnumerable<Found> Of(int school, CancellationToken cancellationToken)
    {
        var end = order.FirstOf(school + 1);
        var at = order.FirstOf(school);
        var block = Find(at, Math.Min(at + BlockSize, end));
        while (block.Length > 0)
        {
            at += block.Length;
            var (from, to) = (at, Math.Min(at + BlockSize, end));
            var next = from < to ? Task.Run(() => Find(from, to), cancellationToken) : Task.FromResult<Found[]>([]);
            try
            {
                foreach (var found in block)
                {
                    yield return found;
                }
            }
            finally
            {
                // Nobody may look for objects after the end, whatever the end was.
                next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
            }

            block = next.GetAwaiter().GetResult();
        }
    }

    private Found[] Find(int from, int to)
    {
        var found = new Found[to - from];
        for (var i = 0; i < found.Length; i++)
        {
            var place = order.Places[from + i].Place;
            var item = directory.Load(place);
            found[i] = new Found(place, item, assembly.Related(item, place));
        }

        return found;
    }

    /// <summary>An object, where it is, and the objects that its records are made of.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Found(long Place, DocumentObject Item, DocumentObjects Objects);
}
