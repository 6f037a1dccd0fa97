using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif;

/// <summary>What in SIF could not be read or put together.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Line">The line, 1-based; 0 where no single one is meant.</param>
/// <param name="Position">The character in the line, 1-based; 0 where no single one is meant.</param>
/// <param name="Rule">The rule of the file that is broken: one of <see cref="SifRules"/>.</param>
/// <param name="Detail">What exactly is wrong, without the end of a sentence.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record SifProblem(string File, int Line, int Position, RuleInfo Rule, string Detail)
{
    /// <summary>Whether the rest of the file could not be read.</summary>
    public bool IsFatal => Rule == SifRules.NotXml;

    /// <summary>The problem in one line: place, rule, message and detail.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? "" : Position == 0 ? string.Create(CultureInfo.InvariantCulture, $"({Line})") : string.Create(CultureInfo.InvariantCulture, $"({Line},{Position})");
        return $"{PrintableText.Of(File, int.MaxValue)}{place}: {Rule.Id} {Rule.Message}: {Detail}";
    }
}
