using System.Runtime.InteropServices;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>Where a record stands and whose it is. The item is its incident or its course: no record has both.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordKey(int Line, TextId Lea, TextId School, TextId Student, TextId Ssid, TextId EntryDate, TextId Item)
{
    /// <summary>The incident, of a record of incidents.</summary>
    public TextId Incident => Item;

    /// <summary>The course, of a record of courses.</summary>
    public TextId Course => Item;

    /// <summary>The student in the school.</summary>
    public (TextId Student, TextId School) Placement => (Student, School);
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
