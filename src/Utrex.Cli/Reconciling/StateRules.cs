using Utrex.Cli.Rules;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reconciling;

/// <summary>Which rule the state means by a code of its workbook.</summary>
internal sealed class StateRules
{
    private const string LevelTwo = "L2";
    private const string Suffix = "record";

    // A workbook makes a number of 022.
    private const int NumberLength = 3;

    private readonly Dictionary<string, RuleInfo> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _records = new(StringComparer.OrdinalIgnoreCase);

    public StateRules(SpecificationInfo specification)
    {
        foreach (var rule in specification.EveryRule.OrderBy(rule => rule.Status != RuleStatus.Implemented))
        {
            _rules.TryAdd(Bare(rule.Id), rule);

            // The text prints I2 as 12.
            _rules.TryAdd(Bare(rule.Id.Replace('I', '1')), rule);
        }

        foreach (var record in specification.Records)
        {
            var name = Bare(record.Name);
            _records.TryAdd(name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name[..^Suffix.Length] : name, record.Id);
        }
    }

    /// <summary>The rule of a code, or <see langword="null"/>; a code that is a number alone is one of the record that the sheet is called after.</summary>
    public RuleInfo? Find(string code, string sheet, bool isLevelTwo) =>
        isLevelTwo ? _rules.GetValueOrDefault(LevelTwo + Bare(code).PadLeft(2, '0'))
        : _rules.GetValueOrDefault(Bare(code)) ?? (_records.TryGetValue(Bare(sheet), out var record) ? _rules.GetValueOrDefault(record + Bare(code).PadLeft(NumberLength, '0')) : null);

    private static string Bare(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));
}
