using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>One way to break a rule over several fields: each of its tests turns out as it is said here.</summary>
/// <param name="Rule">The rule's place among those over several fields.</param>
/// <param name="Tests">Tests, each of which holds or fails.</param>
internal sealed record RuleCase(int Rule, IReadOnlyList<(TestModel Test, bool Holds)> Tests)
{
    private const int MostOfRule = 16;

    /// <summary>
    /// The cases of a rule: whoever breaks it is in one of them. Without alternatives, in few and simple tests, there is one case, whose
    /// tests have others inside.
    /// </summary>
    public static IReadOnlyList<RuleCase> Of(RuleModel rule, int number, bool isSplit)
    {
        var tests = rule.Condition!.When.Select(test => (Test: test, Holds: true)).Append((Test: rule.Condition.Require, Holds: false)).ToList();
        IEnumerable<IReadOnlyList<(TestModel, bool)>> cases = [[]];
        foreach (var (test, holds) in tests)
        {
            cases = Join(cases, Split(test, holds));
        }

        var all = isSplit ? cases.Take(MostOfRule + 1).Select(list => new RuleCase(number, list)).ToList() : [];
        return all.Count is 0 or > MostOfRule ? [new RuleCase(number, tests)] : all;
    }

    /// <summary>The alternatives of a test: one at least comes true where the test turns out so, and each is a list of simple tests.</summary>
    private static IEnumerable<IReadOnlyList<(TestModel Test, bool Holds)>> Split(TestModel test, bool holds)
    {
        if (test.Kind is not (TestKind.All or TestKind.Any))
        {
            return [[(test, holds)]];
        }

        var parts = test.Tests.Select(inner => Split(inner, holds));
        return (test.Kind == TestKind.Any) == holds
            ? parts.SelectMany(part => part)
            : parts.Aggregate((IEnumerable<IReadOnlyList<(TestModel, bool)>>)[[]], Join);
    }

    private static IEnumerable<IReadOnlyList<(TestModel Test, bool Holds)>> Join(
        IEnumerable<IReadOnlyList<(TestModel Test, bool Holds)>> left, IEnumerable<IReadOnlyList<(TestModel Test, bool Holds)>> right) =>
        from first in left from second in right select (IReadOnlyList<(TestModel, bool)>)[.. first, .. second];
}
