namespace Utrex.Cli.Tests;

/// <summary>A command line that is wrong is named in one line, with what was probably meant, before anything runs.</summary>
public class MisuseTests
{
    [Theory]
    [InlineData("validate samples/mistakes.utrex --nocascade", "'--nocascade' is no option; did you mean '--no-cascade'? Try 'utrex validate --help'.")]
    [InlineData("validate samples/mistakes.utrex --formt=csv", "'--formt=csv' is no option; did you mean '--format'?")]
    [InlineData("summary samples/clean.utrex -format", "'-format' is no option; did you mean '--format'?")]
    [InlineData("convert samples/clean.utrex --too jsonl --output -", "'--too' is no option; did you mean '--to'?")]
    [InlineData("validate samples/clean.utrex --output --format csv", "--output needs a value, and '--format' looks like an option.")]
    [InlineData("validat samples/clean.utrex", "'validat' is no command; did you mean 'validate'? Try 'utrex --help'.")]
    [InlineData("--verison", "'--verison' is no command; did you mean '--version'?")]
    [InlineData("help", "'help' is no command; did you mean '--help'?")]
    [InlineData("xyzxyzxyz", "'xyzxyzxyz' is no command. Try 'utrex --help'.")]
    [InlineData("", "name a command. Try 'utrex --help'.")]
    [InlineData("validate", "FILE is missing. Try 'utrex validate --help'.")]
    [InlineData("convert a.utrex b.utrex --to sif --output -", "'b.utrex' is one word too many.")]
    [InlineData("validate - -", "'-' is given twice, and standard input can be read once only.")]
    [InlineData("collect - - --output -", "'-' is given twice")]
    [InlineData("validate @files.txt", "'@files.txt' does not exist.")]
    [InlineData("collect a.xml --school-year abc --output -", "--school-year takes 2025 or 2026, not 'abc'.")]
    [InlineData("validate samples/clean.utrex --today 0001-01-01", "'0001-01-01' lies before every school year")]
    [InlineData("convert samples/clean.utrex --to pdf --output -", "--to takes delimited, jsonl, positional or sif, not 'pdf'. Try 'utrex convert --help'.")]
    [InlineData("completion tcsh", "SHELL takes bash, fish, powershell, pwsh or zsh, not 'tcsh'.")]
    [InlineData("sample --output - --lea", "--lea needs a value.")]
    [InlineData("convert samples/clean.utrex --to sif --sif-default foo=1 --output -", "SIF demands no element 'foo' of which a batch might not tell.\n")]
    [InlineData("validate samples/mistakes.utrex missing.utrex", "'missing.utrex' does not exist.")]
    [InlineData("validate samples/mistakes.utrex samples", "'samples' is a folder; name a file.")]
    [InlineData("explain S1.ExitCde", "Did you mean 'S1.ExitCode'")]
    [InlineData("explain S1.EXIT CDE", "Did you mean 'S1.EXIT CODE'")]
    [InlineData("validate samples/clean.utrex --school-year 2027", "--school-year takes 2025 or 2026, not '2027'.")]
    [InlineData("summary samples/clean.utrex --school-year 2019", "--school-year takes 2025 or 2026, not '2019'.")]
    [InlineData("mask samples/clean.utrex --output x --school-year 2027", "--school-year takes 2025 or 2026, not '2027'.")]
    [InlineData("explain ExitCdo", "Did you mean 'ExitCode'")]
    [InlineData("explain S1.32w", "'S1.32")]
    public async Task What_was_meant_is_said(string command, string part)
    {
        var run = await CommandRun.Of(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.ShouldFailWith(part);
    }

    [Fact]
    public async Task After_two_dashes_everything_is_a_file()
    {
        (await CommandRun.Of("validate", "--", "--nocascade")).ShouldFailWith("'--nocascade' does not exist.");
        (await CommandRun.WithInput("ZZ=\n", "validate", "-")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Help_is_shown_whatever_else_was_typed()
    {
        var run = await CommandRun.Of("validate", "--help", "--nocascade");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("--no-cascade");
    }
}
