using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Utrex.Generators.Model;

namespace Utrex.Generators;

/// <summary>What can be wrong with a specification: UTREX9xxx.</summary>
internal static class SpecificationDiagnostics
{
    private const string Category = "Utrex.Specification";
    private const int LongestArgument = 300;

    /// <summary>The file is no JSON, or no JSON object.</summary>
    public static readonly DiagnosticDescriptor MalformedJson = Error("UTREX9001", "The specification is not valid JSON", "{0}");

    /// <summary>A property is missing or has a value of the wrong type.</summary>
    public static readonly DiagnosticDescriptor InvalidProperty = Error("UTREX9002", "A property of the specification is missing or has the wrong type", "'{0}' {1}");

    /// <summary>A property is not known; it would be ignored silently.</summary>
    public static readonly DiagnosticDescriptor UnknownProperty = Error("UTREX9003", "A property of the specification is unknown", "'{0}' is not known here");

    /// <summary>A value is none of those that exist.</summary>
    public static readonly DiagnosticDescriptor UnknownValue = Error("UTREX9004", "A value of the specification is unknown", "'{0}' is no {1}; known: {2}");

    /// <summary>A code table, character set, field or record that is named does not exist.</summary>
    public static readonly DiagnosticDescriptor MissingReference = Error("UTREX9005", "The specification names something that does not exist", "{0} '{1}' does not exist");

    /// <summary>Two things have one name.</summary>
    public static readonly DiagnosticDescriptor Duplicate = Error("UTREX9006", "The specification has something twice", "{0} '{1}' exists already");

    /// <summary>Two fields share bytes of the positional layout.</summary>
    public static readonly DiagnosticDescriptor OverlappingPositions = Error("UTREX9007", "Two fields overlap", "field '{0}' begins at position {1}, inside field '{2}', which ends at {3}");

    /// <summary>A name cannot be used in C#.</summary>
    public static readonly DiagnosticDescriptor InvalidIdentifier = Error("UTREX9008", "A name is no C# identifier", "'{0}' cannot be the name of a C# {1}");

    /// <summary>Two statements of the specification cannot both hold.</summary>
    public static readonly DiagnosticDescriptor Contradiction = Error("UTREX9009", "The specification contradicts itself", "{0}");

    /// <summary>Files belong to no specification.</summary>
    public static readonly DiagnosticDescriptor NoSpecification = Error("UTREX9010", "A file belongs to no specification", "no specification.json stands above this file");

    /// <summary>A file stands among those of a specification and looks like one of them, but does not say so.</summary>
    public static readonly DiagnosticDescriptor NoSchema = Error("UTREX9011", "A file of a specification does not say that it is one", "the file stands in the folder of a specification but has no '$schema' that says so; add {0}, or leave the file out of AdditionalFiles");

    /// <summary>The project's C# is too old.</summary>
    public static readonly DiagnosticDescriptor OldLanguage = Error("UTREX9012", "C# is too old for what is generated", "the project is compiled as C# {0}, and what is generated from a specification needs C# {1}; set LangVersion to {1} or later, or leave it out");

    /// <summary>The project does not know the SDK.</summary>
    public static readonly DiagnosticDescriptor NoSdk = Error("UTREX9013", "The project has no reference to Utrex.Sdk", "what is generated from a specification calls Utrex.Sdk, which the project does not reference; add the package Utrex.Sdk in the version of Utrex.Generators");

    /// <summary>The class of the rules across records cannot be used.</summary>
    public static readonly DiagnosticDescriptor UnusableBatchRules = Error("UTREX9014", "The class of the rules across records cannot be used", "the class '{0}' is not there or cannot be used: it must implement Utrex.Sdk.Validation.IBatchRules and have a constructor that takes a SpecificationInfo, a SubmissionContext and an IRegisters");

    /// <summary>The generator and the library are of different versions.</summary>
    public static readonly DiagnosticDescriptor OtherSdk = Error("UTREX9015", "Utrex.Generators and Utrex.Sdk are a wrong pair", "Utrex.Generators {0} writes code for the agreement {1} with Utrex.Sdk.Runtime, and the one that the project references has {2}; reference Utrex.Generators and Utrex.Sdk in the same version");

    /// <summary>The generator itself failed.</summary>
    public static readonly DiagnosticDescriptor Internal = Error("UTREX9099", "The generator failed", "the generator failed on this specification: {0}");

    /// <summary>Every descriptor, in the order of their ids.</summary>
    internal static readonly DiagnosticDescriptor[] All =
    [
        MalformedJson, InvalidProperty, UnknownProperty, UnknownValue, MissingReference, Duplicate,
        OverlappingPositions, InvalidIdentifier, Contradiction, NoSpecification, NoSchema, OldLanguage, NoSdk, UnusableBatchRules, OtherSdk, Internal,
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = All.ToDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    /// <summary>The compiler's diagnostic for a model.</summary>
    public static Diagnostic ToDiagnostic(DiagnosticModel model)
    {
        var position = new LinePosition(model.Line, model.Column);
        var location = Location.Create(model.Path, default, new LinePositionSpan(position, position));
        return Diagnostic.Create(ById[model.Id], location, model.Arguments.Select(argument => (object)Shown(argument)).ToArray());
    }

    /// <summary>An argument as it can stand in a message: on one line, printable, and no longer than anybody reads.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.Length > LongestArgument ? text.Substring(0, LongestArgument) + "..." : text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned)
            {
                shown.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                shown.Append(c);
            }
        }

        return shown.ToString();
    }

    private static DiagnosticDescriptor Error(string id, string title, string format) =>
        new(id, title, format, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
