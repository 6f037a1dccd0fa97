using Utrex.Documents;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>
/// The record types of a school year beside those that the map is compiled for, field by field and by name: a field that the year lacks is
/// blank, and one that the map does not know has no place in SIF.
/// </summary>
internal sealed class YearRecords
{
    private readonly Dictionary<RecordInfo, YearRecord> _byOwn = [];
    private readonly Dictionary<RecordInfo, YearRecord> _byMapped = [];
    private readonly Dictionary<FieldInfo, FieldInfo> _mapped = [];

    public YearRecords(SpecificationInfo year)
    {
        Year = year;
        foreach (var own in year.Records)
        {
            if (SifMap.Records.FirstOrDefault(map => string.Equals(map.Record.Id, own.Id, StringComparison.Ordinal)) is { Record: var mapped } map)
            {
                var record = new YearRecord(own, map);
                _byOwn.Add(own, record);
                _byMapped.Add(mapped, record);
                foreach (var field in own.Fields.Where(field => record.NumberOf(field.Number) >= 0))
                {
                    _mapped[field] = mapped.Fields[record.NumberOf(field.Number)];
                }
            }
        }
    }

    /// <summary>The specification of the year.</summary>
    public SpecificationInfo Year { get; }

    /// <summary>A record type of the year, or <see langword="null"/> where it is none or the map does not know it.</summary>
    public YearRecord? Find(RecordInfo own) => _byOwn.GetValueOrDefault(own);

    /// <summary>The year's record type for one of the map, or <see langword="null"/> where the year has none.</summary>
    public YearRecord? Of(RecordInfo mapped) => _byMapped.GetValueOrDefault(mapped);

    /// <summary>The map's field for one of the year; a field of the map itself where it is that already.</summary>
    public FieldInfo Mapped(FieldInfo own) => _mapped.GetValueOrDefault(own, own);
}

/// <summary>A record type of a year and that of the map.</summary>
internal sealed class YearRecord
{
    private readonly int[] _numbers;

    public YearRecord(RecordInfo own, RecordMap map)
    {
        var mapped = map.Record;
        (Own, Map) = (own, map);
        _numbers = [.. own.Fields.Select(field => mapped.FindField(field.Name)?.Number ?? -1)];
        Fields = [.. mapped.Fields.Select(field => own.FindField(field.Name))];
    }

    public RecordInfo Own { get; }

    public RecordMap Map { get; }

    public RecordInfo Mapped => Map.Record;

    /// <summary>The number of the year's fields.</summary>
    public int Count => _numbers.Length;

    /// <summary>The year's fields in the order of the map's; <see langword="null"/> for one that the year lacks.</summary>
    public FieldInfo?[] Fields { get; }

    /// <summary>The number of the map's field for a field of the year, or -1.</summary>
    public int NumberOf(int own) => _numbers[own];
}
