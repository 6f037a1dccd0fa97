using System.Globalization;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>Where the objects of a batch go: it names them, writes each once, and checks that what a record says can be read back.</summary>
internal sealed class SifOutput(SifXmlWriter xml, IWriterReport report)
{
    private readonly Dictionary<UInt128, int> _names = [];

    public IWriterReport Report { get; } = report;

    /// <summary>The LEA of the batch.</summary>
    public string Lea { get; set; } = "";

    /// <summary>The number of the school year: the year in which it ends.</summary>
    public int EndingYear { get; set; } = UtrexSpecification.Current.EndingYear;

    /// <summary>The day of the extract.</summary>
    public DateOnly? AsOf { get; set; }

    public string SchoolYear => EndingYear.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>Writes an object.</summary>
    public void Write(SifObject item)
    {
        xml.Write(item);
        Report.Wrote(item.Shape.Name);
    }

    /// <summary>Fills the objects that are there from a record.</summary>
    public void Fill(SifRecordMap map, SifObjects objects, BatchRow row) => map.Write(objects, row.Values, EndingYear);

    /// <summary>An identifier for an object of which there is one for each record: a second one with the same key gets another.</summary>
    public string Name(params ReadOnlySpan<string> words)
    {
        var name = RefId.Of(words);
        var key = RefId.Parse(name);
        _names[key] = _names.GetValueOrDefault(key) + 1;
        return _names[key] == 1 ? name : RefId.Of(name, _names[key].ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A day as SIF spells it.</summary>
    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reports each value of a record that is not read back from its objects.</summary>
    /// <param name="map">The record type.</param>
    /// <param name="objects">The objects as they are written.</param>
    /// <param name="row">The record.</param>
    /// <param name="where">Which places to look at; all by default.</param>
    public void Check(SifRecordMap map, SifObjects objects, BatchRow row, Predicate<SifPath>? where = null)
    {
        foreach (var binding in map.Bindings)
        {
            if (where?.Invoke(binding.ToWrite) == false)
            {
                continue;
            }

            var said = row.Values[binding.Field.Number];
            var read = binding.Read(objects).Trim(SifXmlReader.Space);
            if (!SifValues.AreEqual(binding.Field, said, read))
            {
                Report.Lose(row, binding.Field, read);
            }
        }

        foreach (var field in where is null ? map.NotCarried : [])
        {
            if (row.Values[field.Number].Length > 0)
            {
                Report.NotCarry(row.Record, field);
            }
        }
    }

    /// <summary>Reports a value that the collector will make otherwise.</summary>
    public void Check(BatchRow row, string property, string made)
    {
        if (!string.Equals(row[property], made, StringComparison.Ordinal))
        {
            Report.Lose(row, row.Record.FindProperty(property), made);
        }
    }
}
