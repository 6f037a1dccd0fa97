using System.Reflection;
using Microsoft.CodeAnalysis;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Tests.Metadata;

/// <summary>A type of the SDK that has moved would silently be no type at all for the analyzers.</summary>
public class SdkSymbolsTests
{
    [Fact]
    public void Every_type_that_the_analyzers_know_by_its_name_is_there()
    {
        var symbols = SdkSymbols.Of(AnalyzerRun.Compile(OutputKind.ConsoleApplication))!;

        var types = typeof(SdkSymbols).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => field.FieldType == typeof(INamedTypeSymbol)).Select(field => field.GetValue(symbols)).ToList();

        // What is not found is taken for the attribute of records.
        types.Count.ShouldBeGreaterThan(10);
        types.ShouldBeUnique();
    }
}
