using Utrex.Cli.Terminal;

namespace Utrex.Cli.Tests;

/// <summary>What the framework says of faults becomes words.</summary>
public class PlainWordsTests
{
    [Fact]
    public void A_folder_that_is_missing() => PlainWords.Of(Fault(() => File.WriteAllText("/no/such/folder/a.txt", ""))).ShouldEndWith("a.txt' does not exist.");

    [Fact]
    public void A_file_that_is_missing() => PlainWords.Of(Fault(() => File.ReadAllText("no-such-file"))).ShouldEndWith("no-such-file' does not exist.");

    [Theory]
    [InlineData("No space left on device : '/a/b'", "No space left on device: '/a/b'")]
    [InlineData("Broken pipe : ''", "Broken pipe")]
    [InlineData("Input/output error", "Input/output error")]
    public void A_fault_of_the_system(string message, string words) => PlainWords.Of(new IOException(message)).ShouldBe(words);

    [Fact]
    public void Permission() => PlainWords.Of(new UnauthorizedAccessException("Access to the path '/a/b' is denied.")).ShouldBe("'/a/b' may not be used: permission denied.");

    [Theory]
    [InlineData("There is no 'foo'.")]
    public void The_name_of_a_parameter_is_left_out(string message)
    {
        var fault = new ArgumentException(message, nameof(message));

        fault.Message.ShouldContain("Parameter");
        PlainWords.Of(fault).ShouldBe(message);
    }

    private static Exception Fault(Action action) => Should.Throw<IOException>(action);
}
