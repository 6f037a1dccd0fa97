using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Values;

/// <summary>What is wrong with a text that stands for a code.</summary>
internal static class CodeProblems
{
    /// <summary>The diagnostic on a text that is to be a code of a table; <see langword="null"/> where it is one.</summary>
    public static Diagnostic? Unknown(CodeTable table, string text, Location location) =>
        table.Find(text) is not null || text.TrimEnd(' ').Length == 0 ? null : NoCode(Diagnostics.UnknownCode, table, text, location);

    /// <summary>A diagnostic that says that a text is no code, with the codes that may have been meant.</summary>
    public static Diagnostic NoCode(DiagnosticDescriptor descriptor, CodeTable table, string text, Location location)
    {
        var near = table.Near(text);
        var hint = near.Count == 0 ? "" : "; did you mean " + string.Join(" or ", near) + "?";
        return Diagnostic.Create(descriptor, location, Replace([.. near.Select(code => code.Text)]), Bytes.Display(text), table.Type.Name, hint);
    }

    /// <summary>The diagnostic on a code that the state no longer takes; <see langword="null"/> where it takes it.</summary>
    public static Diagnostic? Retired(CodeTable table, Code? code, Location location)
    {
        if (code is not { RetiredSince: { } since })
        {
            return null;
        }

        var replacement = code.Replacement is { } text ? table.Find(text) : null;
        return Diagnostic.Create(
            Diagnostics.RetiredCode,
            location,
            Replace(replacement is null ? [] : [replacement.Text]),
            code.Text,
            code.Meaning,
            since,
            replacement is null ? "" : $"; use {replacement}");
    }

    /// <summary>The properties that tell a code fix what to write; the likeliest text first, one a line.</summary>
    public static ImmutableDictionary<string, string?> Replace(IReadOnlyCollection<string> texts) => texts.Count == 0
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(Diagnostics.Replacement, string.Join("\n", texts));
}
