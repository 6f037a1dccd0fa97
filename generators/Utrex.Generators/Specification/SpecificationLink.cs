using Utrex.Generators.Maps;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>The linking of one specification.</summary>
internal sealed class SpecificationLink
{
    private readonly SpecificationModel _specification;
    private readonly ParsedFile _root;
    private readonly IReadOnlyList<ParsedFile> _files;
    private readonly List<DiagnosticModel> _diagnostics;
    private readonly Dictionary<string, (ParsedFile File, CodeTableModel Table)> _tables;
    private readonly Dictionary<string, (ParsedFile File, RecordModel Record)> _records;
    private readonly Dictionary<string, (ParsedFile File, RulesModel Rules)> _rules;

    private readonly Dictionary<string, (ParsedFile File, LookupModel Lookup)> _lookups;

    private readonly NameScope _scope;
    private readonly string? _map;

    public SpecificationLink(ParsedFile root, IReadOnlyList<ParsedFile> files, NameScope scope, string? map, List<DiagnosticModel> diagnostics)
    {
        _map = map;
        _scope = scope;
        _specification = (SpecificationModel)root.Model!;
        _root = root;
        _files = files;
        _diagnostics = diagnostics;
        _tables = Index<CodeTableModel>("code table", table => table.Id);
        _records = Index<RecordModel>("record", record => record.Id);
        _rules = Index<RulesModel>("the rules of", rules => rules.Record);
        _lookups = Index<LookupModel>("list", lookup => lookup.Id);
    }

    /// <summary>Links the specification and adds its units to those of the project.</summary>
    public void Run(LinkedUnits units)
    {
        var inFiles = new List<RecordUnit>();
        var derived = new List<RecordUnit>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in _specification.Records)
        {
            if (!seen.Add(id))
            {
                _diagnostics.Add(_root.Diagnose("UTREX9006", "record " + id, further: 1, "record", id));
                continue;
            }

            if (!_records.TryGetValue(id, out var entry))
            {
                _diagnostics.Add(_root.Diagnose("UTREX9005", "record " + id, "record", id));
                continue;
            }

            var record = WithChange(entry.Record, entry.File);
            var fields = FieldLayout.LayOut(record, entry.File, TableOf, _diagnostics);
            CheckColumns(record, entry.File);
            var unit = new RecordUnit(_specification.Namespace, _specification.ClassName, record, fields, RulesOf(id, record, fields));
            (record.IsInFiles ? inFiles : derived).Add(unit);
        }

        foreach (var (id, anchor) in new[] { (_specification.FirstRecord, "firstRecord"), (_specification.GroupRecord, "groupRecord") })
        {
            if (id is not null && !inFiles.Exists(unit => string.Equals(unit.Record.Id, id, StringComparison.Ordinal)))
            {
                _diagnostics.Add(_root.Diagnose("UTREX9005", anchor, "record in files", id));
            }
        }

        ReportUnlisted();
        units.Records.AddRange(inFiles);
        if (_map is not null && Index<MapModel>("map", map => map.Name).TryGetValue(_map, out var found) && Link(found.File, found.Model, inFiles) is { } linked)
        {
            units.Maps.Add(linked);
        }

