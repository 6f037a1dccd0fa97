using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Utrex.Fuzzing.Specifications;

/// <summary>The build property of a project that maps records to SIF.</summary>
internal sealed class SifOutput : AnalyzerConfigOptionsProvider
{
    public static readonly SifOutput Instance = new();

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.UtrexSpecificationOutput" ? "sif" : null;
            return value is not null;
        }
    }
}
