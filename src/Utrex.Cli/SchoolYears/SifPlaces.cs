using System.Collections.Concurrent;
using System.Text.Json;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.SchoolYears;

/// <summary>Where the fields of a school year stand in SIF 2.4 objects, in the words of the map; the first path of each is the one to write.</summary>
internal sealed class SifPlaces
{
    private static readonly ConcurrentDictionary<string, SifPlaces> ByYear = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Record, string Field), string[]> _paths;

    private SifPlaces(string year)
    {
        using var stream = HeldYear.Open(year, "maps/sif.json")!;
        using var map = JsonDocument.Parse(stream);
        var places = from record in map.RootElement.GetProperty("records").EnumerateArray()
                     from field in record.GetProperty("fields").EnumerateArray()
                     select (Record: record.GetProperty("record").GetString()!, Field: field.GetProperty("field").GetString()!, Paths: field.GetProperty("paths"));
        _paths = places.ToDictionary(place => (place.Record, place.Field), place => place.Paths.EnumerateArray().Select(path => path.GetString()!).ToArray());
    }

    /// <summary>The paths of a field; none where SIF has no place for it.</summary>
    public IReadOnlyList<string> this[RecordInfo record, FieldInfo field] => _paths.GetValueOrDefault((record.Id, field.Name), []);

    /// <summary>Those of the school year of a specification.</summary>
    public static SifPlaces Of(SpecificationInfo specification) => ByYear.GetOrAdd(specification.SchoolYear, year => new SifPlaces(year));
}
