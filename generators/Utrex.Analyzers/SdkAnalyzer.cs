using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers;

/// <summary>An analyzer that does nothing in a project that does not refer to the SDK.</summary>
public abstract class SdkAnalyzer : DiagnosticAnalyzer
{
    private protected SdkAnalyzer(params DiagnosticDescriptor[] diagnostics) => SupportedDiagnostics = [.. diagnostics];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (SdkSymbols.Of(start.Compilation) is { } sdk)
            {
                Register(start, sdk);
            }
        });
    }

    /// <summary>Registers what is done in a compilation that refers to the SDK.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start, SdkSymbols sdk);
}
