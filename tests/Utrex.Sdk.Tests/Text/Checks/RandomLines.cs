using System.Text;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.Text.Checks;

/// <summary>Lines of a record type with values from lists: ordinary ones, which the rules of the fields find clean, and strange ones.</summary>
internal sealed class RandomLines
{
    private static readonly string[] Ordinary =
    [
        "A1", "Ab", "Anne-Marie O'Neil", "01", "104", "7", "0", "12", "180", "0.5", "1.000", "3.2500", "4.0000", "1234567", "12345678", "8015551234", "84101", "84101-1234", "841110001",
        "20250901", "20260115", "19991231", "20240229", "2025-09-01", "2025-09-01 08:15:00.000", "0601", "202509", "2026", "85GCQ2RF+XJ", "40.7608", "-111.8910",
        "22040000001", "a@b.example", "ACT",
    ];

    private static readonly string[] Strange =
    [
        " ", "  ", " A", "A ", "A  B", "é", "日本", "\u007f", "\u0001", "/", ":", ".", "5.", ".5", "1.2.3", "-1", "+1", "1e3", "00", "000", "0000000000", "007", "0180", "181", "1 8",
        "999", "1000", "99999999", "123456789", "1234567890", "12345678901", "0999999", "999999", "4", "4.", "4.0", "4.0001", "5.0", "34", "3456", "3.25 ", "12345", "8415551234 ",
        "1015551234", "8011551234", "801555123", "80155512345", "20250230", "20250229", "19000229", "19000101", "21000101", "00000101", "20250631", "20250900", "20251301", "2025090", "202509011",
        "2025-09-31", "20250630", "20260701", "Y", "N", "y", "X", "YY", "Y ", "A\tB", "\0", "A\0", "0\0", "~", "@", "[", "`", "{",
    ];

    private readonly RecordInfo _record;
    private readonly RecordLayout _layout;
    private readonly bool _isShort;
    private readonly Random _random;
    private readonly List<string>[] _ordinary;
    private readonly List<string>[] _strange;

    /// <param name="record">The record type.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="isShort">Whether positional lines leave out their last blanks, all or some of them.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    public RandomLines(RecordInfo record, RecordLayout layout, int seed, bool isShort = false)
    {
        _record = record;
        _layout = layout;
        _isShort = isShort;
        _random = new Random(seed);
        _ordinary = new List<string>[record.Fields.Count];
        _strange = new List<string>[record.Fields.Count];
        var values = record.Fields.Select(field => field.Constant ?? "").ToArray();
        foreach (var field in record.Fields)
        {
            var codes = field.Codes?.Codes.ToList() ?? [];
            var spellings = codes.Where(code => !code.IsRetired).SelectMany(code => code.Aliases.Prepend(code.Code));
            _ordinary[field.Number] = field.Constant is { } constant ? [constant] : [.. Ordinary.Append("").Where(value => IsOrdinary(field, value)).Concat(spellings).Where(value => !IsChange(field, value) && IsClean(values, field, value))];
            if (_ordinary[field.Number].Count == 0)
            {
                throw new InvalidOperationException($"No value of the list is clean in {field.Name} of {record.Id}.");
            }

            _strange[field.Number] =
            [
                .. Strange,
                .. codes.Select(code => code.Code),
                .. codes.Select(code => code.Code.ToLowerInvariant()),
                .. codes.Select(code => code.Code + "A"),
                .. codes.Where(code => code.Code.Length > 1).Select(code => code.Code[..^1]),
                .. codes.Where(code => code.Code.Length > 1).Select(code => code.Code[..1] + " " + code.Code[2..]),
                new string('A', Math.Max(1, field.Width)),
                new string('A', field.Width + 1),
                new string('1', Math.Max(1, field.Width)),
                new string('1', field.Width + 1),
            ];
        }
    }

    /// <summary>A line of which most values are ordinary, and one is strange.</summary>
    public byte[] Next()
    {
        var values = Values();
        var number = _random.Next(1, values.Length);
        values[number] = _strange[number][_random.Next(_strange[number].Count)];
        return Line(values);
    }

    /// <summary>A line of ordinary values.</summary>
    public byte[] NextClean() => Line(Values());

    private string[] Values() => [.. _ordinary.Select(values => values[_random.Next(values.Count)])];

    private byte[] Line(string[] values)
    {
        if (_layout == RecordLayout.Delimited)
        {
            return Encoding.UTF8.GetBytes(string.Join('\t', values));
        }

        var line = new byte[_record.PositionalLength];
        line.AsSpan().Fill((byte)' ');
        foreach (var field in _record.Fields)
        {
            var bytes = Encoding.UTF8.GetBytes(values[field.Number]);
            bytes.AsSpan(0, Math.Min(bytes.Length, field.Width)).CopyTo(line.AsSpan(field.Offset));
        }

        if (_isShort)
        {
            var least = Math.Max(4, line.AsSpan().LastIndexOfAnyExcept((byte)' ') + 1);
            return line[.._random.Next(least, _random.Next(2) == 0 ? least + 1 : line.Length + 1)];
        }

        return line;
    }

    // Numbers with decimals are ordinarily written with their point, and those without have none.
    private static bool IsOrdinary(FieldInfo field, string value) => field.Type == FieldType.Text || value.Length < 2 || (value[1] == '.') == (field.Decimals > 0);

    // Of a student record that only changes an earlier one, hardly any rule asks anything; the check leaves it to them.
    private static bool IsChange(FieldInfo field, string value) => field.Name == "RESIDENT STATUS" && value == "X";

    // Whether no rule finds anything on the field, whatever it finds on the others.
    private bool IsClean(string[] values, FieldInfo field, string value)
    {
        if (value.Length > field.Width)
        {
            return false;
        }

        string[] changed = [.. values];
        changed[field.Number] = value;
        var collector = new FindingCollector(new SubmissionContext(2026, new DateOnly(2026, 3, 1)));
        collector.Begin(1, _record);
        var line = RecordLine.Parse(Encoding.UTF8.GetBytes(string.Join('\t', changed)), new int[_record.Fields.Count]);
        ((CompiledRecord)_record).FieldRules(line, collector);
        return collector.Findings.All(finding => finding.Field != field);
    }
}
