// What the generator costs a compiler that has just started, and then at a keystroke.
//
//     dotnet run -c Release eng/measure-generator.cs [ROUNDS]
//
// Builds the generator and what the years' projects reference, and in ROUNDS processes (9) generates the code of each school year as the compiler
// does, one after the other, and again after code was edited that the specification has nothing to do with. Prints the medians of seconds, and of CPU
// seconds for both years, what is compiled of the generator itself among them.
#:package Microsoft.CodeAnalysis.CSharp
#:property PublishAot=false
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

string[] years = ["2025-26", "2024-25"];
var root = MeasuredRun.Root();
if (args is ["once"])
{
    foreach (var year in years)
    {
        Generate(year);
    }

    return;
}

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
MeasuredRun.Of("dotnet", $"build \"{root}/src/Utrex.Sdk.Y2026\" -c Release -p:RunAnalyzers=false -v q --nologo");
var results = Enumerable.Range(0, rounds).Select(_ => Once()).ToList();
string[] names = [.. years.SelectMany(year => new[] { $"{year}: s", $"{year}: CPU s", $"{year}: ms after an edit" })];
for (var i = 0; i < names.Length; i++)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{names[i]}: median {results.Select(result => result[i]).Order().ElementAt(rounds / 2):F2}, best {results.Min(result => result[i]):F2}"));
}

var both = results.Select(result => result[1] + result[4]).Order().ToList();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"both: median {both[rounds / 2]:F2} CPU s, best {both[0]:F2}"));

static double[] Once()
{
    using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "once") { RedirectStandardOutput = true })!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return [.. output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}

void Generate(string year)
{
    // The compiler itself is ready: it has looked at other code.
    var compilation = CSharpCompilation.Create("Year", Code(), References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    compilation.GetDiagnostics();
    var generator = (IIncrementalGenerator)Activator.CreateInstance(Assembly.LoadFrom($"{root}/generators/Utrex.Generators/bin/Release/netstandard2.0/Utrex.Generators.dll").GetType("Utrex.Generators.SpecificationGenerator", throwOnError: true)!)!;
    GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], Files(year), (CSharpParseOptions)compilation.SyntaxTrees[0].Options);

    using var process = Process.GetCurrentProcess();
    var before = process.TotalProcessorTime;
    var watch = Stopwatch.StartNew();
    driver = driver.RunGenerators(compilation);
    var seconds = watch.Elapsed.TotalSeconds;
    process.Refresh();
    var processor = process.TotalProcessorTime - before;
    if (driver.GetRunResult() is var result && (result.GeneratedTrees.IsEmpty || result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)))
    {
        throw new InvalidOperationException($"{year} is not generated: {string.Join(", ", result.Diagnostics.Take(3))}");
    }

    watch.Restart();
    driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal class Another;")));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F3} {processor.TotalSeconds:F3} {watch.Elapsed.TotalMilliseconds:F2}"));
}

IEnumerable<SyntaxTree> Code() =>
    [
        CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq; global using Utrex.Sdk.Codes; global using Utrex.Sdk.Validation;"),
        .. ((string[])["Index", "Rules"]).SelectMany(folder => Directory.EnumerateFiles($"{root}/src/Utrex.Sdk.Utah/{folder}", "*.cs")).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path)),
    ];

IEnumerable<MetadataReference> References() =>
    ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Concat(((string[])["Runtime", "Utah"]).Select(name => $"{root}/src/Utrex.Sdk.{name}/bin/Release/net10.0/Utrex.Sdk.{name}.dll"))
        .Select(path => MetadataReference.CreateFromFile(path));

IEnumerable<AdditionalText> Files(string year) =>
    Directory.EnumerateFiles($"{root}/spec-schema/utah/{year}", "*.json", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) is not ("maps" or "samples"))
        .Select(path => new SpecificationFile(path));

/// <summary>A file of the specification, as a project names it.</summary>
internal sealed class SpecificationFile(string path) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(File.ReadAllText(path));

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
