using Utrex.Tests;

namespace Utrex.Scale.Tests;

/// <summary>Nothing stands on the page that can be run and is not.</summary>
public sealed class PageTests
{
    [Fact]
    public void Every_block_of_a_shell_and_of_SQL_is_run()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Repository.PathOf("tests", "Utrex.Scale.Tests"), "*.cs").Select(File.ReadAllText));

        ScalePage.Names.Count().ShouldBe(ScalePage.Count("sh") + ScalePage.Count("sql"));
        ScalePage.Names.ShouldAllBe(name => tests.Contains($"\"{name}\"", StringComparison.Ordinal));
    }
}
