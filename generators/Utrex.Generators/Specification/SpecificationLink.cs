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

    public SpecificationLink(ParsedFile root, IReadOnlyList<ParsedFile> files, List<DiagnosticModel> diagnostics)
    {
        _specification = (SpecificationModel)root.Model!;
        _root = root;
        _files = files;
        _diagnostics = diagnostics;
        _tables = Index<CodeTableModel>("code table", table => table.Id);
        _records = Index<RecordModel>("record", record => record.Id);
        _rules = Index<RulesModel>("the rules of", rules => rules.Record);
        _lookups = Index<LookupModel>("list", lookup => lookup.Id);
    }

    public SpecificationUnit Run(List<RecordUnit> records, List<CodeTableUnit> tables, List<RuleSetUnit> ruleSets, List<SifMapUnit> maps, List<SifShapeUnit> shapes)
    {
        var inFiles = new List<RecordUnit>();
        var derived = new List<RecordUnit>();
        foreach (var id in _specification.Records)
        {
            if (!_records.TryGetValue(id, out var entry))
            {
                _diagnostics.Add(_root.Diagnose("UTREX9005", "record " + id, "record", id));
                continue;
            }

            var fields = FieldLayout.LayOut(entry.Record, entry.File, TableOf, _diagnostics);
            CheckColumns(entry.Record, entry.File);
            var unit = new RecordUnit(_specification.Namespace, _specification.ClassName, entry.Record, fields, RulesOf(id, entry.Record, fields));
            (entry.Record.IsInFiles ? inFiles : derived).Add(unit);
        }

        foreach (var id in new[] { _specification.FirstRecord, _specification.GroupRecord })
        {
            if (id is not null && !_specification.Records.Contains(id, StringComparer.Ordinal))
            {
                _diagnostics.Add(_root.Diagnose("UTREX9005", "", "record", id));
            }
        }

        ReportUnlisted();
        records.AddRange(inFiles);
        maps.AddRange(_files.Where(file => file.Model is SifModel).Select(file => new SifLinker((SifModel)file.Model!, file, id => _records[id].File, _diagnostics).Link(_specification.Namespace, inFiles, _tables.Values.Select(entry => entry.Table), shapes)));
        tables.AddRange(_tables.Values.Select(entry => Link(entry.File, entry.Table)));
        var sets = _specification.RuleSets.Select(set => new RuleSetUnit(_specification.Namespace, set.Id, set.TypeName, RulesOf(set.Id, null, default))).ToList();
        ruleSets.AddRange(sets);
        return new SpecificationUnit(
            _specification,
            inFiles.Select(unit => unit.Record.Id + ":" + unit.Record.TypeName).ToEquatableArray(),
            derived.ToEquatableArray(),
            _tables.Keys.OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray(),
            sets.Select(set => set.TypeName).ToEquatableArray(),
            _files.Select(file => file.Model).OfType<LookupModel>().ToEquatableArray());
    }

    private (CodeTableModel Table, CodeTableModel Type)? TableOf(string id) =>
        _tables.TryGetValue(id, out var entry)
            ? (entry.Table, entry.Table.Type is { } type && _tables.TryGetValue(type, out var typeEntry) ? typeEntry.Table : entry.Table)
            : null;

    private LookupModel? LookupOf(string id) => _lookups.TryGetValue(id, out var entry) ? entry.Lookup : null;

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

        if (!_tables.TryGetValue(table.Type, out var type) || type.Table.Type is not null)
        {
            _diagnostics.Add(file.Diagnose("UTREX9005", "", "code table", table.Type));
            return new CodeTableUnit(_specification.Namespace, table, EmitsType: false);
        }

        foreach (var code in table.Codes)
        {
            if (!type.Table.Codes.Any(candidate => string.Equals(candidate.Code, code.Code, StringComparison.Ordinal)))
            {
                _diagnostics.Add(file.Diagnose("UTREX9009", "code " + code.Code, $"the code '{code.Code}' is not in the table {table.Type}, whose type holds it"));
            }
        }

        // The members are those of the type that holds the codes.
        var codes = table.Codes.Select(code => code with
        {
            Member = type.Table.Codes.FirstOrDefault(candidate => string.Equals(candidate.Code, code.Code, StringComparison.Ordinal))?.Member ?? code.Member,
        });
        return new CodeTableUnit(_specification.Namespace, table with { Codes = codes.ToEquatableArray() }, EmitsType: false);
    }

    private EquatableArray<RuleUnit> RulesOf(string id, RecordModel? record, EquatableArray<FieldUnit> fields)
    {
        if (!_rules.TryGetValue(id, out var entry))
        {
            return default;
        }

        var linker = new RuleLinker(_specification, entry.File, record, fields, TableOf, LookupOf, _diagnostics);
        return entry.Rules.Rules.Select(linker.Link).ToEquatableArray();
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
