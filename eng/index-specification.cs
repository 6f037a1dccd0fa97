// Extracts an index of the state's specification: which line holds which field, code, language, rule or level 2 exception.
// The index holds facts only (line numbers, names, codes, ids), so that it can be kept and tested against the JSON.
//
//   dotnet run eng/index-specification.cs -- SPECIFICATION.txt > tests/data/specification-index.tsv
//
// SPECIFICATION.txt is the state's PDF as text, with tab-separated tables.

using System.Text;
using System.Text.RegularExpressions;

// Codes that stand in sentences, not in tables: line and code. The line must contain the code.
(int Line, string Code)[] inProse =
[
    (583, "TN"), (608, "School Membership"), (622, "PVT"), (622, "HSC"), (636, "990"), (636, "900"), (658, "G3"), (4507, "G3"), (4456, "EN"), (4528, "TN"), (2070, "N"), (2072, "D"), (2074, "Blank"),
    (2520, "22-01-88"), (2521, "06-03-88"), (2521, "06-02"), (2522, "07-01"), (2523, "08-10-88"), (2523, "08-05"), (2524, "09-10-88"), (2524, "09-09-00-00-010"),
];

// Rows of the error tables that are rules, though the state gave them no id; the ids are ours.
var unnumbered = new Dictionary<int, string> { [203] = "X01", [2847] = "X01" };

// A misprinted id: the row is about First Enroll in US, level Warn.
var misprinted = new Dictionary<int, string> { [1568] = "012w" };

if (args is not [var specification] || !File.Exists(specification))
{
    Console.Error.WriteLine("Name the text of the specification: dotnet run eng/index-specification.cs -- SPECIFICATION.txt");
    return 2;
}

var lines = File.ReadAllLines(specification);
var output = new StringBuilder("line\tkind\trecord\tname\n");
var heading = new Regex(@"^(?:.*Record \((?<id>\w\w)\)|Transcript \w+ \((?<id>T[ACG])\))(?:: .*)?$");
var firstHeading = Array.FindLastIndex(lines, line => line.StartsWith("District Record (DI)") && !line.Contains(':') && !line.Contains('\t'));
var record = "";
var table = "";

for (var i = firstHeading; i < lines.Length && lines[i] != "Revisions History:"; i++)
{
    var line = lines[i];
    if (!line.Contains('\t'))
    {
        table = "";
        record = line switch
        {
            "Level 2 Exceptions" => "L2",
            "Language Codes:" => "LANG",
            _ => heading.Match(line) is { Success: true } match && !char.IsDigit(line[0]) ? match.Groups["id"].Value : record,
        };
        continue;
    }

    var cells = line.Split('\t').Select(cell => cell.Trim()).ToArray();
    if (table.Length == 0)
    {
        table = TableOf(cells);
        continue;
    }

    var name = table switch
    {
        "rule" => RuleId(i + 1, cells),
        "level2" => cells[0],
        "language" => cells[1],
        "code" when cells.Length > 2 => cells[0] + "/" + cells[1],
        _ => cells[0],
    };
    if (table != "other" && name.Length > 0)
    {
        Add(i + 1, table, name);
    }
}

foreach (var (line, code) in inProse)
{
    if (!lines[line - 1].Contains(code, StringComparison.Ordinal))
    {
        throw new InvalidDataException($"Line {line} does not mention {code}.");
    }

    record = "";
    Add(line, "prose", code);
}

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.Write(output);
return 0;

void Add(int line, string kind, string name) => output.Append(line).Append('\t').Append(kind).Append('\t').Append(record).Append('\t').Append(name).Append('\n');

// What the rows below a header row are.
static string TableOf(string[] header) => header[0] switch
{
    "Field" => "field",
    "Record" => "rule",
    "Language" => "language",
    "Exception Type" => "level2",
    "Code" when header[1] == "MTWThF" => "other", // examples of cycles
    "Code" or "Exit Code" or "Early Childhood Environment Code" or "School Age Environment Code" or "Teacher 1 ID" => "code",
    "Core Code" or "District Nbr (Where Taught District ID)" or "Age as of September 1 st" => "reference",
    _ => "other",
};

string RuleId(int line, string[] cells)
{
    var printed = cells.Length > 3 ? cells[3].Replace(" ", "") : "";
    if (misprinted.TryGetValue(line, out var right))
    {
        printed = right;
    }
    else if (printed.Length == 0 && !unnumbered.TryGetValue(line, out printed))
    {
        return "";
    }

    return record + "." + printed[(printed.IndexOf('.') + 1)..];
}
