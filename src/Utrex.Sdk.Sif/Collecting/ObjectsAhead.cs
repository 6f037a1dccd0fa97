using System.Runtime.InteropServices;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// The objects of a school in the order of a batch, each with those that it refers to, and with the values of its record where it makes one. While
/// records are made of some, a second thread looks for those of the next ones.
/// </summary>
internal sealed class ObjectsAhead(ObjectDirectory directory, RecordOrder order, RecordAssembly assembly)
{
    private const int BlockSize = 96;

    // Room for the values of two blocks: of the one at hand, and of the next one.
    private Utf8Value[]?[] _values = new Utf8Value[]?[BlockSize];
    private Utf8Value[]?[] _nextValues = new Utf8Value[]?[BlockSize];

    /// <summary>The objects of the school at hand.</summary>
    /// <param name="school">Its number.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public IEnumerable<Found> Of(int school, CancellationToken cancellationToken)
    {
        var end = order.FirstOf(school + 1);
        var at = order.FirstOf(school);
        var block = Find(at, Math.Min(at + BlockSize, end), _values);
        while (block.Length > 0)
        {
            at += block.Length;
            var (from, to) = (at, Math.Min(at + BlockSize, end));
            var next = from < to ? Task.Run(() => Find(from, to, _nextValues), cancellationToken) : Task.FromResult<Found[]>([]);
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
            (_values, _nextValues) = (_nextValues, _values);
        }
    }

    private Found[] Find(int from, int to, Utf8Value[]?[] values)
    {
        var found = new Found[to - from];
        for (var i = 0; i < found.Length; i++)
        {
            var place = order.Places[from + i].Place;
            var item = directory.Load(place);
            var objects = assembly.Related(item, place);
            found[i] = new Found(item, objects, RecordAssembly.MapOf(item) is { } map ? assembly.Read(map, objects, values[i] ??= RecordAssembly.NewValues()) : null);
        }

        return found;
    }

    /// <summary>An object, the objects that its records are made of, and the values of its one record; <see langword="null"/> where it may make several.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Found(DocumentObject Item, DocumentObjects Objects, Utf8Value[]? Values);
}
