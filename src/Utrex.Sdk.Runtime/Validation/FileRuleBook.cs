using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation;

/// <summary>
/// The rules about the file itself: those of the specification, which may have words and advice of its own for them, or else the plain words
/// of this library with the records that the specification begins with.
/// </summary>
internal sealed class FileRuleBook
{
    /// <summary>The set of rules that a specification may have for files.</summary>
    private const string Set = "FILE";

    private readonly List<RuleInfo> _rules = [];

    /// <summary>The rules for files of a specification.</summary>
    public FileRuleBook(SpecificationInfo specification)
    {
        var first = specification.FirstRecord ?? "first";
        var group = specification.GroupRecord ?? "group";
        var own = specification.OtherRules.Where(rule => string.Equals(rule.Record, Set, StringComparison.Ordinal)).ToList();
        Empty = Rule("001", nameof(Empty), "A batch must have at least one record.", "Export the batch again; the file is empty.");
        UnknownRecordType = Rule("002", nameof(UnknownRecordType), "Each line must begin with the id of a record type and an equals sign.", "Correct the first characters of the line, or remove the line.");
        DistrictRecordNotFirst = Rule("003", nameof(DistrictRecordNotFirst), $"The first record of a batch must be a {first} record.", $"Put the {first} record on the first line of the batch.");
        RecordBeforeSchool = Rule("004", nameof(RecordBeforeSchool), $"A {group} record must stand before the records that belong to it.", $"Put the {group} record before its records.");
        TooManyFields = Rule("005", nameof(TooManyFields), "A delimited line must not have more fields than its record type.", "Check for a TAB inside a value, or for fields of another year's specification.");
        ExtraBytes = Rule("006", nameof(ExtraBytes), "A positional line must not go on after its last field.", "Check the widths of the fields.");
        TooLong = Rule("007", nameof(TooLong), "A line must not be longer than the reader's limit.", "Check that the line ends of the file are not missing.");
        Nul = Rule("008", nameof(Nul), "A line must not contain a NUL character.", "Export the file again as UTF-8 text; NUL characters mean UTF-16 or a damaged file.");
        InvalidUtf8 = Rule("009", nameof(InvalidUtf8), "A line must be valid UTF-8.", "Export the file as UTF-8, not in a Windows or Mac code page.");
        Blank = Rule("010w", nameof(Blank), "A line should not be blank.", "Remove the line.", Severity.Warning);
        RecordUnderOtherSchool = Rule("021w", nameof(RecordUnderOtherSchool), $"A record should stand under the {group} record that it names.", $"Export the records group by group, each after its {group} record.", Severity.Warning);

        RuleInfo Rule(string number, string name, string text, string advice, Severity severity = Severity.Error)
        {
            var rule = own.Find(rule => string.Equals(rule.Name, name, StringComparison.Ordinal)) ?? new RuleInfo
            {
                Id = $"{Set}.{number}",
                Record = Set,
                Number = number,
                Name = name,
                Severity = severity,
                Kind = RuleKind.Batch,
                Status = RuleStatus.Implemented,
                Text = text,
                Message = text,
                ExtendedDescription = text,
                Advice = advice,
                Implementation = nameof(BatchValidator),
                Basis = RuleBasis.File,
                Order = _rules.Count,
            };
            _rules.Add(rule);
            return rule;
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<RuleInfo> All => _rules;

    public RuleInfo Empty { get; }

    public RuleInfo UnknownRecordType { get; }

    public RuleInfo DistrictRecordNotFirst { get; }

    public RuleInfo RecordBeforeSchool { get; }

    public RuleInfo TooManyFields { get; }

    public RuleInfo ExtraBytes { get; }

    public RuleInfo TooLong { get; }

    public RuleInfo Nul { get; }

    public RuleInfo InvalidUtf8 { get; }

    public RuleInfo Blank { get; }

    public RuleInfo RecordUnderOtherSchool { get; }
}
