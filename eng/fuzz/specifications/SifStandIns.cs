using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Utrex.Fuzzing.Specifications;

/// <summary>The classes that the generated map to SIF is made of, as far as it calls them. The real ones stand in the project of SIF.</summary>
internal static class SifStandIns
{
    private const string Classes = """
        internal sealed class SifShape
        {
            public required int Index { get; init; }
            public required bool IsObject { get; init; }
            public required int KeySlot { get; init; }
            public required bool IsFallback { get; init; }
            public required string[] Slots { get; init; }
            public required SifShape[] Parts { get; init; }
            public required SifNode Root { get; init; }
        }

        internal sealed class SifNode(string name)
        {
            public string Name { get; } = name;
            public bool IsAttribute { get; init; }
            public bool IsMandatory { get; init; }
            public bool IsAlternative { get; init; }
            public int Slot { get; init; }
            public int Part { get; init; }
            public string? Constant { get; init; }
            public bool IsPredicate { get; init; }
            public SifNode[] Children { get; init; } = [];
        }

        internal sealed class SifCodes(global::Utrex.Sdk.Specification.CodeTableInfo table)
        {
            public object Table { get; } = table;
            public required string[] Blank { get; init; }
            public required SifCode[] Codes { get; init; }
        }

        internal sealed record SifCode(string Code, string[] Sif, bool IsOther, bool IsAbsent);

        internal sealed record SifStep(int Part, string? Key);

        internal sealed record SifPath(SifShape Shape, SifStep[] Steps, int Slot, int StateSlot, bool IsSet, bool HasDefault);

        internal sealed record SifBinding(global::Utrex.Sdk.Specification.FieldInfo Field, SifCodes? Codes, string[] Blank, int ToWrite, SifPath[] Paths);

        internal sealed record SifMade(int Field, string How);

        internal sealed record SifBlank(int Field, string Value, int When, string[] Is, string[] IsNot);

        internal sealed class SifRecordMap(global::Utrex.Sdk.Specification.RecordInfo record)
        {
            public object Record { get; } = record;
            public required string? Type { get; init; }
            public required SifBinding[] Bindings { get; init; }
            public required SifMade[] Made { get; init; }
            public required SifBlank[] WhenBlank { get; init; }
        }
        """;

    /// <summary>Adds the classes to the namespace of each map that was generated.</summary>
    public static Compilation AddTo(Compilation compilation, CSharpParseOptions options)
    {
        var maps = compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith("SifMap.g.cs", StringComparison.Ordinal))
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
            .Select(declaration => declaration.Name.ToString())
            .Distinct(StringComparer.Ordinal);
        return compilation.AddSyntaxTrees(maps.Select((name, i) => CSharpSyntaxTree.ParseText($"#nullable enable\nnamespace {name} {{\n{Classes}\n}}", options, $"SifStandIns{i}.cs")));
    }
}
