using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>The names of a record type: its id, its types and the properties that its fields become.</summary>
internal static class RecordNames
{
    private const string Space = "Records";

    /// <summary>The record type with possible names only, or <see langword="null"/> where it has to be left out.</summary>
    public static RecordModel? Settle(RecordModel record, ParsedFile file, NameScope scope)
    {
        if (record.Id.Length != 2 || !record.Id.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
        {
            if (record.Id.Length > 0)
            {
                scope.Report(file, "UTREX9009", "", $"the id '{record.Id}' of a record must be two capital letters or digits: a line begins with them and '='");
            }

            scope.Refused.Add(record.Id);
            return null;
        }

        record = record with { TypeName = TypeName(record, file, scope) };
        return record.IsInFiles ? record with { Fields = Fields(record, file, scope) } : record;
    }

    private static string TypeName(RecordModel record, ParsedFile file, NameScope scope)
    {
        // A record that is never in a file needs no name.
        var isNamed = record.IsInFiles || record.TypeName.Length > 0;
        var isPossible = isNamed
            ? scope.IsUsable(file, "", record.TypeName, "type", ReservedNames.OfRecords) && scope.TryDeclare(file, "", Space, TypesOf(record))
            : scope.TryDeclare(file, "", Space, TypesOf(record));
        if (isPossible)
        {
            return record.TypeName;
        }

        for (var i = 0; ; i++)
        {
            var free = record with { TypeName = string.Format(CultureInfo.InvariantCulture, "Record{0}N{1}", record.Id, i) };
            if (scope.TryDeclareQuietly(Space, TypesOf(free)))
            {
                return free.TypeName;
            }
        }
    }

    private static string[] TypesOf(RecordModel record) => record.IsInFiles
        ? [record.TypeName, record.ViewName, record.TypeName + "Rules", record.TypeName + "Check", record.InfoName]
        : [record.InfoName];

    private static EquatableArray<FieldModel> Fields(RecordModel record, ParsedFile file, NameScope scope)
    {
        var fields = new List<FieldModel>();
        var properties = new HashSet<string>(StringComparer.Ordinal) { record.TypeName, record.ViewName, record.InfoName };
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in record.Fields)
        {
            var anchor = "field " + field.Name;
            var further = names.TryGetValue(field.Name, out var before) ? before + 1 : 0;
            names[field.Name] = further;
            if (further > 0)
            {
                scope.Report(file, "UTREX9006", anchor, further, "field", field.Name);
            }

            var property = field.Property;
            if (!scope.IsUsable(file, anchor, property, "property", ReservedNames.OfRecords, further))
            {
                property = "";
            }
            else if (!properties.Add(property))
            {
                scope.Report(file, "UTREX9006", anchor, further, "property", property);
                property = "";
            }

            fields.Add(field with
            {
                // Of two fields with one name rules mean the first.
                Name = further == 0 ? field.Name : Free(field.Name + " ", further + 1, name => !names.ContainsKey(name) && !record.Fields.Any(other => string.Equals(other.Name, name, StringComparison.Ordinal))),
                Property = property.Length > 0 ? property : Free("Field", fields.Count, properties.Add),
            });
        }

        return fields.ToEquatableArray();
    }

    /// <summary>The first name with a number that is free.</summary>
    private static string Free(string start, int number, Func<string, bool> isFree)
    {
        while (true)
        {
            var name = start + number.ToString(CultureInfo.InvariantCulture);
            if (isFree(name))
            {
                return name;
            }

            number++;
        }
    }
}
