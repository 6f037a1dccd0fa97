using System.Globalization;
using System.Text;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Benchmarks;

/// <summary>
/// The validator that a good developer writes with the class library: lines and fields as strings, codes in hash sets, TryParse.
/// It checks presence, lengths, codes, dates and numbers; the SDK's rules also know ranges, characters and shapes.
/// </summary>
internal sealed class PlainValidator
{
    private readonly Column[] _columns;
    private readonly RecordLayout _layout;
    private readonly string _id;

    public PlainValidator(RecordInfo record, RecordLayout layout)
    {
        _layout = layout;
        _id = record.Id + "=";
        _columns = [.. record.Fields.Select(field => new Column(
            field,
            field.Codes is { } table && field.Type == FieldType.Code ? [.. table.Codes.Where(code => !code.IsRetired).SelectMany(code => code.Aliases.Prepend(code.Code))] : null))];
    }

    /// <summary>The number of lines in which something is wrong.</summary>
    public int CountBad(byte[] batch)
    {
        var bad = 0;
        using var reader = new StreamReader(new MemoryStream(batch), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith(_id, StringComparison.Ordinal) || !IsClean(_layout == RecordLayout.Delimited ? line.Split('\t') : Cut(line)))
            {
                bad++;
            }
        }

        return bad;
    }

    private string[] Cut(string line)
    {
        var values = new string[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = _columns[i].Field;
            values[i] = field.Offset >= line.Length ? "" : line.Substring(field.Offset, Math.Min(field.Width, line.Length - field.Offset)).TrimEnd(' ');
        }

        return values;
    }

    private bool IsClean(string[] values)
    {
        if (values.Length > _columns.Length)
        {
            return false;
        }

        for (var i = 1; i < _columns.Length; i++)
        {
            if (!IsClean(_columns[i], i < values.Length ? values[i] : ""))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsClean(Column column, string value)
    {
        var field = column.Field;
        if (value.Length == 0)
        {
            return field.Presence != Presence.Always;
        }

        if (value.Length > (field.MaxLength ?? int.MaxValue) || value.Length != (field.ExactLength ?? value.Length))
        {
            return false;
        }

        return field.Type switch
        {
            FieldType.Code => column.Codes!.Contains(value),
            FieldType.Date => DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            FieldType.IsoDate => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            FieldType.Integer => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            FieldType.Decimal => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
    }

    private sealed record Column(FieldInfo Field, HashSet<string>? Codes);
}
