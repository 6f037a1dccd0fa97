using System.Globalization;
using System.Xml;

namespace Utrex.Cli.Workbooks;

/// <summary>Which cells are days: a workbook keeps days as numbers, and only the format of the cell tells.</summary>
/// <param name="isFrom1904">Whether days are counted from 1904, as on old Macs.</param>
internal sealed class DayFormats(bool isFrom1904)
{
    private const int MostFormats = 100_000;
    private const double LastDay = 2_958_465;
    private const int DaysTo1904 = 1462;
    private const int FirstCustom = 164;

    private readonly HashSet<int> _custom = [];
    private readonly List<bool> _styles = [];

    /// <summary>Reads the part with the styles.</summary>
    public void Read(XmlReader xml)
    {
        var isInCells = false;
        while (xml.Read())
        {
            if (xml.LocalName is "cellXfs")
            {
                isInCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType != XmlNodeType.Element || _styles.Count + _custom.Count > MostFormats)
            {
                continue;
            }
            else if (xml.LocalName is "numFmt" && Number(xml, "numFmtId") is >= FirstCustom and var id && IsDay(xml.GetAttribute("formatCode") ?? ""))
            {
                _custom.Add(id);
            }
            else if (xml.LocalName is "xf" && isInCells)
            {
                var format = Number(xml, "numFmtId");
                _styles.Add(format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 50 and <= 58) || _custom.Contains(format));
            }
        }
    }

    /// <summary>A cell that holds a number.</summary>
    public WorkbookCell Cell(string text, string? style)
    {
        var isDay = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _styles.Count && _styles[number];
        return isDay && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days + Origin is >= 1 and < LastDay
            ? new WorkbookCell(DateTime.FromOADate(days + Origin).ToString("yyyyMMdd", CultureInfo.InvariantCulture), IsDay: true)
            : new WorkbookCell(text, IsDay: false);
    }

    private int Origin => isFrom1904 ? DaysTo1904 : 0;

    /// <summary>Whether a format shows a year or a day: letters in quotes, behind a backslash or in brackets stand for themselves.</summary>
    private static bool IsDay(string format)
    {
        var isQuoted = false;
        for (var i = 0; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '\\':
                    i++;
                    break;
                case '[' when !isQuoted:
                    i = format.IndexOf(']', i) is >= 0 and var end ? end : format.Length;
                    break;
                case 'y' or 'Y' or 'd' or 'D' when !isQuoted:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private static int Number(XmlReader xml, string attribute) => int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
