using System.Runtime.InteropServices;
using Utrex.Sdk.Sif.Writing;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif;

/// <summary>What was written as SIF, what was derived for it, and what could not be said in it.</summary>
/// <remarks>
/// <para>It grows while its writer writes; the counts are those of the moment in which they are asked for.</para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class SifWriterReport : IWriterReport
{
    private const int MostLosses = 1000;

    private readonly Dictionary<string, int> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _derived = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<(RecordInfo Record, FieldInfo Field), int> _notCarried = [];
    private readonly List<SifLoss> _losses = [];

    internal SifWriterReport()
    {
    }

    /// <summary>The objects written, by name.</summary>
    public IReadOnlyDictionary<string, int> Objects => Sorted(_objects);

    /// <summary>The elements whose values were derived from others, because SIF demands them.</summary>
    public IReadOnlyDictionary<string, int> Derived => Sorted(_derived);

    /// <summary>The elements and attributes that SIF demands and nobody could tell: left out where their parent is optional, else written as <c>xsi:nil</c>.</summary>
    public IReadOnlyDictionary<string, int> Unknown => Sorted(_unknown);

    /// <summary>The values that SIF does not carry as they are: the first thousand.</summary>
    public IReadOnlyList<SifLoss> Losses => _losses;

    /// <summary>The number of values that SIF does not carry as they are.</summary>
    public int LossCount { get; private set; }

    /// <summary>The fields that SIF has no place for, by record and name, and in how many records they had a value.</summary>
    public IReadOnlyDictionary<string, int> NotCarried => Sorted(_notCarried.ToDictionary(pair => $"{pair.Key.Record.Id} {pair.Key.Field.Name}", pair => pair.Value, StringComparer.Ordinal));

    void IWriterReport.Wrote(string name) => CollectionsMarshal.GetValueRefOrAddDefault(_objects, name, out _)++;

    void IWriterReport.Derive(string path) => CollectionsMarshal.GetValueRefOrAddDefault(_derived, path, out _)++;

    internal void Miss(string path) => CollectionsMarshal.GetValueRefOrAddDefault(_unknown, path, out _)++;

    void IWriterReport.NotCarry(RecordInfo record, FieldInfo field) => CollectionsMarshal.GetValueRefOrAddDefault(_notCarried, (record, field), out _)++;

    void IWriterReport.Lose(BatchRow row, string reason) => Lose(new SifLoss(row.Line, row.Record) { Reason = reason });

    void IWriterReport.Lose(BatchRow row, FieldInfo field, string readAs) =>
        Lose(new SifLoss(row.Line, row.Record) { Field = field, Value = row[field.Number].ToString(), ReadAs = readAs });

    private static SortedDictionary<string, int> Sorted(Dictionary<string, int> counts) => new(counts, StringComparer.Ordinal);

    private void Lose(SifLoss loss)
    {
        LossCount++;
        if (_losses.Count < MostLosses)
        {
            _losses.Add(loss);
        }
    }
}
