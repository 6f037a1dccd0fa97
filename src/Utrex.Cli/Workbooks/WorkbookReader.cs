using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Workbooks;

/// <summary>
/// Reads the sheets of a workbook (.xlsx), row by row. It may come from anywhere: no part is read beyond what a workbook of findings may
/// hold, and nothing that XML could fetch or multiply is followed.
/// </summary>
/// <remarks>The libraries that read workbooks keep them whole, or do not publish natively; what is read here is the values of cells.</remarks>
internal sealed class WorkbookReader : IDisposable
{
    private const int MostSheets = 200;
    private const int MostRows = 2_000_000;
    private const int MostColumns = 500;
    private const int LongestText = 40_000;
    private const long MostCharacters = 1L << 29;
    private const long MostShared = 1L << 26;
    private const string Folder = "xl/";

    private readonly string _path;
    private readonly ZipArchive _zip;
    private readonly UnpackBudget _budget;
    private readonly List<string> _shared = [];
    private readonly DayFormats _formats;
    private int _rows;

    /// <summary>Opens a workbook.</summary>
    /// <param name="path">Its name as given.</param>
    /// <param name="stream">The workbook.</param>
    /// <exception cref="CommandException">It is none, or damaged; the message says which.</exception>
    public WorkbookReader(string path, Stream stream)
    {
        _path = path;
        if (!stream.CanSeek)
        {
            throw new CommandException($"'{path}' cannot be gone about in; a workbook needs a file.");
        }

        Span<byte> mark = stackalloc byte[2];
        if (stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.SequenceEqual("PK"u8))
        {
            throw NoWorkbook("it does not begin as one; what is CSV or an old .xls, open it in Excel and save it as .xlsx");
        }

        _budget = new UnpackBudget(path, stream.Length);
        var names = ZipEntries.Of(path, stream);
        if (!names.Contains(Folder + "workbook.xml", StringComparer.OrdinalIgnoreCase))
        {
            throw NoWorkbook("it has no xl/workbook.xml");
        }

        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        (Sheets, var isFrom1904) = ReadSheets();
        _formats = new DayFormats(isFrom1904);
        Parse("styles.xml", _formats.Read);
        Parse("sharedStrings.xml", ReadShared);
    }

    /// <summary>The names of the sheets, in their order, with the parts that hold them.</summary>
    public IReadOnlyList<(string Name, string Part)> Sheets { get; }

    /// <summary>The rows of a sheet that hold anything; a cell that is left out is a blank.</summary>
    /// <exception cref="CommandException">The sheet is damaged, or larger than any that is asked for here.</exception>
    public IEnumerable<IReadOnlyList<WorkbookCell>> Rows(string part)
    {
        if (Open(part) is not { } stream)
        {
            yield break;
        }

        using (stream)
        using (var xml = Xml(stream))
        {
            var row = new List<WorkbookCell>();
            while (Guarded(() => Next(xml, row)))
            {
                if (++_rows > MostRows)
                {
                    throw NoWorkbook($"it has more than {MostRows} rows");
                }

                yield return row;
            }
        }
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>The number of a column in a reference such as <c>AB7</c>, from 0; -1 where there is none.</summary>
    private static int ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
        {
            column = (column * 26) + letter - 'A' + 1;
        }

        return column - 1;
    }

