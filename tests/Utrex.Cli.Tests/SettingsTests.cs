using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>utrex.json: options that nobody wants to type each day, and warnings that somebody has looked into.</summary>
public sealed class SettingsTests : IDisposable
{
    private static readonly string Tool = typeof(UtrexCommandLine).Assembly.Location;
    private static readonly string Mistakes = Repository.PathOf("samples", "mistakes.utrex");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Options_are_taken_from_the_folder_or_above_it_and_the_command_line_wins()
    {
        _folder.Write("utrex.json", """{ "today": "2025-10-01", "format": "jsonl", "rule": ["S1.022", "S1.345"], "no-cascade": true, "max": 3 }""");
        Directory.CreateDirectory(_folder.File("october"));

        var (code, all) = Run("october", Mistakes);
        var (_, one) = Run("october", $"{Mistakes} --rule S1.022");

        code.ShouldBe(1, all);
        all.Split('\n').Count(line => line.StartsWith("{\"file\"", StringComparison.Ordinal)).ShouldBe(2);
        all.ShouldContain($"with the settings of {Path.Combine("..", "utrex.json")}");
        one.Split('\n').Count(line => line.StartsWith("{\"file\"", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Paths_are_those_of_the_folder_of_the_file()
    {
        _folder.Write("utrex.json", """{ "today": "2025-10-01", "output": "findings.txt" }""");
        Directory.CreateDirectory(_folder.File("october"));

        Run("october", Mistakes).Code.ShouldBe(1);

        File.Exists(_folder.File("findings.txt")).ShouldBeTrue();
    }

    /// <summary>A warning that is acknowledged is counted apart; an error never is, and what does nothing is said.</summary>
    [Fact]
    public void Warnings_are_acknowledged_and_errors_are_not()
    {
        _folder.Write("utrex.json", """
            {
              "today": "2025-10-01",
              // Comments are for people.
              "acknowledged": [
                { "rule": "S1.418w", "student": "3000010", "reason": "the map is wrong", "by": "Ana" },
                { "rule": "FILE.010w", "until": "2025-09-30", "reason": "until the vendor mends it" },
                { "rule": "S1.022", "reason": "it is her name" },
                { "rule": "S1.418w", "student": "1", "reason": "moved away" },
              ],
            }
            """);

        var (code, hidden) = Run(".", Mistakes);
        var (_, shown) = Run(".", $"{Mistakes} --acknowledged");

        code.ShouldBe(1);
        hidden.ShouldNotContain("S1.418w  ");
        hidden.ShouldContain("errors: 372, warnings: 1, acknowledged: 1;");
        hidden.ShouldContain("the acknowledgement of FILE.010w has expired on 2025-09-30");
        hidden.ShouldContain("the acknowledgement of S1.022 does not count: errors cannot be acknowledged");
        hidden.ShouldContain("the acknowledgement of S1.418w (student 1) is of no finding");
        hidden.ShouldContain("Jens3n");
        shown.ShouldContain("(acknowledged by Ana: the map is wrong)");
    }

    [Theory]
    [InlineData("{", "'utrex.json' is no JSON: see line 1.")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("""{ "formt": "csv" }""", "'utrex.json': 'formt' is no option of 'utrex validate'; did you mean 'format'?")]
    [InlineData("""{ "format": "pdf" }""", "'utrex.json': --format takes csv, html, jsonl, sarif, table or xlsx, not 'pdf'.")]
    [InlineData("""{ "max": "many" }""", "'utrex.json': --max takes a whole number")]
    [InlineData("""{ "mask": {} }""", "'mask' is neither a text, a number, true nor false")]
    [InlineData("""{ "output": "../out.txt" }""", "'output' leads out of its folder")]
    [InlineData("""{ "acknowledged": {} }""", "'acknowledged' is no list")]
    [InlineData("""{ "acknowledged": [{ "rule": "S1.418w" }] }""", "the acknowledgement of S1.418w gives no 'reason'")]
    [InlineData("""{ "acknowledged": [{ "rule": "S9.999", "reason": "x" }] }""", "'S9.999' in 'acknowledged' is no rule")]
    [InlineData("""{ "acknowledged": [{ "rule": "S1.418w", "studnt": "1", "reason": "x" }] }""", "'studnt' in 'acknowledged' is no key of a finding; did you mean 'student'?")]
    [InlineData("""{ "acknowledged": [{ "rule": "S1.418w", "until": "tomorrow", "reason": "x" }] }""", "'tomorrow' in 'acknowledged' is no day")]
    public void What_is_wrong_in_it_is_one_line(string json, string part)
    {
        _folder.Write("utrex.json", json);

        var (code, output) = Run(".", Mistakes);

        code.ShouldBe(2, output);
        output.Trim().Split('\n').Length.ShouldBe(1, output);
        output.Replace(_folder.File("utrex.json"), "utrex.json", StringComparison.Ordinal).ShouldContain(part);
    }

    public void Dispose() => _folder.Dispose();

    private (int Code, string Output) Run(string folder, string arguments) => ProgramRun.Of("dotnet", _folder.File(folder), $"\"{Tool}\" validate {arguments}");
}