        units.CodeTables.AddRange(_tables.Values.Select(entry => Link(entry.File, entry.Table)));
        var sets = _specification.RuleSets.Select(set => new RuleSetUnit(_specification.Namespace, set.TypeName, $"rules/{set.Id}.json", set.Id, RulesOf(set.Id, null, default))).ToList();
        units.RuleSets.AddRange(sets);
        units.Specifications.Add(new SpecificationUnit(
            _specification,
            inFiles.Select(unit => unit.Record.Id + ":" + unit.Record.TypeName).ToEquatableArray(),
            derived.ToEquatableArray(),
            _tables.Keys.OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray(),
            _tables.Values.Where(entry => entry.Table.Type is null).Select(entry => entry.Table.Id).OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray(),
            sets.Select(set => set.TypeName).ToEquatableArray(),
            _lookups.Values.Select(entry => entry.Lookup).ToEquatableArray(),
            Submissions(),
            _specification.BatchRules is { } name ? new BatchRulesModel(name, _root.Diagnose("UTREX9014", "batchRules", name)) : null));
    }

    /// <summary>The submissions; each knows its records, and its own name.</summary>
    private EquatableArray<SubmissionModel> Submissions()
    {
        var files = Index<SubmissionsModel>("submissions", _ => "");
        if (files.Count == 0)
        {
            return default;
        }

        var (file, model) = files[""];
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var submission in model.Submissions)
        {
            var anchor = "submission " + submission.Id;
            if (!ids.Add(submission.Id))
            {
                _diagnostics.Add(file.Diagnose("UTREX9006", anchor, "submission", submission.Id));
            }

            foreach (var record in submission.Records.Concat(submission.Optional).Where(record => !_specification.Records.Contains(record, StringComparer.Ordinal)))
            {
                _diagnostics.Add(file.Diagnose("UTREX9005", anchor, "record", record));
            }
        }

        return model.Submissions;
    }

    private (CodeTableModel Table, CodeTableModel Type)? TableOf(string id) =>
        _tables.TryGetValue(id, out var entry)
            ? (entry.Table, entry.Table.Type is { } type ? _tables[type].Table : entry.Table)
            : null;

    private LookupModel? LookupOf(string id) => _lookups.TryGetValue(id, out var entry) ? entry.Lookup : null;

    /// <summary>The record with the change that it may be, if the fields and the code of the change exist.</summary>
    private RecordModel WithChange(RecordModel record, ParsedFile file)
    {
        if (record.ChangeRecord is not { } change)
        {
            return record;
        }

        var missing = change.Fields.Append(change.Field).Where(name => !record.Fields.Any(field => string.Equals(field.Name, name, StringComparison.Ordinal))).ToList();
        missing.ForEach(name => _diagnostics.Add(file.Diagnose("UTREX9005", "", "field", name)));
        return missing.Count > 0 || change.Code.Length == 0 ? record with { ChangeRecord = null } : record;
    }

    /// <summary>The columns that fields name as List.Column exist.</summary>
    private void CheckColumns(RecordModel record, ParsedFile file)
    {
        foreach (var field in record.Fields)
        {
            foreach (var column in field.GenericIn)
            {
                var parts = column.Split('.');
                if (parts.Length != 2 || LookupOf(parts[0])?.Columns.Contains(parts[1], StringComparer.Ordinal) != true)
                {
                    _diagnostics.Add(file.Diagnose("UTREX9005", "field " + field.Name, "column", column));
                }
            }
        }
    }

    private CodeTableUnit Link(ParsedFile file, CodeTableModel table)
    {
        if (table.Type is null)
        {
            return new CodeTableUnit(_specification.Namespace, table, EmitsType: true);
        }

        var members = _tables[table.Type].Table.Codes.ToDictionary(code => code.Code, code => code.Member, StringComparer.Ordinal);
        foreach (var code in table.Codes)
        {
            if (!members.ContainsKey(code.Code))
            {
                _diagnostics.Add(file.Diagnose("UTREX9009", "code " + code.Code, $"the code '{code.Code}' is not in the table {table.Type}, whose type holds it"));
            }
        }

        // The members are those of the type that holds the codes.
        var codes = table.Codes.Select(code => code with { Member = members.TryGetValue(code.Code, out var member) ? member : code.Member });
        return new CodeTableUnit(_specification.Namespace, table with { Codes = codes.ToEquatableArray() }, EmitsType: false);
    }

    /// <summary>The map, or <see langword="null"/> of a file that is wrong: its paths lead nowhere.</summary>
    private LinkedMap? Link(ParsedFile file, MapModel map, IReadOnlyList<RecordUnit> records)
    {
        if (file.Diagnostics.Count > 0)
        {
            return null;
        }

        if (_scope.Of(map.CodeNamespace) is not { } outer || outer.Of(map.CodeNamespace + ".Mapping") is not { } scope)
        {
            _diagnostics.Add(file.Diagnose("UTREX9008", "codeNamespace", map.CodeNamespace, "namespace: what is generated calls types there, or a type has that name"));
            return null;
        }

        if (!scope.TryDeclare(file, "", "", map.Prefix + "Map"))
        {
            return null;
        }

        var rules = map is { RuleSet: { } set, Rules: { } model } && outer.IsUsable(file, "rules", set.TypeName, "class", ReservedNames.OfRuleSets) && outer.TryDeclare(file, "rules", "", set.TypeName)
            ? new RuleSetUnit(map.CodeNamespace, set.TypeName, $"maps/{map.Name}.json", set.Id, RulesOf(file, model, null, default))
            : null;
        return new MapLinker(map, file, scope, _diagnostics).Link(_specification.Namespace, records, [.. _tables.Values.Select(entry => entry.Table)], rules);
    }

    private EquatableArray<RuleUnit> RulesOf(string id, RecordModel? record, EquatableArray<FieldUnit> fields) =>
        _rules.TryGetValue(id, out var entry) ? RulesOf(entry.File, entry.Rules, record, fields) : default;

    private EquatableArray<RuleUnit> RulesOf(ParsedFile file, RulesModel rules, RecordModel? record, EquatableArray<FieldUnit> fields)
    {
        var linker = new RuleLinker(_specification, file, record, fields, TableOf, LookupOf, _diagnostics);
        return rules.Rules.Select(linker.Link).ToEquatableArray();
    }

    private void ReportUnlisted()
    {
        foreach (var pair in _records)
        {
            if (!_specification.Records.Contains(pair.Key, StringComparer.Ordinal))
            {
                _diagnostics.Add(pair.Value.File.Diagnose("UTREX9009", "", $"record '{pair.Key}' is not in the list of records of specification.json"));
            }
        }

        foreach (var pair in _rules)
        {
            if (!_records.ContainsKey(pair.Key) && !_specification.RuleSets.Any(set => string.Equals(set.Id, pair.Key, StringComparison.Ordinal)))
            {
                _diagnostics.Add(pair.Value.File.Diagnose("UTREX9005", "", "record", pair.Key));
            }
        }
    }

    private Dictionary<string, (ParsedFile File, TModel Model)> Index<TModel>(string what, Func<TModel, string> id)
        where TModel : class
    {
        var index = new Dictionary<string, (ParsedFile, TModel)>(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            if (file.Model is not TModel model)
            {
                continue;
            }

            if (index.ContainsKey(id(model)))
            {
                _diagnostics.Add(file.Diagnose("UTREX9006", "", what, id(model)));
            }
            else
            {
                index.Add(id(model), (file, model));
            }
        }

        return index;
    }
}
