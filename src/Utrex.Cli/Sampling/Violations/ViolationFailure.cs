using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>What is in the way of a violation.</summary>
internal enum ViolationObstacle
{
    /// <summary>The batch is not one of the end of the year.</summary>
    Day,

    /// <summary>No record is what the violation needs.</summary>
    NothingFits,

    /// <summary>The findings are not those that were wanted.</summary>
    Findings,
}

/// <summary>Why rules could not be broken in one batch.</summary>
/// <param name="Rule">The rule that is not broken, or <see langword="null"/> if all are.</param>
/// <param name="Others">The ids of the rules that would break too, though nobody asked for them.</param>
/// <param name="Obstacle">What was in the way.</param>
internal sealed record ViolationFailure(RuleInfo? Rule, IReadOnlyList<string> Others, ViolationObstacle Obstacle);
