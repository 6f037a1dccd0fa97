using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Metadata;

/// <summary>A rule of a field or of a record.</summary>
internal sealed class Rule
{
    public Rule(AttributeData attribute)
    {
        Id = attribute.Argument<string>(0) ?? "";
        Tests = RuleTest.Parse(attribute.Argument<string>(1) ?? "");
        Field = attribute.Named<string>("Field");
        Text = attribute.Named<string>("Text") is { Length: > 0 } text ? text : attribute.Argument<string>(1) ?? "";
        Message = attribute.Named<string>("Message") ?? "";
        Fields = [.. Tests.SelectMany(Names).Distinct(StringComparer.Ordinal)];
        IsWarning = string.Equals(attribute.Member("Severity"), "Warning", StringComparison.Ordinal);
    }

    /// <summary>The state's id, such as <c>S1.324</c>.</summary>
    public string Id { get; }

    /// <summary>What is demanded: a check and perhaps its guard, or a condition.</summary>
    public IReadOnlyList<RuleTest> Tests { get; }

    /// <summary>The field that a rule over several is about, or <see langword="null"/>.</summary>
    public string? Field { get; }

    /// <summary>The rule in a sentence; of a specification without one, what is demanded as the attribute states it.</summary>
    public string Text { get; }

    /// <summary>The state's message.</summary>
    public string Message { get; }

    /// <summary>Whether the state only asks for a second look.</summary>
    public bool IsWarning { get; }

    /// <summary>The severity of a diagnostic: what the state accepts with a question is a suggestion here.</summary>
    public DiagnosticSeverity Severity => IsWarning ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;

    /// <summary>What kind of check a rule of a field makes.</summary>
    public string Check => Tests.Count > 0 ? Tests[0].Word : "";

    /// <summary>The fields that have to be known for a rule over several to be broken, and which of them not blank. Set once the rule belongs to a record.</summary>
    public RuleNeed[] Needs { get; private set; } = [];

    /// <summary>Finds the fields that the rule names among those of its record.</summary>
    public void Bind(Func<string, Field?> find)
    {
        foreach (var test in Tests)
        {
            test.Bind(find);
        }

        Needs = RuleNeed.Of(Tests);
    }

    /// <summary>Every field that a condition names.</summary>
    public IReadOnlyList<string> Fields { get; }

    // The values of an 'in' are texts too; only what stands where a field stands names one.
    private static IEnumerable<string> Names(RuleTest test) => test.Word switch
    {
        "in" or "notIn" => test.Items.Take(1).SelectMany(subject => subject.Text is { } name ? [name] : Names(subject)),
        _ => test.Texts.Concat(test.Items.SelectMany(Names)),
    };
}
