using System.Text;
using Utrex.Cli.Comparing.Specifications;
using Utrex.Cli.Reports.Changes;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Tests;

namespace Utrex.Cli.Tests.SpecificationDiffs;

/// <summary>Whatever happens to the JSON, it is compared or refused in words.</summary>
public class DamagedSpecificationTests
{
    private static readonly string[] Splinters = ["{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "\\ud800", "\"\"", "{}", "[]", "\u0000", "\u00ff", "\"id\"", "true", "-"];

    private static readonly List<SpecificationFile> Files = [.. Repository.SpecificationFiles("tests", "library-spec").Select(path => new SpecificationFile(Path.GetFileName(path), File.ReadAllBytes(path)))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_damaged_file_is_compared_or_refused(int seed)
    {
        var random = new Random(seed);
        var whole = CatalogueReader.Read(Files, "whole");
        var (compared, refused) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var at = random.Next(Files.Count);
            List<SpecificationFile> files = [.. Files];
            files[at] = files[at] with { Content = Damaged(files[at].Content, random) };
            try
            {
                var diff = SpecificationDiff.Of(whole, CatalogueReader.Read(files, "damaged"));
                ChangeJson.Write(Stream.Null, diff);
                ChangeHtml.Write(ChangeReport.Of(diff)).ShouldNotBeEmpty();
                new ChangeTable(TextWriter.Null, width: 80).Write(ChangeReport.WithoutWordings(diff));
                compared++;
            }
            catch (CommandException e)
            {
                e.Message.ShouldNotBeEmpty();
                refused++;
            }
        }

        compared.ShouldBeGreaterThan(10);
        refused.ShouldBeGreaterThan(10);
    }

    /// <summary>The content with a splinter in place of something, at the beginning of a value often enough.</summary>
    private static byte[] Damaged(byte[] content, Random random)
    {
        var text = Encoding.UTF8.GetString(content);
        var at = random.Next(text.Length);
        if (random.Next(2) == 0 && text.IndexOf(": ", at, StringComparison.Ordinal) is > 0 and var colon)
        {
            var end = text.IndexOfAny([',', '}', '\n'], colon);
            return Encoding.UTF8.GetBytes(text[..(colon + 2)] + Splinters[random.Next(Splinters.Length)] + text[(end < 0 ? text.Length : end)..]);
        }

        return Encoding.UTF8.GetBytes(text[..at] + Splinters[random.Next(Splinters.Length)] + text[Math.Min(text.Length, at + random.Next(3))..]);
    }
}
