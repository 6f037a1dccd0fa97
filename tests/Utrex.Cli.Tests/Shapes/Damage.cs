using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Utrex.Cli.Tests.Shapes;

/// <summary>What happens to batches on their way: a kind of damage, and the finding that names it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Rule">The rule that the first finding breaks.</param>
/// <param name="IsRepaired">Whether <c>fix</c> undoes it.</param>
/// <param name="Do">Does it to the lines of a batch, in a degree from 0 to 1.</param>
internal sealed partial record Damage(string Name, string Rule, bool IsRepaired, Func<string[], double, Random, byte[]> Do)
{
    /// <summary>Every kind that is done to delimited batches.</summary>
    public static IReadOnlyList<Damage> Delimited { get; } =
    [
        Lines("commas", "FILE.103", true, (line, _) => line.Replace(',', ' ').Replace('\t', ',')),
        Lines("semicolons", "FILE.103", true, (line, _) => line.Replace('\t', ';')),
        Lines("bars", "FILE.103", true, (line, _) => line.Replace('\t', '|')),
        Lines("quotation marks", "FILE.104", true, (line, _) => string.Join('\t', line.Split('\t').Select(value => $"\"{value}\""))),
        Lines("small ids", "FILE.105", true, (line, _) => line[..3].ToLowerInvariant() + line[3..]),
        Lines("ids without equals sign", "FILE.105", true, (line, _) => line.Remove(2, 1)),
        Lines("blanks before ids", "FILE.105", true, (line, random) => new string(' ', random.Next(1, 4)) + line),
        Lines("byte order marks", "FILE.105", true, (line, _) => "\uFEFF" + line),
        Whole("header", "FILE.106", true, (lines, random) => Text(lines.Prepend("LEA NUMBER\tSCHOOL_NUMBER\tStudent Number\tLAST NAME"))),
        Whole("old Mac line ends", "FILE.102", true, (lines, _) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\r')))),
        Whole("ZIP", "FILE.101", false, (lines, _) => Zip(Text(lines))),
        Whole("PDF", "FILE.101", false, (lines, _) => Text(lines.Prepend("%PDF-1.7"))),
        Whole("HTML", "FILE.101", false, (lines, _) => Text(["<!DOCTYPE html>", "<html><body>", .. Enumerable.Repeat("<p>Sign in</p>", 300)])),
        Whole("twice", "FILE.113", false, (lines, _) => Text(lines.Concat(lines))),
        Whole("another batch behind", "FILE.113", false, (lines, _) => Text(lines.Concat(lines.Select(line => line.StartsWith("DI=", StringComparison.Ordinal) ? line.Replace("\t01\t", "\t02\t", StringComparison.Ordinal) : line)))),
        Whole("another program", "FILE.115", false, (lines, _) => Text(lines.Select(line => "row " + line))),
        Typed("S1 lacks a column", "FILE.107", "S1=", (values, column) => values.RemoveAt(column)),
        Typed("S1 has a column too many", "FILE.107", "S1=", (values, column) => values.Insert(column, "x")),
        Typed("AC lacks a column", "FILE.107", "AC=", (values, column) => values.RemoveAt(Math.Min(column, 4))),
        Whole("columns from a line on", "FILE.107", false, (lines, random) => From(lines, random, line => line.StartsWith("S1=", StringComparison.Ordinal) ? Without(line, 6) : line)),
        Values("lost zeros", "FILE.109", (value, _) => LostZeros().IsMatch(value) ? value.TrimStart('0') is { Length: > 0 } rest ? rest : "0" : value),
        Values("American dates", "FILE.110", (value, _) => Day(value) is { } day ? day.ToString("M/d/yyyy", CultureInfo.InvariantCulture) : value),
        Values("ISO dates", "FILE.110", (value, _) => Day(value) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value),
        Values("dates with months in words", "FILE.110", (value, _) => Day(value) is { } day ? day.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture) : value),
        Values("needless decimals", "FILE.111", (value, _) => CoreCode().IsMatch(value) ? value + ".0" : value),
        Values("dashes in telephone numbers", "FILE.112", (value, _) => Telephone().IsMatch(value) ? $"({value[..3]}) {value[3..6]}-{value[6..]}" : value),
        Values("no-break spaces", "FILE.112", (value, _) => value.Length == 1 && char.IsAsciiLetterUpper(value[0]) ? "\u00A0" + value : value),
        Values("small codes", "FILE.112", (value, _) => value is "Y" or "N" or "F" or "M" ? value.ToLowerInvariant() : value),
    ];

    public override string ToString() => Name;

    private static Damage Whole(string name, string rule, bool isRepaired, Func<string[], Random, byte[]> change) => new(name, rule, isRepaired, (lines, _, random) => change(lines, random));

    private static Damage Lines(string name, string rule, bool isRepaired, Func<string, Random, string> change) =>
        new(name, rule, isRepaired, (lines, degree, random) => Text(lines.Select((line, number) => number == 0 || random.NextDouble() < degree ? change(line, random) : line)));

    private static Damage Values(string name, string rule, Func<string, Random, string> change) =>
        Lines(name, rule, isRepaired: true, (line, random) => string.Join('\t', line.Split('\t').Select((value, number) => number == 0 ? value : change(value, random))));

    private static Damage Typed(string name, string rule, string record, Action<List<string>, int> change) => new(name, rule, IsRepaired: false, (lines, _, random) =>
    {
        var column = random.Next(3, 9);
        return Text(lines.Select(line =>
        {
            var values = line.Split('\t').ToList();
            if (line.StartsWith(record, StringComparison.Ordinal))
            {
                change(values, column);
            }

            return string.Join('\t', values);
        }));
    });

    private static byte[] From(string[] lines, Random random, Func<string, string> change)
    {
        var first = random.Next(lines.Length / 4, lines.Length / 2);
        return Text(lines.Select((line, number) => number < first ? line : change(line)));
    }

    private static string Without(string line, int column)
    {
        var values = line.Split('\t').ToList();
        values.RemoveAt(column);
        return string.Join('\t', values);
    }

    private static byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n')));

    private static byte[] Zip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("batch.txt").Open();
            entry.Write(content);
        }

        return bytes.ToArray();
    }

    private static DateOnly? Day(string value) =>
        value.Length == 8 && DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1990 and < 2030 ? day : null;

    [GeneratedRegex(@"^0[0-9]{1,2}$")]
    private static partial Regex LostZeros();

    [GeneratedRegex(@"^[1-9][0-9]{10}$")]
    private static partial Regex CoreCode();

    [GeneratedRegex(@"^[2-9][0-9]{9}$")]
    private static partial Regex Telephone();
}
