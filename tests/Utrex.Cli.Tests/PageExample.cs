using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Utrex.Tests;

/// <summary>The programs in pages, compiled as they stand there and run.</summary>
internal static class PageExample
{
    private const string Usings = """
        global using System;
        global using System.IO;
        global using System.Linq;
        global using System.Collections.Generic;
        """;

    // Those of one run are read once.
    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>The code of an example; where it comes in pieces, all of them as one program.</summary>
    public static string Source(string page, string example) =>
        string.Concat(Regex.Matches(page, $@"<!-- example: {example} -->\n```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value));

    /// <summary>Runs a program and gives what it printed.</summary>
    public static string Run(string name, string source)
    {
        source.ShouldNotBeEmpty();
        using var assembly = Compile(name, source);

        using var output = new StringWriter { NewLine = "\n" };
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            AssemblyLoadContext.Default.LoadFromStream(assembly).EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    /// <summary>Compiles a program, which must give no warning.</summary>
    public static MemoryStream Compile(string name, string source)
    {
        var compilation = CSharpCompilation.Create(
            "Page." + name,
            [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(source)],
            References.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var assembly = new MemoryStream();
        compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not ("CS8019" or "CS1701" or "CS1702")).ShouldBeEmpty();
        assembly.Position = 0;
        return assembly;
    }
}
