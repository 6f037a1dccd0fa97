using System.Text;

namespace Utrex.Cli.Tests;

/// <summary>Windows PowerShell writes UTF-16: such a batch is named as what it is, and XML in UTF-16 is read.</summary>
public sealed class EncodingTests : IDisposable
{
    private const string Batch = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\r\n";
    private const string Xml = "<SIF_Message xmlns=\"http://www.sifinfo.org/infrastructure/2.x\"><SchoolInfo RefId=\"0123456789ABCDEF0123456789ABCDEF\"/></SIF_Message>";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task A_batch_in_UTF_16_is_none(bool isBigEndian, bool hasMark)
    {
        var path = Write(Batch, isBigEndian, hasMark);

        foreach (var command in new[] { "summary {0}", "convert {0} --to jsonl --output -", "mask {0} --output -", "diff {0} samples/clean.utrex" })
        {
            var run = await CommandRun.Of([.. command.Split(' ').Select(word => word == "{0}" ? path : word)]);

            run.ShouldFailWith($"'{path}' is UTF-16 text, such as the > of Windows PowerShell writes; save it as UTF-8, or let 'utrex fix' do so.");
        }
    }

    /// <summary>The file as a whole is judged, and repaired.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task A_batch_in_UTF_16_is_one_finding_and_repaired(bool isBigEndian, bool hasMark)
    {
        var path = Write(Batch, isBigEndian, hasMark);

        var findings = (await CommandRun.Of("validate", path, "--format", "jsonl")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        findings.ShouldHaveSingleItem().ShouldContain("\"FILE.101\"");
        findings[0].ShouldContain("UTF-16");
        (await CommandRun.Of("fix", path, "--output", path + ".fixed")).ExitCode.ShouldBe(0);
        File.ReadAllText(path + ".fixed").ShouldBe(Batch);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task XML_in_UTF_16_is_XML(bool isBigEndian, bool hasMark)
    {
        var path = Write(Xml, isBigEndian, hasMark);

        (await CommandRun.Of("summary", path)).ShouldFailWith("is XML, not a batch");
        (await CommandRun.Of("validate", path)).Error.ShouldNotContain("UTF-16");
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string text, bool isBigEndian, bool hasMark)
    {
        File.WriteAllText(_folder.File("a"), text, new UnicodeEncoding(isBigEndian, hasMark));
        return _folder.File("a");
    }
}
