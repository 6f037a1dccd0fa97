using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>
/// Writes what the values of each field must be like, for the check that looks at all fields of a line at once. What that check cannot
/// tell becomes a plain test.
/// </summary>
internal static class LineCheckEmitter
{
    private const int KeyLength = 8;
    private const int LongestPair = 2 * KeyLength;
    private const int MostNumbers = 1000;
    private const string Text = "global::Utrex.Sdk.Text.";
    private const string Generated = "global::Utrex.Sdk.Generated.";

    public static void Emit(CodeWriter writer, RecordUnit unit)
    {
        var plain = new List<(FieldUnit Field, List<RuleUnit> Rules)>();
        writer.Line(GeneratedCode)
            .Open($"internal static class {unit.Record.TypeName}Check")
            .Line($"public static {Generated}LineCheck Value {{ get; }} = new(")
            .Indent($"    {unit.Fields[unit.Fields.Count - 1].Offset + unit.Fields[unit.Fields.Count - 1].Width},");
        for (var i = 0; i < unit.Fields.Count; i++)
        {
            var field = unit.Fields[i];
            var test = new FieldTestBuilder(unit, field);
            if (test.Left.Count > 0)
            {
                plain.Add((field, test.Left));
            }

            var end = i == unit.Fields.Count - 1 ? ");" : ",";
            writer.Line($"new {Generated}FieldTest({FieldTypes.Place(field)}){test}{end} // {Comment(field.Model.Name)}");
        }

        writer.Unindent();
        foreach (var (field, rules) in plain)
        {
            var violations = rules.Select(rule => $"({FieldRulesEmitter.Violation(unit, field, rule)})");
            writer.Line()
                .Line($"// {Comment(field.Model.Name)}: {Comment(string.Join(", ", rules.Select(rule => rule.Model.Id)))}")
                .Open($"private static bool Keeps{field.Number}({Text}RecordLine line, global::Utrex.Sdk.Specification.SubmissionContext context)")
                .Line($"var value = line.Field({FieldTypes.Place(field)});")
                .Line($"return value.IsEmpty || !({string.Join(" || ", violations)});")
                .Close();
        }

        writer.Close();
    }

    /// <summary>Turns the rules of a field into the properties of its test, and keeps those that it has no property for.</summary>
    private sealed class FieldTestBuilder
    {
        private readonly RecordUnit _unit;
        private readonly FieldUnit _field;
        private readonly List<RuleUnit> _rules;
        private readonly SortedDictionary<string, string> _properties = new(StringComparer.Ordinal);
        private int? _maxLength;

        public FieldTestBuilder(RecordUnit unit, FieldUnit field)
        {
            _unit = unit;
            _field = field;
            _rules = unit.Rules.Where(rule => rule.Model.Checks(field.Model.Name)).ToList();
            if (_rules.RemoveAll(rule => IsOf(rule, "present")) > 0)
            {
                _properties["IsNeeded"] = "true";
            }

            Left = _rules.Where(rule => rule.Model.Check!.Guard is { IsUnless: false } || !TryTell(rule.Model.Check!)).ToList();
            if (unit.Record.ChangeRecord is { } change && string.Equals(change.Field, field.Model.Name, StringComparison.Ordinal))
            {
                // Of a record that only changes an earlier one, hardly any rule asks anything.
                _properties["Except"] = Literal(change.Code);
            }
        }

        /// <summary>The rules that the plain test has to decide.</summary>
        public List<RuleUnit> Left { get; }

        public override string ToString()
        {
            if (_maxLength is { } most)
            {
                _properties["MaxLength"] = Number(most);
            }

            if (Left.Count > 0)
            {
                _properties["Plain"] = $"Keeps{_field.Number}";
            }

            return _properties.Count == 0 ? "" : $" {{ {string.Join(", ", _properties.Select(property => $"{property.Key} = {property.Value}"))} }}";
        }

        private static bool IsOf(RuleUnit rule, string type) => string.Equals(rule.Model.Check!.Type, type, StringComparison.Ordinal);