    /// <summary>Reads on to the end of the next row.</summary>
    private bool Next(XmlReader xml, List<WorkbookCell> row)
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not "row")
            {
                continue;
            }

            row.Clear();
            if (xml.IsEmptyElement)
            {
                continue;
            }

            var depth = xml.Depth;
            xml.Read();
            while (xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "c")
                {
                    var column = ColumnOf(xml.GetAttribute("r")) is >= 0 and var stated ? stated : row.Count;
                    var cell = ReadCell(xml);
                    while (row.Count < column && column < MostColumns)
                    {
                        row.Add(default);
                    }

                    if (column < MostColumns && row.Count == column)
                    {
                        row.Add(cell);
                    }
                }
                else if (!xml.Read())
                {
                    return false;
                }
            }

            if (row.Exists(cell => !cell.IsBlank))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a cell and goes behind it.</summary>
    private WorkbookCell ReadCell(XmlReader xml)
    {
        var (type, style, text) = (xml.GetAttribute("t"), xml.GetAttribute("s"), "");
        var depth = xml.Depth;
        if (!xml.IsEmptyElement)
        {
            xml.Read();
            while (xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "rPh" or "f")
                {
                    xml.Skip();
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "v" or "t")
                {
                    text += xml.ReadElementContentAsString();
                    if (text.Length > LongestText)
                    {
                        throw NoWorkbook("a cell holds more than Excel lets one hold");
                    }
                }
                else
                {
                    xml.Read();
                }
            }
        }

        xml.Read();
        return type switch
        {
            "s" => new WorkbookCell(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _shared.Count ? _shared[number] : "", IsDay: false),
            "inlineStr" or "str" => new WorkbookCell(text, IsDay: false),
            "b" => new WorkbookCell(text is "1" ? "TRUE" : "FALSE", IsDay: false),
            "e" => default,
            "d" => new WorkbookCell(text, IsDay: true),
            _ => _formats.Cell(text, style),
        };
    }

    private void ReadShared(XmlReader xml)
    {
        var characters = 0L;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not "si")
            {
                continue;
            }

            var (depth, text) = (xml.Depth, "");
            if (!xml.IsEmptyElement)
            {
                xml.Read();
                while (xml.Depth > depth)
                {
                    if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "rPh")
                    {
                        xml.Skip();
                    }
                    else if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "t")
                    {
                        text += xml.ReadElementContentAsString();
                    }
                    else
                    {
                        xml.Read();
                    }

                    if (text.Length > LongestText)
                    {
                        throw NoWorkbook("a cell holds more than Excel lets one hold");
                    }
                }
            }

            _shared.Add(text);
            characters += text.Length + 16;
            if (characters > MostShared)
            {
                throw NoWorkbook("its texts are more than findings would need");
            }
        }
    }

    private (List<(string Name, string Part)> Sheets, bool IsFrom1904) ReadSheets()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        Parse("_rels/workbook.xml.rels", xml =>
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                {
                    parts[id] = target.StartsWith('/') ? target[1..] : Folder + target;
                }
            }
        });
        var (sheets, isFrom1904) = (new List<(string, string)>(), false);
        Parse("workbook.xml", xml =>
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "workbookPr")
                {
                    isFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "sheet" && sheets.Count < MostSheets)
                {
                    var name = xml.GetAttribute("name") ?? "";
                    var id = "";
                    while (xml.MoveToNextAttribute())
                    {
                        id = xml.LocalName is "id" ? xml.Value : id;
                    }

                    if (parts.TryGetValue(id, out var part))
                    {
                        sheets.Add((name, part));
                    }
                }
            }
        });
        return (sheets, isFrom1904);
    }

    private void Parse(string part, Action<XmlReader> read)
    {
        using var stream = Open(Folder + part);
        if (stream is not null)
        {
            using var xml = Xml(stream);
            Guarded(() =>
            {
                read(xml);
                return true;
            });
        }
    }

    private UnpackedStream? Open(string part)
    {
        var entry = _zip.Entries.FirstOrDefault(entry => string.Equals(entry.FullName.Replace('\\', '/'), part, StringComparison.OrdinalIgnoreCase));
        return entry is null ? null : Guarded(() => new UnpackedStream(entry.Open(), Stream.Null, _budget));
    }

    private static XmlReader Xml(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters, IgnoreComments = true, IgnoreProcessingInstructions = true });

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or EndOfStreamException)
        {
            throw NoWorkbook("it is damaged", e);
        }
    }

    private CommandException NoWorkbook(string why, Exception? e = null)
    {
        var message = $"'{_path}' is no workbook (.xlsx) that can be read: {why}.";
        return e is null ? new CommandException(message) : new CommandException(message, e);
    }
}
