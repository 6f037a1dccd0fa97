namespace Utrex.Sdk.Specification;

/// <summary>What a rule was up to a day.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class EarlierRule
{
    /// <summary>The last day on which the rule was so.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>How grave a finding was.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The limit that the rule set, or <see langword="null"/> where that has not changed.</summary>
    public decimal? Limit { get; init; }

    /// <summary>What else there is to know, such as for whom it was so.</summary>
    public string? Note { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"until {Until:yyyy-MM-dd}");
}
