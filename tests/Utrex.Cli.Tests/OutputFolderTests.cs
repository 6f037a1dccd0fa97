using Utrex.Cli.Terminal;

namespace Utrex.Cli.Tests;

/// <summary>Several files of one command appear together, or not at all.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CommandConsole _console = new(() => Stream.Null, Stream.Null, TextWriter.Null);

    [Fact]
    public async Task A_folder_that_cannot_be_one_is_noticed_before_anything_is_written()
    {
        var run = await CommandRun.Of("sample", "--students", "5", "--output", _folder.File("a.utrex"), "--reference-output", _folder.Write("registers", "mine"));

        run.ShouldFailWith("is a file; name a folder.");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder.File("registers")]);
    }

    [Fact]
    public async Task Where_one_file_cannot_get_its_name_none_gets_it()
    {
        Directory.CreateDirectory(_folder.File("registers/REF_SSID.csv"));

        var run = await CommandRun.Of("sample", "--students", "5", "--output", _folder.File("a.utrex"), "--reference-output", _folder.File("registers"));

        run.ShouldFailWith("REF_SSID.csv' is a folder");
        Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["REF_SSID.csv", "registers"]);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_written_leaves_no_folder()
    {
        var run = await CommandRun.Of("sample", "--students", "5", "--output", _folder.File("none/a.utrex"), "--reference-output", _folder.File("registers"));

        run.ShouldFailWith("does not exist");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    /// <summary>What happens when the disk is full in the middle: the command ends without completing the folder.</summary>
    [Fact]
    public void What_is_not_completed_leaves_nothing()
    {
        using (var folder = OutputFolder.Create(_folder.File("registers"), _console))
        {
            File.WriteAllText(Path.Combine(folder.Path, "REF_SSID.csv"), "SSID,ACT");
        }

        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_there_stays_if_nothing_is_completed()
    {
        Directory.CreateDirectory(_folder.File("registers"));
        _folder.Write("registers/REF_SSID.csv", "old");
        using (var folder = OutputFolder.Create(_folder.File("registers"), _console))
        {
            File.WriteAllText(Path.Combine(folder.Path, "REF_SSID.csv"), "SSID,ACT");
        }

        Directory.GetFileSystemEntries(_folder.File("registers")).ShouldHaveSingleItem();
        File.ReadAllText(_folder.File("registers/REF_SSID.csv")).ShouldBe("old");
    }

    [Fact]
    public async Task A_site_appears_at_once_and_replaces_an_earlier_one()
    {
        Directory.CreateDirectory(_folder.File("site"));
        _folder.Write("site/index.html", "old");
        _folder.Write("site/mine.txt", "mine");

        var run = await CommandRun.Of("docs", "--output", _folder.File("site"));

        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllText(_folder.File("site/index.html")).ShouldContain("<html");
        File.ReadAllText(_folder.File("site/mine.txt")).ShouldBe("mine");
        File.Exists(_folder.File("site/records/S1.html")).ShouldBeTrue();
        Directory.GetFileSystemEntries(_folder.File("site"), ".*").ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
