using System.Globalization;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>Where the objects of a batch go: it names them, writes each once, and checks that what a record says can be read back.</summary>
internal sealed class SifOutput
{
    private readonly ObjectQueue _objects;
    private readonly bool _prefersStateCodes;
    private readonly Utf8Arena _arena = new();
    private readonly IdSet _names = new();

    // The values of the record at hand.
    private readonly Utf8Value[] _values = new Utf8Value[UtrexSpecification.Current.Records.Max(record => record.Fields.Count)];
    private readonly Dictionary<UInt128, int> _again = [];

    public SifOutput(ObjectQueue objects, IWriterReport report, int endingYear, bool prefersStateCodes)
    {
        (_objects, _prefersStateCodes) = (objects, prefersStateCodes);
        Report = report;
        Ids = new RefIds(_arena);
        EndingYear = endingYear;
    }

    public IWriterReport Report { get; }

    /// <summary>Names objects.</summary>
    public RefIds Ids { get; }

    /// <summary>The LEA of the batch.</summary>
    public Utf8Value Lea { get; set; } = Utf8Value.Empty;

    /// <summary>The number of the school year: the year in which it ends.</summary>
    public int EndingYear
    {
        get;
        set
        {
            field = value;
            SchoolYear = Text(value.ToString("0000", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The day of the extract.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>That number as objects have it.</summary>
    public Utf8Value SchoolYear { get; private set; }

    /// <summary>Writes an object.</summary>
    public void Write(DocumentObject item)
    {
        _objects.Add(item);
        Report.Wrote(item.Shape.Name);
    }

    /// <summary>Fills the objects that are there from a record.</summary>
    public void Fill(RecordMap map, DocumentObjects objects, BatchRow row) => map.Write(objects, ValuesOf(row), EndingYear, _arena, _prefersStateCodes);

    /// <summary>An identifier for an object of which there is one for each record: a second one with the same key gets another.</summary>
    public Utf8Value Name(params ReadOnlySpan<Utf8Value> words)
    {
        var name = Ids.Of(out var number, words);
        if (_names.Add(number))
        {
            return name;
        }

        var count = _again.GetValueOrDefault(number, 1) + 1;
        _again[number] = count;
        return Ids.Of(name, Text(count.ToString(CultureInfo.InvariantCulture)));
    }

    private Utf8Value[] ValuesOf(BatchRow row)
    {
        row.CopyTo(_values);
        return _values;
    }

    /// <summary>A value of these characters.</summary>
    public Utf8Value Text(ReadOnlySpan<char> text) => _arena.Copy(text);

    /// <summary>A day as SIF spells it.</summary>
    public Utf8Value Iso(DateOnly? day)
    {
        if (day is not { } date)
        {
            return default;
        }

        date.TryFormat(_arena.Reserve("yyyy-MM-dd".Length, out var value), out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return value;
    }

    /// <summary>Reports each value of a record that is not read back from its objects.</summary>
    /// <param name="map">The record type.</param>
    /// <param name="objects">The objects as they are written.</param>
    /// <param name="row">The record.</param>
    /// <param name="where">Which places to look at; all by default.</param>
    public void Check(RecordMap map, DocumentObjects objects, BatchRow row, Predicate<DocumentPath>? where = null)
    {
        foreach (var binding in map.Bindings.AsSpan())
        {
            if (where?.Invoke(binding.ToWrite) == false)
            {
                continue;
            }

            var said = row[binding.Field.Number];
            var read = binding.Read(objects).Trim();
            if (!DocumentValues.AreEqual(binding.Field, said, read))
            {
                Report.Lose(row, binding.Field, read.ToString());
            }
        }

        foreach (var field in where is null ? map.NotCarried : [])
        {
            if (row[field.Number].Length > 0)
            {
                Report.NotCarry(row.Record, field);
            }
        }
    }

    /// <summary>Reports a value that the collector will make otherwise.</summary>
    public void Check(BatchRow row, string property, Utf8Value made)
    {
        if (row[property] != made.Or(Utf8Value.Empty))
        {
            Report.Lose(row, row.Record.FindProperty(property), made.ToString());
        }
    }
}
