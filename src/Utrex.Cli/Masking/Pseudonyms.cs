using System.Text;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Statewide.Rules;

namespace Utrex.Cli.Masking;

/// <summary>
/// Stands made-up values in for personal ones. A value keeps its pseudonym for the whole run, so that what was equal stays equal, and its
/// shape, so that rules decide as before. Nobody can compute the value from its pseudonym: they are drawn at random.
/// </summary>
internal sealed class Pseudonyms
{
    private static readonly Dictionary<string, FieldInfo[]> FieldsByName = Years.Fields.GroupBy(field => field.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.OrderByDescending(field => field.IsPersonal).ToArray(), StringComparer.Ordinal);

    private static readonly Dictionary<FieldKey, FieldInfo> FieldsByKey = Years.Fields.GroupBy(field => field.Key).ToDictionary(group => group.Key, group => group.First());

    private static readonly Dictionary<string, HashSet<string>> Generic = Years.Judged.SelectMany(year => year.Specification.Lookups)
        .SelectMany(lookup => lookup.Columns.Select((column, i) => (Name: $"{lookup.Id}.{column}", Values: lookup.Rows.Select(row => row[i]))))
        .GroupBy(column => column.Name, StringComparer.Ordinal)
        .ToDictionary(column => column.Key, column => column.SelectMany(year => year.Values).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    // Names, numbers and texts share theirs: a number is the same one in whatever field it stands.
    private readonly DistinctPseudonyms _texts = new();
    private readonly Dictionary<(PersonalData Kind, string Value), string> _others = [];
    private readonly Dictionary<(PersonalData Kind, string Value), int> _attempts = [];

    /// <summary>The pseudonym of the value of a personal field; a value that stands for nobody in particular is its own.</summary>
    public string Of(FieldInfo field, string value)
    {
        if (string.IsNullOrWhiteSpace(value) || IsGeneric(field, value))
        {
            return value;
        }

        var key = KeyOf(field.Personal, value);
        if (_others.TryGetValue(key, out var other))
        {
            return other;
        }

        if (key.Kind != PersonalData.Text && Draw(key) is { } drawn)
        {
            _others[key] = drawn;
            return drawn;
        }

        // A date that is none must not become one.
        return OfText(value, field.Type == FieldType.Date && WrongColumns.IsMisfit(field, value) ? field : null);
    }

    /// <summary>The pseudonym of a value that stands in a field that it does not belong to; it does not belong there either.</summary>
    public string OfMisfit(FieldInfo field, string value) => string.IsNullOrWhiteSpace(value) ? value : OfText(value, field);

    /// <summary>The pseudonym of a value of which nobody knows what it is.</summary>
    public string OfText(string value) => string.IsNullOrWhiteSpace(value) ? value : OfText(value, field: null);

    /// <summary>Forgets the pseudonym of a value, which will not do; the next one of a day or a place is closer to it.</summary>
    public void Forget(FieldInfo field, string value)
    {
        var key = KeyOf(field.Personal, value);
        if (_others.Remove(key) | _texts.Forget(value))
        {
            _attempts[key] = _attempts.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>The finding with pseudonyms; its message, formatted later, shows only those.</summary>
    public Finding Mask(Finding finding)
    {
        var record = finding.Keys.Record;
        var values = finding.OtherValues.Select((value, i) => (Field: i < finding.Rule.Fields.Count ? Find(record, finding.Rule.Fields[i]) : null, Value: value)).ToList();
        var own = finding.Field ?? (finding.Rule.Field is { } name ? Find(record, name) : null);
        var keys = finding.Keys;
        var personal = values.Append((Field: own, finding.Value)).Append((KeyField(record, FieldKey.Student), keys.Student)).Append((KeyField(record, FieldKey.StatewideStudentId), keys.StatewideStudentId)).ToList();
        var isMisfit = WrongColumns.IsMisfit(finding);
        return finding with
        {
            Value = isMisfit ? OfMisfit(own!, finding.Value!) : Mask(own, finding.Value, personal),
            OtherValues = [.. values.Select(value => Mask(value.Field, value.Value, personal))],
            Keys = keys with
            {
                Lea = MaskKey(FieldKey.Lea, keys.Lea),
                School = MaskKey(FieldKey.School, keys.School),
                Student = MaskKey(FieldKey.Student, keys.Student),
                StatewideStudentId = MaskKey(FieldKey.StatewideStudentId, keys.StatewideStudentId),
                EntryDate = MaskKey(FieldKey.EntryDate, keys.EntryDate),
                Incident = MaskKey(FieldKey.Incident, keys.Incident),
                Course = MaskKey(FieldKey.Course, keys.Course),
            },
        };

        string? MaskKey(FieldKey key, string? value) => KeyField(record, key) is var field && isMisfit && field == own && string.Equals(value, finding.Value, StringComparison.Ordinal)
            ? OfMisfit(field!, value!)
            : Mask(field, value, personal);
    }

    /// <summary>A finding across submissions with pseudonyms, its other records too.</summary>
    public StatewideFinding Mask(StatewideFinding found) => found with { Finding = Mask(found.Finding), Others = [.. found.Others.Select(Mask)] };

    private OtherRecord Mask(OtherRecord other)
    {
        (FieldInfo?, string?)[] personal = [(FieldsByKey[FieldKey.Student], other.Student), (FieldsByKey[FieldKey.StatewideStudentId], other.StatewideStudentId)];
        return other with
        {
            Lea = Mask(FieldsByKey[FieldKey.Lea], other.Lea, personal)!,
            School = Mask(FieldsByKey[FieldKey.School], other.School, personal),
            Student = Mask(FieldsByKey[FieldKey.Student], other.Student, personal),
            StatewideStudentId = Mask(FieldsByKey[FieldKey.StatewideStudentId], other.StatewideStudentId, personal),
            EntryDate = Mask(FieldsByKey[FieldKey.EntryDate], other.EntryDate, personal),
            ScramEntryDate = Mask(FieldsByKey[FieldKey.EntryDate], other.ScramEntryDate, personal),
        };
    }

    /// <summary>A finding of an earlier run with pseudonyms. It is words already; its message, which could name somebody, is that of the rule.</summary>
    public ReportRow Mask(ReportRow row)
    {
        var record = Years.Of(row.Rule).FindRecord(row.Record ?? "");
        (FieldInfo?, string?)[] personal = [(KeyField(record, FieldKey.Student), row.Student), (KeyField(record, FieldKey.StatewideStudentId), row.StatewideStudentId)];
        return row with
        {
            Message = row.Rule.Text,
            Value = Mask(row.Field is { } name ? Find(record, name) : null, row.Value, personal),
            Lea = Mask(KeyField(record, FieldKey.Lea), row.Lea, personal),
            School = Mask(KeyField(record, FieldKey.School), row.School, personal),
            Student = Mask(KeyField(record, FieldKey.Student), row.Student, personal),
            StatewideStudentId = Mask(KeyField(record, FieldKey.StatewideStudentId), row.StatewideStudentId, personal),
            EntryDate = Mask(KeyField(record, FieldKey.EntryDate), row.EntryDate, personal),
            Incident = Mask(KeyField(record, FieldKey.Incident), row.Incident, personal),
            Course = Mask(KeyField(record, FieldKey.Course), row.Course, personal),
        };
    }

    /// <summary>Whether a value of a personal field stands for nobody in particular.</summary>
    public static bool IsGeneric(FieldInfo field, string value) => field.GenericIn.Any(column => Generic[column].Contains(value));

    /// <summary>A value as it may be shown.</summary>
    /// <param name="field">The field, or <see langword="null"/> where it is not known.</param>
    /// <param name="value">The value.</param>
    /// <param name="personal">The values of the same line that may be personal, with their fields.</param>
    private string? Mask(FieldInfo? field, string? value, IReadOnlyList<(FieldInfo? Field, string? Value)> personal)
    {
        if (string.IsNullOrEmpty(value))
        {
            return value;
        }

        if (field is null)
        {
            return OfText(value);
        }

        if (field.IsPersonal)
        {
            return Of(field, value);
        }

        if (WrongColumns.MayBePersonal(field, value))
        {
            foreach (var (other, text) in personal)
            {
                if (other is { IsPersonal: true } && string.Equals(text, value, StringComparison.Ordinal))
                {
                    return Of(other, value);
                }
            }
        }

        return WrongColumns.IsMisfit(field, value) ? OfMisfit(field, value) : value;
    }

    private string OfText(string value, FieldInfo? field) => _texts.Of(value, field is null ? null : candidate => WrongColumns.IsMisfit(field, candidate));

    private string? Draw((PersonalData Kind, string Value) key)
    {
        var attempts = _attempts.GetValueOrDefault(key);
        return key.Kind == PersonalData.Date
            ? Scalars.Date(Encoding.UTF8.GetBytes(key.Value)) is { HasValue: true, Value: var day } ? DayPseudonyms.Draw(day, attempts) : null
            : PlacePseudonyms.Draw(key.Kind, key.Value, attempts);
    }

    private static (PersonalData Kind, string Value) KeyOf(PersonalData kind, string value) =>
        (kind is PersonalData.None or PersonalData.Name or PersonalData.Number ? PersonalData.Text : kind, value);

    /// <summary>The field of this name, in the record or, for a list that is derived from records, in any; a personal one first.</summary>
    private static FieldInfo? Find(RecordInfo? record, string name) => record?.FindField(name) ?? FieldsByName.GetValueOrDefault(name)?[0];

    private static FieldInfo KeyField(RecordInfo? record, FieldKey key) => record?.FindKey(key) ?? FieldsByKey[key];
}
