using System.CommandLine;
using Utrex.Cli.Reports;

namespace Utrex.Cli.Commands;

/// <summary>The option that says which findings let a run end with exit code 1.</summary>
internal static class FailOnOption
{
    /// <summary>The option.</summary>
    public static Option<string> Create() => new Option<string>("--fail-on")
    {
        Description = "What gives exit code 1: error (the default), warning (either) or never.",
        DefaultValueFactory = _ => "error",
    }.AcceptOnlyFromAmong("error", "warning", "never");

    /// <summary>What was asked for.</summary>
    public static FailOn Of(ParseResult parsed, Option<string> option) => Enum.Parse<FailOn>(parsed.GetValue(option)!, ignoreCase: true);
}
