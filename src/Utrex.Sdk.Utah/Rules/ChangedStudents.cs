using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A record that only changes an earlier year's is about a student who is not here any more, and says what is to change.</summary>
internal sealed class ChangedStudents(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo NotEnrolled { get; } = claims.Rule("S1.X39");
    private RuleInfo SaysSomething { get; } = claims.Rule("S1.X40");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (index.Changes.Count == 0)
        {
            return;
        }

        using var bySsid = new TextTable(index.Texts);
        foreach (ref readonly var enrollment in index.Enrollments)
        {
            if (!enrollment.Key.Ssid.IsBlank)
            {
                bySsid.TryAdd(enrollment.Key.Ssid, enrollment.Key.Line);
            }
        }

        foreach (ref readonly var change in index.Changes)
        {
            var enrolled = index.FindStudent(change.Key.Student)?.FirstLine ?? bySsid.Find(change.Key.Ssid);
            if (enrolled is { } other)
            {
                findings.Add(NotEnrolled, change.Key, change.Resident.Code, [other]);
            }

            if (!change.HasExitCode && !change.HasCompletion)
            {
                findings.Add(SaysSomething, change.Key, change.Resident.Code);
            }
        }
    }
}
