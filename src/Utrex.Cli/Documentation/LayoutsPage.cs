using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Documentation;

/// <summary>docs/layouts.md: where each field stands in a batch file.</summary>
internal static class LayoutsPage
{
    private const string Introduction = """
        A batch is one LEA's update: a record a line, LF or CRLF, UTF-8 (a byte order mark is skipped). The first record is `DI=`,
        then `SC=`; what follows an `SC=` belongs to that school until the next `SC=`. A line's first three bytes name its record type.

        There are two layouts, told apart line by line: a TAB as fourth byte makes a line **delimited**, anything else **positional**.

        - **Delimited**: every field in the order below, separated by TAB. Nothing is quoted, so a value holds no TAB, CR or LF.
          Trailing blank fields may be left out.
        - **Positional**: the same fields at the positions below, without separators. Text is left-justified and filled with blanks;
          numbers are right-justified and filled with zeros, decimals with their point; a blank stays blank. A line may end after
          its last field that is not blank.

        The state publishes no positions: the positional layout is ours. A field is as wide as the widest thing that the
        specification says of it (printed length, exact or maximum length, digits, longest code); where it says nothing, we chose.

        Values: blank means empty or all spaces. Codes compare exactly, after trailing blanks are dropped. A decimal is read with
        its point; **exactly as many digits as the field has, without a point, have an implied point** (`3500` in a 1.3 field is
        3.500), and any other digits are a whole number. Mind the trap: in a 3.1 field `0180` is 18.0 and `180` is 180. Our writers
        always write the point.
        """;

    /// <summary>The page as Markdown.</summary>
    public static string Write(SpecificationInfo specification)
    {
        var page = new StringBuilder();
        page.Append("# Layouts\n\n");
        page.Append(CultureInfo.InvariantCulture, $"<!-- Generated from spec-schema/utah/{specification.SchoolYear}. Do not edit; see CONTRIBUTING.md. -->\n\n");
        page.Append(Introduction).Append('\n');
        foreach (var record in specification.Records.Where(record => record.Fields.Count > 0))
        {
            AppendRecord(page, record);
        }

        return page.ToString();
    }

    private static void AppendRecord(StringBuilder page, RecordInfo record)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {record.Id} {record.Name}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{record.Fields.Count} fields, {record.PositionalLength} bytes. C#: `{record.TypeName}`.\n\n");
        page.Append("| # | Field | Property | Position | Width | Value | Required |\n");
        page.Append("|--:|---|---|--:|--:|---|---|\n");
        foreach (var field in record.Fields)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {field.Number + 1} | {field.Name} | `{field.Property}` | {field.Offset + 1} | {field.Width} | {Value(field)} | {field.Presence.ToString().ToLowerInvariant()} |\n");
        }
    }

    private static string Value(FieldInfo field) => field.Type switch
    {
        FieldType.Constant => $"`{field.Constant}`",
        FieldType.Code => $"code `{field.Codes!.Id}`",
        FieldType.NumberOrCode => string.Create(CultureInfo.InvariantCulture, $"number {field.Digits}.{field.Decimals} or code `{field.Codes!.Id}`"),
        FieldType.Integer => string.Create(CultureInfo.InvariantCulture, $"number {field.Digits}.0"),
        FieldType.Decimal => string.Create(CultureInfo.InvariantCulture, $"number {field.Digits}.{field.Decimals}"),
        FieldType.Date => "`YYYYMMDD`",
        FieldType.IsoDate => "`YYYY-MM-DD`; delimited also `YYYY-MM-DD HH:MM:SS.SSS`",
        FieldType.DateTime => "`YYYY-MM-DD HH:MM:SS.SSS`",
        FieldType.MonthDay => "`MMDD`",
        FieldType.PartialDate => "`YYYYMMDD`, `YYYYMM` or `YYYY-MM`",
        _ => "text",
    };
}
