using Utrex.Analyzers.Metadata;
using Utrex.Sdk.Generated;

namespace Utrex.Analyzers.Evaluation;

/// <summary>Decides the rules of a single field on bytes that are known, as the generated validator does.</summary>
internal static class FieldChecks
{
    /// <summary>Whether the bytes, which are not blank, surely break a check. Presence is not a matter of bytes.</summary>
    public static bool IsBroken(Field field, SpecificationFacts specification, RuleTest check, string bytes, RunDays days) => check.Word switch
    {
        "numeric" => field.Type == FieldType.Text ? !Scalars.IsDigits(bytes) : Number(field, bytes) is null,
        "date" => !IsDate(field, bytes),
        "monthDay" => Scalars.MonthDay(bytes) is not { } day || (days.SchoolYear is { } year && !Scalars.Exists(year, day.Month, day.Day)),
        "minLength" => Bytes.Length(bytes) < Count(check),
        "maxLength" => Bytes.Length(bytes) > Count(check),
        "exactLength" => Bytes.Length(bytes) != Count(check),
        "codes" => !IsCode(field, bytes),
        "equals" => !check.Texts.Contains(bytes, StringComparer.Ordinal),
        "range" => (check.Items.Count % 2 == 0 || IsNumberLike(bytes)) && !IsInRange(field, check, bytes),
        "increment" => Number(field, bytes) is { } number && number % check.Items[0].Number != 0,
        "characters" => specification.Outside(check.Items[0].Word, bytes) is { Count: > 0 },
        "notAllZeros" => bytes.All(c => c == '0'),
        "startsWith" => !check.Texts.Any(text => bytes.StartsWith(text, StringComparison.Ordinal)),
        "contains" => !check.Texts.Any(text => bytes.IndexOf(text, StringComparison.Ordinal) >= 0),
        "substring" => IsPartBroken(check, bytes),
        "shape" => !HasShape(check.Items[0].Text ?? "", bytes),
        "plusCode" => !PlusCode.IsValid(Bytes.ToArray(bytes)),
        "notFuture" => Compare(field, bytes, days.Today, static (first, _, today) => first > today),
        "future" => Compare(field, bytes, days.Today, static (_, last, today) => last <= today),
        "currentSchoolYear" => days.SchoolYear is { } current && Number(field, bytes) != current,
        "inSchoolYear" => Compare(field, bytes, days.FirstDay, static (_, last, firstDay) => last < firstDay)
            || Compare(field, bytes, days.LastDay, static (first, _, lastDay) => first > lastDay),
        _ => false,
    };

    /// <summary>The value of a number field; the codes of a number-or-code field are no numbers.</summary>
    public static decimal? Number(Field field, string bytes)
    {
        if (field.Type == FieldType.Integer)
        {
            var whole = Scalars.Whole(bytes);
            return field.Digits > 9 || whole <= int.MaxValue ? whole : null;
        }

        return field.Type == FieldType.Text ? Scalars.Signed(bytes) : Scalars.Decimal(bytes, field.Digits, field.Decimals);
    }

    /// <summary>A range without its upper bounds: what an exception does not lift.</summary>
    public static bool IsBelowRange(Field field, RuleTest check, string bytes) =>
        !IsInRange(field, check, bytes, isBound: relation => relation[0] == '>');

    private static bool IsInRange(Field field, RuleTest check, string bytes, Func<string, bool>? isBound = null)
    {
        if (field.Type == FieldType.NumberOrCode && field.Table?.Find(bytes) is not null)
        {
            return true;
        }

        var bounds = Enumerable.Range(0, check.Items.Count / 2).Select(i => (Relation: check.Items[2 * i].Word, Bound: check.Items[(2 * i) + 1].Number)).ToList();
        var number = IsWholeText(field, bounds) ? Scalars.Whole(bytes) : Number(field, bytes);
        return number is not null && bounds.TrueForAll(bound =>
            (isBound is not null && !isBound(bound.Relation)) || Measure.Holds(Measure.Of(number), bound.Relation, Measure.Of(bound.Bound)));
    }

    // A text whose bounds are whole and not negative holds an identifier: digits only.
    private static bool IsWholeText(Field field, List<(string Relation, decimal Bound)> bounds) => field.Type == FieldType.Text
        && bounds.Exists(bound => bound.Relation[0] == '>' && bound.Bound >= 0)
        && bounds.TrueForAll(bound => bound.Bound == decimal.Truncate(bound.Bound));

    private static bool IsDate(Field field, string bytes) =>
        field.Type == FieldType.MonthDay ? Scalars.MonthDay(bytes) is not null : Scalars.Days(bytes, field.Type) is not null;

    private static bool IsCode(Field field, string bytes)
    {
        if (field.OnlyCodes is { } only)
        {
            return only.Contains(bytes, StringComparer.Ordinal);
        }

        if (field.Type == FieldType.NumberOrCode)
        {
            return field.Table?.Find(bytes) is not null || IsNumberLike(bytes);
        }

        return field.Table is not { } table || table.Find(bytes) is { RetiredSince: null };
    }

    /// <summary>Whether somebody meant a number, right or wrong.</summary>
    private static bool IsNumberLike(string bytes)
    {
        var digits = bytes.Substring(bytes[0] is '-' or '+' ? 1 : 0);
        var point = digits.IndexOf('.');
        digits = point < 0 ? digits : digits.Remove(point, 1);
        return digits.Length > 0 && Scalars.IsDigits(digits);
    }

    private static bool IsPartBroken(RuleTest check, string bytes)
    {
        var (start, length) = (Count(check) - 1, Count(check, 1));
        var isOne = bytes.Length >= start + length && check.Texts.Contains(bytes.Substring(start, length), StringComparer.Ordinal);
        return check.Items[2].Word is "notIn" ? isOne : !isOne;
    }

    /// <summary>A pattern of <c>#</c> for a digit, <c>[a-b]</c> for a range and any other character for itself.</summary>
    private static bool HasShape(string pattern, string bytes)
    {
        var position = 0;
        for (var i = 0; i < pattern.Length; i++, position++)
        {
            var (low, high) = (pattern[i], pattern[i]);
            if (pattern[i] == '#')
            {
                (low, high) = ('0', '9');
            }
            else if (pattern[i] == '[' && i + 4 < pattern.Length && pattern[i + 4] == ']')
            {
                (low, high) = (pattern[i + 1], pattern[i + 3]);
                i += 4;
            }

            if (position >= bytes.Length || bytes[position] < low || bytes[position] > high)
            {
                return false;
            }
        }

        return position == bytes.Length;
    }

    private static bool Compare(Field field, string bytes, DateTime? day, Func<DateTime, DateTime, DateTime, bool> isBroken) =>
        day is { } known && Scalars.Days(bytes, field.Type) is { } days && isBroken(days.First, days.Last, known);

    private static int Count(RuleTest check, int index = 0) => (int)check.Items[index].Number;
}