        private bool Has(string type) => _rules.Exists(rule => IsOf(rule, type));

        private bool TryTell(CheckModel check)
        {
            switch (check.Type)
            {
                case "codes":
                    return TryTellCodes();
                case "date":
                    return _field.Width == KeyLength && _field.Model.Kind is FieldKind.Date or FieldKind.Text && Limit(KeyLength) && Set("IsDate", "true");
                case "inSchoolYear":
                    return _field.Model.Kind == FieldKind.Date && Has("date") && Set("Days", $"{Generated}DayRange.SchoolYear");
                case "notFuture":
                    return _field.Model.Kind == FieldKind.Date && Has("date") && Set("Days", $"{Generated}DayRange.UpToToday");
                case "maxLength":
                    return Limit(check.Length ?? _field.Model.MaxLength);
                case "minLength":
                    return check.Length <= KeyLength && _rules.TrueForAll(rule => IsOf(rule, "minLength") || IsOf(rule, "maxLength")) && Set("MinLength", Number(check.Length!.Value));
                case "exactLength":
                    return TryTellLength((check.Length ?? _field.Model.FixedLength)!.Value);
                case "shape":
                    return TryTellShape(check.Pattern!);
                case "numeric":
                    return TryTellNumber();
                case "range":
                    return TryTellRange(check);
                case "notAllZeros":
                    return TellsDigits && Set("IsNotZero", "true");
                case "characters":
                    return Set("Characters", $"global::{_unit.Namespace}.Records.{_unit.ClassName}Characters.{RecordInfoEmitter.Capitalize(check.Set!)}");
                case "substring":
                    return check is { IsNegated: true, Start: 1, Length: 1 } && check.Values.All(IsAscii)
                        && !_properties.ContainsKey("NotFirst") && Set("NotFirst", Literal(string.Concat(check.Values)));
                default:
                    return false;
            }
        }

        private static bool IsAscii(string value) => value.Length == 1 && value[0] < 0x80;

        private bool TryTellCodes()
        {
            if (_field.Model.Kind == FieldKind.NumberOrCode)
            {
                // The range asks for a number or a code too.
                return _rules.Exists(rule => IsOf(rule, "range") && TryTellRange(rule.Model.Check!));
            }

            return _field.Width <= KeyLength && _field.LongestCode > 0 && Limit(_field.Width) && TellCodes();
        }

        private bool TellCodes() => _field.OnlyCodes.Count > 0
            ? Set("Values", Literals(_field.OnlyCodes))
            : Set("Codes", $"global::{_unit.Namespace}.Codes.CodeTables.{_field.CodeType}");

        private bool TryTellLength(int length)
        {
            if (Has("shape"))
            {
                return _rules.Exists(rule => IsOf(rule, "shape") && TryTellShape(rule.Model.Check!.Pattern!));
            }

            if (_field.Model.Kind == FieldKind.Date && Has("date"))
            {
                return length == KeyLength;
            }

            if (Has("numeric") && _field.Model.Kind == FieldKind.Text)
            {
                return TryTellShape(new string('#', length));
            }

            return length <= KeyLength && _field.Width == length && _rules.Count == 1 && Limit(length) && Set("MinLength", Number(length));
        }

        private bool TryTellShape(string pattern)
        {
            var length = pattern.Length - (pattern.Count(c => c == '[') * 4);
            return _field.Width == length && length <= LongestPair && Limit(length) && Set("Shape", Literal(pattern));
        }

        /// <summary>Whether digits alone are asked for, as many as there is room for.</summary>
        private bool TellsDigits => _field.Model.Kind == FieldKind.Text && Has("numeric") && !Has("shape") && !Has("exactLength") && !Has("range") && _field.Width <= LongestPair;

