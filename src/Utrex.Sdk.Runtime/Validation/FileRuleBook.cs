using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Shape;

namespace Utrex.Sdk.Validation;

/// <summary>
/// The rules about the file itself: those of the specification, which may have words and advice of its own for them, or else the plain words
/// of this library with the records that the specification begins with.
/// </summary>
internal sealed class FileRuleBook
{
    private const string Repairs = " What is certain of it can be repaired (BatchRepair, or 'utrex fix').";

    private readonly List<RuleInfo> _rules = [];
    private readonly Dictionary<ShapeKind, RuleInfo> _shapes = [];

    /// <summary>The rules for files of a specification.</summary>
    public FileRuleBook(SpecificationInfo specification)
    {
        var first = specification.FirstRecord ?? "first";
        var group = specification.GroupRecord ?? "group";
        var own = specification.OtherRules.Where(rule => string.Equals(rule.Record, RuleInfo.FileSet, StringComparison.Ordinal)).ToList();
        Empty = Rule("001", nameof(Empty), "A batch must have at least one record.", "Export the batch again; the file is empty.");
        UnknownRecordType = Rule("002", nameof(UnknownRecordType), "Each line must begin with the id of a record type and an equals sign.", "Correct the first characters of the line, or remove the line.");
        OtherRecordFirst = Rule("003", nameof(OtherRecordFirst), $"The first record of a batch must be a {first} record.", $"Put the {first} record on the first line of the batch.");
        RecordBeforeGroup = Rule("004", nameof(RecordBeforeGroup), $"A {group} record must stand before the records that belong to it.", $"Put the {group} record before its records.");
        TooManyFields = Rule("005", nameof(TooManyFields), "A delimited line must not have more fields than its record type.", "Check for a TAB inside a value, or for fields of another year's specification.", message: "The line has [ColumnData] columns, [ColumnData2] are expected");
        ExtraBytes = Rule("006", nameof(ExtraBytes), "A positional line must not go on after its last field.", "Check the widths of the fields.", message: "The line has [ColumnData] bytes, [ColumnData2] are expected");
        TooLong = Rule("007", nameof(TooLong), "A line must not be longer than the reader's limit.", "Check that the line ends of the file are not missing.");
        Nul = Rule("008", nameof(Nul), "A line must not contain a NUL character.", "Export the file again as UTF-8 text; NUL characters mean UTF-16 or a damaged file.", message: "The line contains a NUL character, its byte [ColumnData]");
        InvalidUtf8 = Rule("009", nameof(InvalidUtf8), "A line must be valid UTF-8.", "Export the file as UTF-8, not in a Windows or Mac code page." + Repairs, message: "The line is not valid UTF-8: its byte [ColumnData2]");
        Blank = Rule("010w", nameof(Blank), "A line should not be blank.", "Remove the line.", Severity.Warning);
        RecordUnderOtherGroup = Rule("021w", nameof(RecordUnderOtherGroup), $"A record should stand under the {group} record that it names.", $"Export the records group by group, each after its {group} record.", Severity.Warning);

        Shape("101", ShapeKind.OtherFormat, "A batch must be text with a record on each line.", "The file is no batch but [ColumnData]", "Unpack an archive, export a workbook or a document again as UTF-8 text with TABs between the fields. Text in UTF-16 can be repaired (BatchRepair, or 'utrex fix').");
        Shape("102", ShapeKind.LineEnds, "Each record must end with a line feed, or with a carriage return and a line feed.", "Lines end [ColumnData], on [ColumnData2]", "Export the file with the line ends of Windows or Unix." + Repairs);
        Shape("103", ShapeKind.OtherDelimiter, "Fields must be separated by TAB characters.", "Fields are separated by [ColumnData] instead of TAB, on [ColumnData2]", "Export the file with TABs between the fields." + Repairs);
        Shape("104", ShapeKind.QuotedValues, "Values must stand without quotation marks.", "Values stand in [ColumnData], on [ColumnData2]", "Export the file without quotation marks." + Repairs);
        Shape("105", ShapeKind.RecordIds, "A line must begin with the id of its record type, in capital letters, and an equals sign.", "Lines begin with [ColumnData] where a record id and an equals sign should stand, on [ColumnData2]", "Begin each line with the record id as the specification spells it." + Repairs);
        Shape("106", ShapeKind.HeaderRow, "A batch has no row with names of columns.", "The line has [ColumnData] and is no record", "Remove the line." + Repairs);
        Shape("107", ShapeKind.Columns, "Delimited lines must have the columns of their record type.", "[TableName] lines seem to [ColumnData], on [ColumnData2]", "Compare the columns of the export with those of the specification: a column is missing, or there is one that the specification does not have.");
        Shape("108", ShapeKind.Positions, "The values of positional lines must stand at their positions.", "[TableName] lines seem to [ColumnData], on [ColumnData2]", "Compare the widths of the export's columns with the layout.");
        Shape("109", ShapeKind.LeadingZeros, "Values of fixed width must keep their leading zeros.", "Leading zeros are lost in [ColumnData], on [ColumnData2]", "A spreadsheet has taken the values for numbers; export the batch again and do not save it from a spreadsheet." + Repairs);
        Shape("110", ShapeKind.DateForm, "Dates must be written as the specification says.", "Dates are written in another form in [ColumnData], on [ColumnData2]", "Export the dates in the form that the specification says; a spreadsheet changes them when it saves a file." + Repairs);
        Shape("111", ShapeKind.NumberForm, "Numbers must be written out, without exponent and needless decimals.", "Numbers are written in another form in [ColumnData], on [ColumnData2]", "A spreadsheet or a database has changed the numbers; where digits were rounded away, export the batch again." + Repairs);
        Shape("112", ShapeKind.ValueForm, "Values must be spelled as the specification says.", "Values are spelled in another way in [ColumnData], on [ColumnData2]", "Look for blanks or invisible characters around values, for dashes between digits and for small letters in codes." + Repairs);
        Shape("113", ShapeKind.SecondBatch, "A file must have one batch.", "A second batch begins on line [ColumnData]; it was not read", "Submit each batch as a file of its own.");
        Shape("114", ShapeKind.EndsInsideRecord, "The last record of a file must be complete.", "The file ends inside a record", "Export or copy the file again: its end is missing, and perhaps much more than the rest of this record.");
        Shape("115", ShapeKind.OtherRecords, "A batch must have records of the specification.", "No line is a record of the specification; the first one begins with [ColumnData]", "Check that this is the file that was meant.");

        void Shape(string number, ShapeKind kind, string text, string message, string advice) => _shapes[kind] = Rule(number, kind.ToString(), text, advice, message: message);

        RuleInfo Rule(string number, string name, string text, string advice, Severity severity = Severity.Error, string? message = null)
        {
            var rule = own.Find(rule => string.Equals(rule.Name, name, StringComparison.Ordinal)) ?? RuleInfo.AboutFiles(number, name, severity, text, message ?? text, advice, nameof(BatchValidator), _rules.Count);
            _rules.Add(rule);
            return rule;
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<RuleInfo> All => _rules;

    /// <summary>The rule about the file as a whole.</summary>
    public RuleInfo Of(ShapeKind kind) => _shapes[kind];

    /// <summary>Whether a rule is about the file as a whole.</summary>
    public bool HasShape(RuleInfo rule) => _shapes.ContainsValue(rule);

    public RuleInfo Empty { get; }

    public RuleInfo UnknownRecordType { get; }

    public RuleInfo OtherRecordFirst { get; }

    public RuleInfo RecordBeforeGroup { get; }

    public RuleInfo TooManyFields { get; }

    public RuleInfo ExtraBytes { get; }

    public RuleInfo TooLong { get; }

    public RuleInfo Nul { get; }

    public RuleInfo InvalidUtf8 { get; }

    public RuleInfo Blank { get; }

    public RuleInfo RecordUnderOtherGroup { get; }
}
