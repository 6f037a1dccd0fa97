using System.Globalization;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Comparing;

/// <summary>A record of one of the two batches.</summary>
internal sealed class ComparedRecord
{
    private string[] _values = [];
    private string _school = "";

    public UInt128 Hash { get; private init; }

    public int Line { get; private init; }

    /// <summary>The record type, or <see langword="null"/> where the line is no record.</summary>
    public RecordInfo? Record { get; private init; }

    public string? School => ValueOf(FieldKey.School) ?? (_school.Length > 0 ? _school : null);

    public string? Student => ValueOf(FieldKey.Student);

    /// <summary>What tells the record from others of its school and student, with the fields: a first day, an incident, a course, a period, a test.</summary>
    public IEnumerable<(FieldInfo Field, string Value)> Marks => Record is null ? [] : Record.Fields
        .Where(each => each.Key is FieldKey.EntryDate or FieldKey.Incident or FieldKey.Course or FieldKey.Distinction && this[each].Length > 0)
        .Select(each => (each, this[each]));

    /// <summary>What tells the record from others of its type.</summary>
    public string Identity => IdentityWithoutEntry + '\t' + ValueOf(FieldKey.EntryDate);

    /// <summary>The same without the first day, which may have been corrected.</summary>
    public string IdentityWithoutEntry => Owner + '\t' + string.Join('\t', Record?.Fields.Where(each => each.Key == FieldKey.Distinction).Select(each => this[each]) ?? []);

    /// <summary>Whose record of which type it is, about which incident or course.</summary>
    public string Owner => string.Join('\t', Record?.Id, School, Student, ValueOf(FieldKey.Incident), ValueOf(FieldKey.Course));

    /// <summary>The current record.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="hash">The hash of its values.</param>
    /// <param name="school">The number of the school record that it follows.</param>
    public static ComparedRecord Of(BatchReader reader, UInt128 hash, string school)
    {
        var line = reader.Current;
        var values = new string[reader.Record?.Fields.Count ?? 0];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Encoding.UTF8.GetString(line.Field(reader.Record!.Fields[i]));
        }

        return new ComparedRecord { Hash = hash, Line = reader.LineNumber, Record = reader.Record, _values = values, _school = school };
    }

    /// <summary>The value of a field; empty for a blank.</summary>
    public string this[FieldInfo field] => _values[field.Number];

    /// <summary>A number as one spells it without zeros that change nothing, or <see langword="null"/> where the value is none.</summary>
    public static string? Number(FieldInfo field, ReadOnlySpan<byte> value) =>
        field.Type is FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode && Scalars.Decimal(value, field.Digits, field.Decimals) is { HasValue: true, Value: var number }
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : null;

    /// <summary>The value of the field that is a key, or <see langword="null"/>.</summary>
    public string? ValueOf(FieldKey key) => Record?.FindKey(key) is { } field && this[field].Length > 0 ? this[field] : null;
}

/// <summary>A record that was added, removed or changed.</summary>
/// <param name="Before">The record in the earlier batch, or <see langword="null"/>.</param>
/// <param name="After">The record in the later batch, or <see langword="null"/>.</param>
internal sealed record RecordChange(ComparedRecord? Before, ComparedRecord? After)
{
    /// <summary>The record as it is now, or as it was.</summary>
    public ComparedRecord Any => After ?? Before!;

    public string Kind => (Before, After) switch { (null, _) => "added", (_, null) => "removed", _ => "changed" };

    /// <summary>The fields whose values differ, of a changed record.</summary>
    public IEnumerable<(FieldInfo Field, string Before, string After)> Fields() => Before?.Record is { } record && After is not null
        ? record.Fields.Where(field => !AreSame(field, Before[field], After[field])).Select(field => (field, Before[field], After[field]))
        : [];

    /// <summary>How many fields differ between two records of one type.</summary>
    public static int Differences(ComparedRecord before, ComparedRecord after) => new RecordChange(before, after).Fields().Count();

    private static bool AreSame(FieldInfo field, string before, string after) =>
        string.Equals(before, after, StringComparison.Ordinal)
        || (ComparedRecord.Number(field, Encoding.UTF8.GetBytes(before)) is { } number && string.Equals(number, ComparedRecord.Number(field, Encoding.UTF8.GetBytes(after)), StringComparison.Ordinal));
}
