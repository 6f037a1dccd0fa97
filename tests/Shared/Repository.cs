using System.Reflection;

namespace Utrex.Tests;

/// <summary>The files of the repository that tests read, and the switch that rewrites those that are generated.</summary>
internal static class Repository
{
    /// <summary>The environment variable that makes a test rewrite its baseline instead of comparing.</summary>
    public const string UpdateSwitch = "UTREX_UPDATE_BASELINES";

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => string.Equals(attribute.Key, "RepositoryRoot", StringComparison.Ordinal)).Value!;

    public static bool Updates => string.Equals(Environment.GetEnvironmentVariable(UpdateSwitch), "1", StringComparison.Ordinal);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The JSON files of a specification.</summary>
    public static IEnumerable<string> SpecificationFiles(params string[] folder) =>
        Directory.EnumerateFiles(PathOf(folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Compares a text with a file that is kept, or rewrites the file.</summary>
    public static void Compare(string actual, string path)
    {
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        File.Exists(path).ShouldBeTrue($"{path} is missing; run the tests once with {UpdateSwitch}=1.");
        actual.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"{path} is out of date; run the tests once with {UpdateSwitch}=1 and read the difference.");
    }
}
