using Utrex.Sdk.Sif.Writing;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif;

/// <summary>What was written as SIF, what was derived for it, and what could not be said in it.</summary>
/// <remarks>
/// <para>It grows while its writer writes.</para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class SifWriterReport : IWriterReport
{
    private const int MostLosses = 1000;

    private readonly SortedDictionary<string, int> _objects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _derived = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unknown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _notCarried = new(StringComparer.Ordinal);
    private readonly List<SifLoss> _losses = [];

    internal SifWriterReport()
    {
    }

    /// <summary>The objects written, by name.</summary>
    public IReadOnlyDictionary<string, int> Objects => _objects;

    /// <summary>The elements whose values were derived from others, because SIF demands them.</summary>
    public IReadOnlyDictionary<string, int> Derived => _derived;

    /// <summary>The elements that SIF demands and nobody could tell: they were written as <c>xsi:nil</c>.</summary>
    public IReadOnlyDictionary<string, int> Unknown => _unknown;

    /// <summary>The values that SIF does not carry as they are: the first thousand.</summary>
    public IReadOnlyList<SifLoss> Losses => _losses;

    /// <summary>The number of values that SIF does not carry as they are.</summary>
    public int LossCount { get; private set; }

    /// <summary>The fields that SIF has no place for, by record and name, and in how many records they had a value.</summary>
    public IReadOnlyDictionary<string, int> NotCarried => _notCarried;

    void IWriterReport.Wrote(string name) => _objects[name] = _objects.GetValueOrDefault(name) + 1;

    void IWriterReport.Derive(string path) => _derived[path] = _derived.GetValueOrDefault(path) + 1;

    internal void Miss(string path) => _unknown[path] = _unknown.GetValueOrDefault(path) + 1;

    void IWriterReport.NotCarry(RecordInfo record, FieldInfo field) => _notCarried[$"{record.Id} {field.Name}"] = _notCarried.GetValueOrDefault($"{record.Id} {field.Name}") + 1;

    void IWriterReport.Lose(BatchRow row, string reason) => Lose(new SifLoss(row.Line, row.Record) { Reason = reason });

    void IWriterReport.Lose(BatchRow row, FieldInfo field, string readAs) =>
        Lose(new SifLoss(row.Line, row.Record) { Field = field, Value = row.Values[field.Number].ToString(), ReadAs = readAs });

    private void Lose(SifLoss loss)
    {
        LossCount++;
        if (_losses.Count < MostLosses)
        {
            _losses.Add(loss);
        }
    }
}
