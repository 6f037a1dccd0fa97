namespace Utrex.Cli.Workbooks;

/// <summary>A cell of a workbook as a text: a number as it is stored, a day as <c>yyyyMMdd</c>.</summary>
/// <param name="Text">The text; empty for a blank.</param>
/// <param name="IsDay">Whether the workbook shows it as a date.</param>
internal readonly record struct WorkbookCell(string Text, bool IsDay)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
