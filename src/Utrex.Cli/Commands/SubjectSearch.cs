using Utrex.Cli.Rules;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary>
/// Finds what somebody may mean by a word: first by the names that mean one thing, then by a code or a field wherever it stands, then by
/// the words of names and meanings. The first that finds anything decides.
/// </summary>
internal sealed class SubjectSearch(SpecificationInfo specification)
{
    /// <summary>What a text may mean; several things where it does not tell, none where nothing is called so.</summary>
    public IReadOnlyList<Subject> Find(string text)
    {
        Func<string, IEnumerable<Subject>>[] ways = [Rules, Names, Parts, Fields, Codes, Spellings, Words, Sentences];
        return ways.Select(way => (IReadOnlyList<Subject>)[.. way(text)]).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private IEnumerable<Subject> Rules(string text)
    {
        var rules = specification.FindEveryRule(text).ToList();
        if (rules.Count > 0)
        {
            yield return new Subject(rules[0].Id, rules[0].Text, explanation => explanation.Rules(rules));
        }
        else if (text.Contains('@', StringComparison.Ordinal) && RuleArgument.Find(specification, text) is { } row)
        {
            yield return new Subject(text, row.Text, explanation => explanation.Rules([row]));
        }
    }

    private IEnumerable<Subject> Names(string text) => Whole().Where(whole => whole.Names.Any(name => Same(name, text))).Select(whole => whole.Subject);

    /// <summary>A field of a record or a code of a table, with the dot between.</summary>
    private IEnumerable<Subject> Parts(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return [];
        }

        var (left, right) = (text[..dot], text[(dot + 1)..]);
        var fields = specification.Records.Where(record => Same(record.Id, left)).SelectMany(record => FieldsOf(record, name => Same(name, right)).Take(1));
        var codes = specification.CodeTables.Where(table => Same(table.Id, left)).SelectMany(table => CodesOf(table, code => Same(code.Code, right) || Same(code.Member, right) || code == table.Find(right)).Take(1));
        return fields.Concat(codes);
    }

    private IEnumerable<Subject> Fields(string text) => specification.Records.SelectMany(record => FieldsOf(record, name => Same(name, text)));

    private IEnumerable<Subject> Codes(string text) => specification.CodeTables.SelectMany(table => CodesOf(table, code => Same(code.Code, text) || code == table.Find(text)));

    /// <summary>Names that differ in blanks and signs only: "exit-code", "schoolofrecord".</summary>
    private IEnumerable<Subject> Spellings(string text)
    {
        var bare = Bare(text);
        return bare.Length == 0
            ? []
            : Whole().Where(whole => whole.Names.Any(name => Same(Bare(name), bare))).Select(whole => whole.Subject)
                .Concat(specification.Records.SelectMany(record => FieldsOf(record, name => Same(Bare(name), bare))));
    }

    /// <summary>What is called or means so, in part: "dropout".</summary>
    private IEnumerable<Subject> Words(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return specification.CodeTables
            .SelectMany(table => table.Codes.Where(code => Has(words, [code.Meaning, code.Member, .. code.Groups])).Select(code => Of(table, code)))
            .Concat(specification.Records.SelectMany(record => record.Fields.Where(field => Has(words, field.Title, field.Name)).Select(field => Of(record, field))))
            .Concat(Whole().Where(whole => Has(words, whole.Names)).Select(whole => whole.Subject));
    }

    /// <summary>What speaks of it: descriptions, notes and rules.</summary>
    private IEnumerable<Subject> Sentences(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return specification.CodeTables
            .SelectMany(table => table.Codes.Where(code => Has(words, code.Note)).Select(code => Of(table, code)))
            .Concat(specification.Records.SelectMany(record => record.Fields.Where(field => Has(words, [field.Description, field.RequiredWhen, .. field.Notes])).Select(field => Of(record, field))))
            .Concat(specification.EveryRule.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(rows => rows.Any(rule => Has(words, rule.Text, rule.Note))).Select(rows => Of([.. rows])))
            .Concat(Whole().Where(whole => Has(words, FactsOf(whole.Subject.Name))).Select(whole => whole.Subject));
    }

    private IEnumerable<(Subject Subject, string[] Names)> Whole() => specification.Records
        .Select(record => (new Subject(record.Id, record.Name, explanation => explanation.Record(record)), new[] { record.Id, record.Name, record.TypeName }))
        .Concat(specification.CodeTables.Select(table => (new Subject(table.Id, table.Title, explanation => explanation.CodeTable(table)), new[] { table.Id, table.TypeName })))
        .Concat(specification.Lookups.Select(lookup => (new Subject(lookup.Id, lookup.Title, explanation => explanation.Lookup(lookup)), new[] { lookup.Id, lookup.Title })))
        .Concat(specification.Submissions.Select(submission => (new Subject(submission.Id, submission.Title, explanation => explanation.Submission(submission)), new[] { submission.Id, submission.Title })))
        .Append((new Subject(specification.Id, specification.Name, explanation => explanation.Specification()), [specification.Id, specification.SchoolYear, specification.Name]));

    /// <summary>What a user must know of the record, submission or specification with a name.</summary>
    private IEnumerable<string> FactsOf(string name) => specification.Records.Where(record => Same(record.Id, name)).SelectMany(record => record.Facts)
        .Concat(specification.Submissions.Where(submission => Same(submission.Id, name)).SelectMany(submission => submission.Facts))
        .Concat(Same(specification.Id, name) ? specification.Facts : [])
        .Select(fact => fact.Text);

    private static IEnumerable<Subject> FieldsOf(RecordInfo record, Func<string, bool> isCalled) => record.Fields
        .Where(field => isCalled(field.Name) || isCalled(field.Property) || isCalled(field.Title))
        .Select(field => Of(record, field));

    private static IEnumerable<Subject> CodesOf(CodeTableInfo table, Func<CodeInfo, bool> isMeant) => table.Codes.Where(isMeant).Select(code => Of(table, code));

    private static Subject Of(RecordInfo record, FieldInfo field) => new($"{record.Id}.{field.Name}", field.Description, explanation => explanation.Field(record, field));

    private static Subject Of(CodeTableInfo table, CodeInfo code) => new($"{table.Id}.{code.Code}", code.Meaning, explanation => explanation.Code(table, code));

    private static Subject Of(IReadOnlyList<RuleInfo> rows) => new(rows[0].Id, rows[0].Text, explanation => explanation.Rules(rows));

    private static bool Has(string[] words, params IEnumerable<string?> texts) =>
        words.Length > 0 && texts.Any(text => text is not null && words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static bool Same(string name, string text) => string.Equals(name, text, StringComparison.OrdinalIgnoreCase);

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
