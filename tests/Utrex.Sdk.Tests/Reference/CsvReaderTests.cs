using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Utrex.Sdk.Utah;

namespace Utrex.Sdk.Tests.Reference;

/// <summary>Reading CSV, held to a library that everybody uses.</summary>
public sealed class CsvReaderTests
{
    private const string Alphabet = "ab,,,\"\"\" \r\n\n";

    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "a|b", "1|2")]
    [InlineData("a,b\n\n1,2", "a|b", "1|2")]
    [InlineData("\"a,\"\"b\"\"\nc\", d ,\n", "a,\"b\"\nc|d|")]
    [InlineData("a\rb\r\n\r\nc", "a", "b", "c")]
    public void Rows_are_read(string text, params string[] rows) => Ours(text).ShouldBe(rows);

    [Fact]
    public void What_is_well_formed_is_read_as_the_library_reads_it_and_what_is_not_is_said()
    {
        var random = new Random(11);
        var (wellFormed, malformed) = (0, 0);
        for (var round = 0; round < 30_000; round++)
        {
            var text = string.Create(random.Next(1, 14), random, static (characters, random) =>
            {
                foreach (ref var character in characters)
                {
                    character = Alphabet[random.Next(Alphabet.Length)];
                }
            });
            var (ours, expected) = (Ours(text), Library(text));
            if (ours.Contains("malformed") && !expected.Contains("malformed"))
            {
                // The library lets pass what ends with two quotes and not with the one that closes a value.
                (text.Count(character => character == '"') % 2).ShouldBe(1, Shown(text));
                continue;
            }

            ours.ShouldBe(expected, Shown(text));
            _ = expected.Contains("malformed") ? malformed++ : wellFormed++;
        }

        wellFormed.ShouldBeGreaterThan(1_000);
        malformed.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void A_row_or_a_value_that_fills_the_memory_is_refused()
    {
        Should.Throw<InvalidDataException>(() => Ours("a,b\n\"" + new string('x', 101))).Message.ShouldBe("a value has more than 100 characters: check the quotes around it.");
        Should.Throw<InvalidDataException>(() => Ours("a,b\n" + new string(',', (1 << 20) + 1))).Message.ShouldStartWith("the row has more than 1048576 bytes");
        Should.Throw<InvalidDataException>(() => Ours("a,b\n" + new string(' ', (1 << 20) + 1))).Message.ShouldStartWith("a value has more than 100 characters");
        Ours(new string('\n', (1 << 20) + 1) + "a").ShouldBe(["a"]);
    }

    private static string Shown(string text) => $"'{text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";

    /// <summary>The rows, up to one that is malformed.</summary>
    private static List<string> Ours(string text)
    {
        using var reader = new Utrex.Sdk.Utah.CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), longestField: 100);
        List<string> rows = [];
        while (reader.Read())
        {
            var values = Enumerable.Range(0, reader.Count).Select(i => reader.IsWellFormed(i) ? Encoding.UTF8.GetString(reader[i]) : null).ToList();
            rows.Add(values.Contains(null) ? "malformed" : string.Join('|', values));
            if (values.Contains(null))
            {
                break;
            }
        }

        return rows;
    }

    private static List<string> Library(string text)
    {
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        List<string> rows = [];
        try
        {
            while (parser.Read())
            {
                rows.Add(string.Join('|', parser.Record!));
            }
        }
        catch (BadDataException)
        {
            rows.Add("malformed");
        }

        return rows;
    }
}
