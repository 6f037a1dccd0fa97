using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reconciling;

/// <summary>A finding of the state's workbook.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Row">The row in it, counted from 1 among those that hold anything.</param>
/// <param name="Code">The rule as the state spells it.</param>
/// <param name="Rule">The rule, or <see langword="null"/> where no specification that the tool holds has it.</param>
/// <param name="IsError">Whether the state calls it an error.</param>
/// <param name="Message">The message.</param>
/// <param name="Keys">Whose record it is about: the values of <see cref="FindingKeys.Names"/>.</param>
internal sealed record StateFinding(string Sheet, int Row, string Code, RuleInfo? Rule, bool IsError, string Message, string[] Keys)
{
    /// <summary>The id of the rule, or what the state calls it.</summary>
    public string Id => Rule?.Id ?? Code;
}