        private bool TryTellNumber()
        {
            switch (_field.Model.Kind)
            {
                case FieldKind.Text when Has("shape"):
                    return _rules.Exists(rule => IsOf(rule, "shape") && TryTellShape(rule.Model.Check!.Pattern!)) && _rules.Exists(rule => rule.Model.Check!.Pattern?.All(c => "#[]-0123456789".Contains(c)) == true);
                case FieldKind.Text when Has("exactLength"):
                    return TryTellShape(new string('#', _field.Model.FixedLength ?? 0));
                case FieldKind.Text when TellsDigits:
                    return Limit(_field.Width) && Set("IsNumber", "true");
                case FieldKind.Integer when !Has("range") && _field.Width <= LongestPair:
                    return Limit(_field.Width) && Set("IsNumber", "true");
                case FieldKind.Decimal when Has("range"):
                    // The range asks for a number too.
                    return _rules.Exists(rule => IsOf(rule, "range") && TryTellRange(rule.Model.Check!));
                case FieldKind.Decimal when _field.Width <= KeyLength:
                    return Limit(_field.Width) && Set("IsDecimal", "true");
                default:
                    return false;
            }
        }

        private bool TryTellRange(CheckModel check)
        {
            // What is read as a number has no sign.
            var min = check.Min ?? (_field.Model.Kind == FieldKind.Decimal ? 0 : -1);
            if (check.IsExclusiveMin || min < 0 || !IsWhole(min) || !IsWhole(check.Max ?? 0) || _rules.Count(rule => IsOf(rule, "range")) > 1)
            {
                return false;
            }

            if (check.IsExclusiveMax)
            {
                // Numbers just below the limit are left to the rules.
                return _field.Model.Kind == FieldKind.Decimal && TryTellRange(check with { Max = check.Max - 1, IsExclusiveMax = false });
            }

            switch (_field.Model.Kind)
            {
                // Where a step is asked for, a plain test is needed that may as well ask for both.
                case FieldKind.Decimal when min == 0 && check.Max is >= 1 and <= 9 && _field.Model.Decimals > 0 && _field.Width <= KeyLength && !Has("increment"):
                    return Limit(_field.Width) && Set("IsDecimal", "true") && Set("Max", Number((int)check.Max));
                case FieldKind.Integer when _rules.Count == 1 && check.Max < MostNumbers && _field.Width <= 3:
                    return Limit(_field.Width) && TellNumber(min, check.Max);
                case FieldKind.NumberOrCode when _field.Model.Decimals == 0 && check.Max < MostNumbers && _field.Width <= 3 && _field.OnlyCodes.Count == 0 && !_field.HasRetiredCodes:
                    return Limit(_field.Width) && TellNumber(min, check.Max) && TellCodes();
                case FieldKind.NumberOrCode when min == 0 && check.Max is >= 1 and <= 9 && _field.Width <= KeyLength && _field.OnlyCodes.Count == 0 && !_field.HasRetiredCodes:
                    return Limit(_field.Width) && Set("IsDecimal", "true") && Set("Max", Number((int)check.Max)) && TellCodes();
                case FieldKind.Text when check.Max is null && _rules.Count == 1 && _field.Width <= LongestPair && IsPowerOfTen(min):
                    return Limit(_field.Width) && TellNumber(min, null);
                default:
                    return false;
            }
        }

        private bool TellNumber(decimal min, decimal? max) =>
            Set("IsNumber", "true") && Set("Min", Number((long)min)) && (max is null || Set("Max", Number((long)max)));

        /// <summary>A value of the delimited layout is this long at most; in the positional one the width sees to it.</summary>
        private bool Limit(int? length)
        {
            if (length is not { } most || _field.Width > most)
            {
                return false;
            }

            _maxLength = Math.Min(_maxLength ?? most, most);
            return true;
        }

        private bool Set(string property, string value)
        {
            _properties[property] = value;
            return true;
        }

        private static bool IsWhole(decimal number) => number == decimal.Truncate(number);

        private static bool IsPowerOfTen(decimal number)
        {
            for (; number >= 10 && IsWhole(number / 10); number /= 10)
            {
            }

            return number == 1;
        }

        private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
