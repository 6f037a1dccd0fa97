using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Records;

/// <summary>A typed record of any type, for lists of several; each record in one is an object.</summary>
public interface IRecord
{
    /// <summary>What the specification says of this record type.</summary>
    RecordInfo RecordInfo { get; }

    /// <summary>Writes the fields in file order.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch file.</exception>
    void WriteTo(RecordWriter writer);
}

/// <summary>A typed record, as the generator writes it from the specification.</summary>
/// <typeparam name="TSelf">The record struct itself.</typeparam>
public interface IRecord<TSelf> : IRecord
    where TSelf : struct, IRecord<TSelf>
{
    /// <summary>What the specification says of this record type.</summary>
    static abstract RecordInfo Info { get; }

    /// <summary>
    /// Reads a line into a typed record. Nothing is lost: a line with a malformed field gives an error, not a record with a hole, and so does
    /// a line of another record type.
    /// </summary>
    /// <param name="line">A line of this record type.</param>
    /// <param name="record">The record, or the default.</param>
    /// <param name="error">The first malformed field: the record id of a line that is not of this type.</param>
    /// <returns>Whether every field could be read.</returns>
    static abstract bool TryRead(RecordLine line, out TSelf record, out FieldError error);

    /// <inheritdoc/>
    RecordInfo IRecord.RecordInfo => TSelf.Info;
}
