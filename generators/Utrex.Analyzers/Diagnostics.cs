using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers;

/// <summary>Everything that the analyzers say. One page in docs/diagnostics for each.</summary>
internal static class Diagnostics
{
    /// <summary>Where the pages of the diagnostics are.</summary>
    public const string HelpLinks = ProjectUrl.Text + "/blob/main/docs/diagnostics/";

    /// <summary>The diagnostic's property that holds the text to write instead of the literal.</summary>
    public const string Replacement = nameof(Replacement);

    /// <summary>The diagnostic's property that holds the names of the properties to set, separated by commas.</summary>
    public const string Missing = nameof(Missing);

    /// <summary>The diagnostic's property that holds the other values with which a rule is kept: <c>Property=code</c>, or <c>Property=</c> for a blank, one a line.</summary>
    public const string Mending = nameof(Mending);

    private const string Values = "Utrex.Values";
    private const string Records = "Utrex.Records";
    private const string Usage = "Utrex.Usage";

    public static readonly DiagnosticDescriptor UnknownCode = Warning("UTREX1001", Values, "The text is no code of its table", "'{0}' is no code of {1}{2}");

    public static readonly DiagnosticDescriptor RetiredCode = Warning("UTREX1002", Values, "The code is retired", "'{0}' ({1}) is retired since {2}{3}");

    public static readonly DiagnosticDescriptor CodeNotTaken = Warning("UTREX1003", Values, "The field does not take this code", "{0} does not take '{1}' ({2}); it takes {3}");

    public static readonly DiagnosticDescriptor TooLong = Value("UTREX1004", "The text is too long");

    public static readonly DiagnosticDescriptor WrongLength = Value("UTREX1005", "The text has the wrong length");

    public static readonly DiagnosticDescriptor ForbiddenCharacters = Value("UTREX1006", "The text has characters that it must not have");

    public static readonly DiagnosticDescriptor NotADate = Value("UTREX1007", "The date does not exist or is written wrongly");

    public static readonly DiagnosticDescriptor OutOfRange = Value("UTREX1008", "The number is out of range");

    public static readonly DiagnosticDescriptor WrongForm = Value("UTREX1009", "The value does not have the form that the field asks for");

    public static readonly DiagnosticDescriptor NeverTrue = Warning("UTREX1010", Values, "A code is compared with a text that is none", "'{0}' is no code of {1}: no code is ever equal to it{2}");

    public static readonly DiagnosticDescriptor MemberForLiteral = Hidden("UTREX1011", "The code has a typed member", "'{0}' is {1}");

    public static readonly DiagnosticDescriptor LiteralForMember = Hidden("UTREX1012", "The member stands for a code", "{1} is '{0}'");

    public static readonly DiagnosticDescriptor BrokenRule = Warning("UTREX2001", Records, "The values break a rule of the state", "{0} ({1}): {2} Here {3}.");

    public static readonly DiagnosticDescriptor QuestionedValues = Suggestion("UTREX2002", Records, "The state questions the values", "{0} ({1}): {2} Here {3}.");

    public static readonly DiagnosticDescriptor NeverSet = AtEnd("UTREX2003", Records, "A field that a rule requires is never set", "{0} ({1}): {2} Here {3}; not set: {4}.");

    public static readonly DiagnosticDescriptor RequiredNotSet = AtEnd("UTREX3001", Usage, "Required fields are not set", "{0} lacks {1}, which the state requires ({2})");

    public static readonly DiagnosticDescriptor ResultDiscarded = Warning("UTREX3002", Usage, "The result is thrown away", "{0} is thrown away: {1}");

    public static readonly DiagnosticDescriptor StaleView = Warning("UTREX3003", Usage, "The view is used after the reader has moved on", "'{0}' looks at a line of '{1}', which has moved on since: copy what is needed before the next line is read");

    public static readonly DiagnosticDescriptor BlankRequired = Value("UTREX3004", "A required field is left blank", Usage);

    public static readonly DiagnosticDescriptor WrongOrder = Warning("UTREX3005", Usage, "The record cannot stand here in a batch", "{0} cannot stand here: {1}");

    public static readonly DiagnosticDescriptor UnknownField = Warning("UTREX3006", Usage, "The record has no field of this name", "{0} has no field '{1}'{2}");

    private static DiagnosticDescriptor Value(string id, string title, string category = Values) => Warning(id, category, title, "{0} = '{1}' breaks {2}: {3}");

    private static DiagnosticDescriptor Warning(string id, string category, string title, string format) => Create(id, category, title, format, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Suggestion(string id, string category, string title, string format) => Create(id, category, title, format, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Hidden(string id, string title, string format) => Create(id, Values, title, format, DiagnosticSeverity.Hidden);

    // What may still be set elsewhere in the project is known at the end of the compilation.
    private static DiagnosticDescriptor AtEnd(string id, string category, string title, string format) =>
        Create(id, category, title, format, DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    private static DiagnosticDescriptor Create(string id, string category, string title, string format, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, format, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLinks + id + ".md", customTags: tags);
}
