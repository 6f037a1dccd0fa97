using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>
/// Writes the tables by which most rules over several fields are excluded at once: for each field that they name, and each value that makes
/// a difference to them, the set of the cases of rules in which a record with it may be. Only the rules of these cases are evaluated.
/// </summary>
internal sealed class RuleFilterEmitter
{
    private const int MostCases = 256;
    private const int WordLength = 64;
    private const int NumbersOfField = 8;

    private readonly RecordUnit _unit;
    private readonly IReadOnlyList<RuleModel> _rules;
    private readonly List<RuleCase> _cases = [];
    private readonly RelationTables _relations = new();
    private readonly KeyTables _keys = new();
    private readonly List<FieldUnit> _fields = [];
    private readonly List<int> _numbers = [];
    private readonly List<ulong> _factors = [];
    private readonly List<int> _rowsOfKeys = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<ulong[]> _rows = [];

    private RuleFilterEmitter(RecordUnit unit, IEnumerable<RuleUnit> rules)
    {
        _unit = unit;
        _rules = rules.Select(rule => rule.Model).ToList();
        for (var i = 0; i < _rules.Count; i++)
        {
            _cases.AddRange(CasesOf(_rules[i], i));
        }

        for (var i = 0; i < Math.Min(MostCases, _cases.Count); i++)
        {
            _relations.Add(_cases[i], i, FieldOf);
        }

        // The record's id is the same in all lines.
        foreach (var field in unit.Fields.Skip(1))
        {
            Add(field);
        }
    }

    /// <summary>Writes the property with the tables.</summary>
    public static void Emit(CodeWriter writer, RecordUnit unit, IReadOnlyCollection<RuleUnit> rules)
    {
        var tables = new RuleFilterEmitter(unit, rules);
        writer.Line()
            .Line("public static global::Utrex.Sdk.Generated.RuleFilter Filter { get; } = new(");
        Lines(writer, "rulesOfCases", tables._cases.ConvertAll(one => one.Rule), Number, ",");
        writer.Line("    fields:").Line("    [");
        for (var i = 0; i < tables._fields.Count; i++)
        {
            writer.Line($"        {string.Join(", ", tables._numbers.Skip(i * NumbersOfField).Take(NumbersOfField))}, // {CodeWriter.Comment(tables._fields[i].Model.Name)}");
        }

        writer.Line("    ],");
        Lines(writer, "factors", tables._factors, Hexadecimal, ",");
        Lines(writer, "keys", tables._keys.Keys, Hexadecimal, ",");
        Lines(writer, "rowsOfKeys", tables._rowsOfKeys, Number, ",");
        Lines(writer, "rows", tables._rows.SelectMany(words => words).ToList(), Hexadecimal, ",");
        Lines(writer, "dateTests", tables._relations.Dates, Number, ",");
        Lines(writer, "yearTests", tables._relations.Years, Number, ",");
        Lines(writer, "pairs", tables._relations.Pairs, Number, ");");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Hexadecimal(ulong value) => "0x" + value.ToString("X", CultureInfo.InvariantCulture);

    private static void Lines<T>(CodeWriter writer, string name, List<T> values, Func<T, string> text, string end)
    {
        const int Width = 24;
        if (values.Count == 0)
        {
            writer.Line($"    {name}: []{end}");
            return;
        }

        writer.Line($"    {name}:").Line("    [");
        for (var i = 0; i < values.Count; i += Width)
        {
            writer.Line("        " + string.Join(", ", values.Skip(i).Take(Width).Select(text)) + ",");
        }

        writer.Line("    ]" + end);
    }

    private FieldUnit FieldOf(string name) => _unit.Fields.First(field => string.Equals(field.Model.Name, name, StringComparison.Ordinal));

    /// <summary>The cases of a rule without those that contradict themselves; one at least, so that every rule has a bit.</summary>
    private IReadOnlyList<RuleCase> CasesOf(RuleModel rule, int number)
    {
        var cases = RuleCase.Of(rule, number, isSplit: _cases.Count + _rules.Count < MostCases);
        var possible = cases.Where(one => one.Tests.SelectMany(test => test.Test.Fields).Distinct(StringComparer.Ordinal).All(name =>
        {
            var field = FieldOf(name);
            var texts = KeyTables.TextsOf(field, [one], change: null);
            return texts.Append(field.Model.Blank ?? "").Append(null).Any(text => new RulePossibility(new FieldClass(field, text, texts), change: null).MayBreak(rule, one));
        })).ToList();
        return possible.Count > 0 ? possible : [cases[0]];
    }

    private void Add(FieldUnit field)
    {
        var change = _unit.Record.ChangeRecord;
        var isMarker = string.Equals(change?.Field, field.Model.Name, StringComparison.Ordinal);
        var cases = _cases.Take(MostCases).ToList();
        var reading = cases.ConvertAll(one => isMarker || IsRead(_rules[one.Rule], field));
        var slot = _relations.Slots.IndexOf(field.Number);
        if (!reading.Contains(true))
        {
            return;
        }

        var texts = KeyTables.TextsOf(field, cases, change);
        ulong[] RowOf(string? text) => Row(cases, reading, new RulePossibility(new FieldClass(field, text, texts), change));
        var blank = RowOf(field.Model.Blank ?? "");
        var other = RowOf(null);
        var all = Row(cases, reading, possibility: null);

        // Texts that tell no more than any other value need no place.
        var rows = texts.Select(text => (Key: KeyTables.KeyOf(text), Row: RowOf(text))).Where(pair => !pair.Row.SequenceEqual(other)).ToDictionary(pair => pair.Key, pair => pair.Row);
        if (slot < 0 && rows.Count == 0 && blank.SequenceEqual(all) && other.SequenceEqual(all))
        {
            return;
        }

        var table = _keys.Add(rows.Keys.ToList());
        _fields.Add(field);
        _numbers.AddRange([field.Number, field.Offset, field.Width, table.Start, _rowsOfKeys.Count, table.Bits, PlaceOf(other), slot]);
        _factors.Add(table.Factor);
        for (var place = 0; place < 1 << table.Bits; place++)
        {
            var key = _keys.Keys[table.Start + place];
            _rowsOfKeys.Add(PlaceOf(key == 0 ? blank : rows[key]));
        }
    }

    private static bool IsRead(RuleModel rule, FieldUnit field) =>
        string.Equals(rule.Field, field.Model.Name, StringComparison.Ordinal)
        || rule.Condition!.Tests.Any(test => test.Reads.Contains(field.Model.Name, StringComparer.Ordinal));

    /// <summary>The cases in which a record may be; without a possibility, all.</summary>
    private ulong[] Row(List<RuleCase> cases, List<bool> reading, RulePossibility? possibility)
    {
        var words = new ulong[(cases.Count + WordLength - 1) / WordLength];
        for (var i = 0; i < cases.Count; i++)
        {
            if (possibility is null || !reading[i] || possibility.MayBreak(_rules[cases[i].Rule], cases[i]))
            {
                words[i / WordLength] |= 1UL << (i % WordLength);
            }
        }

        return words;
    }

    /// <summary>The place of a row among all, each of which is kept once.</summary>
    private int PlaceOf(ulong[] row)
    {
        var text = string.Join(" ", row);
        if (!_places.TryGetValue(text, out var place))
        {
            place = _rows.Count;
            _places.Add(text, place);
            _rows.Add(row);
        }

        return place;
    }
}
