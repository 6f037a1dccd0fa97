using System.Globalization;
using System.Text;

namespace Utrex.Generators.Emit;

/// <summary>
/// Facts as text that the library reads at run time: items with a blank line between them, each a line a property. An object initializer for
/// each of thousands of facts would be compiled at every start of a program; a text only lies there.
/// </summary>
internal sealed class FactText
{
    private readonly List<string> _lines = [];

    /// <summary>Begins an item.</summary>
    public FactText Item()
    {
        if (_lines.Count > 0)
        {
            _lines.Add("");
        }

        return this;
    }

    /// <summary>A property, unless the item lacks it.</summary>
    public FactText Add(string property, string? value)
    {
        if (value is not null)
        {
            _lines.Add($"{property} {Escape(value)}");
        }

        return this;
    }

    /// <summary>A number, unless the item lacks it.</summary>
    public FactText Add(string property, decimal? value) => Add(property, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A list, unless it is empty.</summary>
    public FactText Add(string property, IEnumerable<string> values)
    {
        var escaped = values.Select(Escape).ToList();
        if (escaped.Count > 0)
        {
            _lines.Add($"{property} {string.Join("\t", escaped)}");
        }

        return this;
    }

    /// <summary>Writes it as a UTF-8 literal of several lines.</summary>
    /// <param name="writer">Takes the lines.</param>
    /// <param name="end">What follows the literal.</param>
    public void Write(CodeWriter writer, string end)
    {
        if (_lines.Count == 0)
        {
            writer.Line("\"\"u8" + end);
            return;
        }

        var quotes = new string('"', Math.Max(3, _lines.Select(LongestQuotes).Max() + 1));
        writer.Line(quotes);
        foreach (var line in _lines)
        {
            writer.Line(line);
        }

        writer.Line($"{quotes}u8{end}");
    }

    private static int LongestQuotes(string line)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in line)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Escape(string value)
    {
        if (!value.Any(IsEscaped))
        {
            return value;
        }

        var text = new StringBuilder(value.Length + 16);
        foreach (var c in value)
        {
            text.Append(c == '\\' ? "\\\\" : IsEscaped(c) ? "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture) : c.ToString());
        }

        return text.ToString();
    }

    private static bool IsEscaped(char c) => c == '\\' || CodeWriter.IsUnprintable(c);
}
