using System.Runtime.InteropServices;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>Where a record stands and whose it is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RecordKey
{
    private const int StudentRecord = 1 << 31;

    // There is one for each record. The item is an incident, a course, or an SSID, which only student records have: their lines have a bit more.
    private readonly int _line;
    private readonly TextId _item;

    public RecordKey(int line, TextId lea, TextId school, TextId student, TextId ssid, TextId entryDate, TextId item)
    {
        (_line, _item) = ssid.IsBlank ? (line, item) : (line | StudentRecord, ssid);
        (Lea, School, Student, EntryDate) = (lea, school, student, entryDate);
    }

    public int Line => _line & ~StudentRecord;

    public TextId Lea { get; }

    public TextId School { get; init; }

    public TextId Student { get; }

    public TextId EntryDate { get; }

    /// <summary>The statewide student identifier, of a student record.</summary>
    public TextId Ssid => _line < 0 ? _item : default;

    /// <summary>The incident or the course.</summary>
    public TextId Item => _line < 0 ? default : _item;

    /// <summary>The incident, of a record of incidents.</summary>
    public TextId Incident => Item;

    /// <summary>The course, of a record of courses.</summary>
    public TextId Course => Item;

    /// <summary>The student in the school.</summary>
    public (TextId Student, TextId School) Placement => (Student, School);

    /// <summary>The same student record with an SSID.</summary>
    public RecordKey With(TextId ssid) => new(Line, Lea, School, Student, ssid, EntryDate, default);
}

/// <summary>A service that a student gets in a school from a day to a day.</summary>
internal interface IService : IEntry
{
    /// <summary>The first day.</summary>
    FieldValue<DateOnly> Entry { get; }

    /// <summary>The day after the last one.</summary>
    FieldValue<DateOnly> Exit { get; }
}

/// <summary>A record of the index.</summary>
internal interface IEntry
{
    /// <summary>Where the record stands and whose it is.</summary>
    RecordKey Key { get; }
}
