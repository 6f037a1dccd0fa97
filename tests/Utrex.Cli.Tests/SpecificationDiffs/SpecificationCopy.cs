using System.Text.Json.Nodes;
using Utrex.Tests;

namespace Utrex.Cli.Tests.SpecificationDiffs;

/// <summary>A copy of a specification that a test may change; it goes away with the test.</summary>
internal sealed class SpecificationCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SpecificationCopy(params string[] original)
    {
        var root = Repository.PathOf(original);
        foreach (var file in Repository.SpecificationFiles(original))
        {
            var target = PathOf(System.IO.Path.GetRelativePath(root, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path => _folder.Path;

    /// <summary>The specification of tests that is no state's.</summary>
    public static SpecificationCopy OfLibrary() => new("tests", "library-spec");

    /// <summary>The specification of the state.</summary>
    public static SpecificationCopy OfState() => new("spec-schema", "utah", "2025-26");

    public string PathOf(string file) => _folder.File(file);

    public SpecificationCopy Change(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(file)))!;
        change(json);
        return Write(file, json.ToJsonString());
    }

    public SpecificationCopy Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    public void Dispose() => _folder.Dispose();
}
