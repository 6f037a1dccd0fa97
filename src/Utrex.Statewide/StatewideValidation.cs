using System.Globalization;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Statewide.Histories;
using Utrex.Statewide.Rules;
using Utrex.Statewide.Store;

namespace Utrex.Statewide;

/// <summary>
/// Level 2 of a school year over all submissions of a store: the histories of the students stream by, and every rule looks at each. What is in memory is one history,
/// the findings, and a number for each membership in a course of Essential Elements.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class StatewideValidation
{
    private readonly ISubmissionStore _store;
    private readonly SpecificationInfo _specification;
    private readonly SubmissionContext _context;

    /// <summary>A validation.</summary>
    /// <param name="store">The store.</param>
    /// <param name="specification">The specification of the school year that is validated.</param>
    /// <param name="today">The day that counts as today.</param>
    public StatewideValidation(ISubmissionStore store, SpecificationInfo specification, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(specification);
        (_store, _specification) = (store, specification);
        _context = new SubmissionContext(specification.EndingYear, today);
    }

    /// <summary>The state's registers; without them the rules that need them are reported as not evaluated.</summary>
    public IStatewideRegisters? Registers { get; init; }

    /// <summary>Which part of the students is validated; the parts together have the findings of the whole.</summary>
    public KeyRange Keys { get; init; } = KeyRange.All;

    /// <summary>The rules of a specification that Level 2 evaluates.</summary>
    /// <param name="specification">The specification.</param>
    public static IReadOnlyList<RuleInfo> Evaluates(SpecificationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return [.. new LevelTwoRules(specification).Claims];
    }

    /// <summary>Validates the school year.</summary>
    /// <param name="cancellationToken">Ends the validation at the next history.</param>
    /// <exception cref="StoreException">The store cannot be read, or has no submission of the year.</exception>
    /// <exception cref="OperationCanceledException">The validation was ended.</exception>
    public StatewideResult Run(CancellationToken cancellationToken = default)
    {
        using var reader = _store.Read();
        var (scope, ruleScope) = Begin(reader);
        var rules = new LevelTwoRules(_specification);
        var findings = new RuleFindings(_specification);
        var (students, cut) = CheckStudents(reader, scope, ruleScope, rules.Of(HistoryKind.Student, ruleScope), findings, cancellationToken);
        cut += CheckPersons(reader, scope, ruleScope, rules.Of(HistoryKind.Person, ruleScope), findings, cancellationToken);
        CheckResidences(reader, scope, ruleScope, rules.Of(HistoryKind.Residence, ruleScope), findings, cancellationToken);
        return new StatewideResult
        {
            Findings = findings.InOrder(),
            Submissions = [.. scope.Current.OrderBy(submission => submission.Lea, StringComparer.Ordinal)],
            NotEvaluated = rules.NotEvaluated(ruleScope),
            Remarks = [.. rules.Remarks(ruleScope), .. cut == 0 ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"students with more than {StudentHistory.MostOfType} records of a type: {cut}; what goes beyond was not compared")]],
            Students = students,
        };
    }

    /// <summary>What each LEA is allowed of the days of the students over the limit of <c>L2.03</c>, by SSID and LEA.</summary>
    /// <param name="cancellationToken">Ends the look at the next history.</param>
    /// <exception cref="StoreException">The store cannot be read, or has no submission of the year.</exception>
    /// <exception cref="OperationCanceledException">The look was ended.</exception>
    public IReadOnlyList<MembershipShare> ProrateMembership(CancellationToken cancellationToken = default)
    {
        using var reader = _store.Read();
        var (scope, ruleScope) = Begin(reader);
        var rule = new LevelTwoRules(_specification).Memberships;
        using var histories = new StudentHistories(reader, scope, Keys, EssentialCourses.None);
        List<(ulong Number, MembershipShare[] Shares)> shares = [];
        while (histories.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rule.OverLimit(histories.Current, ruleScope) is { } membership)
            {
                shares.Add((membership.Claims[0].Last.SsidNumber ?? 0, [.. Proration.Of(membership)]));
            }
        }

        return [.. shares.OrderBy(share => share.Number).SelectMany(share => share.Shares)];
    }

    private (HistoryScope Scope, RuleScope Rules) Begin(IStoreReader reader)
    {
        var scope = new HistoryScope(reader.Submissions, _context.SchoolYear);
        if (scope.Current.Count == 0)
        {
            var years = reader.Submissions.Select(submission => submission.SchoolYear).Distinct().Order().Select(year => year.ToString(CultureInfo.InvariantCulture)).ToList();
            throw new StoreException($"the store has no submission of {_specification.SchoolYear}; {(years.Count == 0 ? "it is empty." : $"it has those of the school years that end in {string.Join(", ", years)}.")}");
        }

        var registers = Registers ?? NoRegisters.Instance;
        return (scope, new RuleScope(_specification, _context, registers, new SchoolSchedules(reader, scope, registers), scope.Has(_context.SchoolYear - 1)));
    }

    private (int Students, int Cut) CheckStudents(IStoreReader reader, HistoryScope scope, RuleScope ruleScope, IReadOnlyList<HistoryRule> rules, RuleFindings findings, CancellationToken cancellationToken)
    {
        var (students, cut) = (0, 0);
        using var histories = new StudentHistories(reader, scope, Keys, EssentialCourses.Of(reader, scope, ruleScope.Registers.EssentialElements, Keys));
        while (histories.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (histories.Current.Enrollments.Exists(enrollment => enrollment.SchoolYear == scope.SchoolYear))
            {
                students++;
            }

            cut += histories.Current.IsCut ? 1 : 0;
            Check(rules, histories.Current, ruleScope, findings);
        }

        return (students, cut);
    }

    private int CheckPersons(IStoreReader reader, HistoryScope scope, RuleScope ruleScope, IReadOnlyList<HistoryRule> rules, RuleFindings findings, CancellationToken cancellationToken)
    {
        var cut = 0;
        using var namesakes = new Namesakes(reader, scope, Keys);
        while (namesakes.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            cut += namesakes.Current.IsCut ? 1 : 0;
            Check(rules, namesakes.Current, ruleScope, findings);
        }

        return cut;
    }

    private void CheckResidences(IStoreReader reader, HistoryScope scope, RuleScope ruleScope, IReadOnlyList<HistoryRule> rules, RuleFindings findings, CancellationToken cancellationToken)
    {
        if (rules.Count == 0)
        {
            return;
        }

        foreach (var resident in new Residents(reader, scope, Keys, ruleScope.Registers).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Check(rules, resident, ruleScope, findings);
        }
    }

    private static void Check(IReadOnlyList<HistoryRule> rules, StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        foreach (var rule in rules)
        {
            rule.Check(history, scope, findings);
        }
    }
}
