using System.CommandLine;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex completion</c>: what a shell needs to complete the tool's commands and options. The words come from the tool itself.</summary>
internal static class CompletionCommand
{
    /// <summary>What the program is called whose language the last script is written in.</summary>
    private const string PowerShell = "pwsh";

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _utrex() {
                local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]#=} found
                COMPREPLY=()
                for found in $(utrex "[suggest:$COMP_POINT]" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null); do
                    found=${found#--*=}
                    [[ $found == "$word"* ]] && COMPREPLY+=("$found")
                done
            }
            complete -o default -F _utrex utrex
            """,
        ["zsh"] = """
            #compdef utrex
            _utrex() {
                local -a words
                words=("${(@f)$(utrex "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
                words=(${words:#})
                compadd -a words
                _files
            }
            compdef _utrex utrex
            """,
        ["fish"] = """
            complete -c utrex -a '(utrex "[suggest:"(string length (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName utrex -ScriptBlock {
                param($word, $ast, $position)
                utrex "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create(CommandConsole console)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or powershell (also pwsh)." }.AcceptOnlyFromAmong([.. Scripts.Keys, PowerShell]);
        var command = new Command("completion", "Writes a script with which a shell completes this tool's commands and options.\n\nExample: utrex completion bash >> ~/.bashrc") { shell };
        command.SetAction(parsed =>
        {
            using var text = console.CreateText();
            text.WriteLine(Scripts[parsed.GetValue(shell) is PowerShell ? "powershell" : parsed.GetValue(shell)!].ReplaceLineEndings("\n"));
            return 0;
        });
        return command;
    }
}
