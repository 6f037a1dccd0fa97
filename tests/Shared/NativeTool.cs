using System.Reflection;
using System.Runtime.InteropServices;

namespace Utrex.Tests;

/// <summary>
/// The tool as native code for this machine. It is made of the assemblies that the tests were built with, once a run, and again only after a
/// change of them; who makes it or packs it waits for others that do.
/// </summary>
internal static class NativeTool
{
    private static readonly Lazy<string> Published = new(Publish);

    /// <summary>Why there is none here; <see langword="null"/> if there is.</summary>
    public static string? Missing { get; } =
        RuntimeInformation.RuntimeIdentifier != "linux-x64" ? $"native code is tested on linux-x64, and this is {RuntimeInformation.RuntimeIdentifier}"
        : !IsInstalled("clang") && !IsInstalled("gcc") ? "neither clang nor gcc is here to link native code"
        : null;

    /// <summary>Its file.</summary>
    public static string Path => Published.Value;

    /// <summary>Runs a command of the SDK that makes native code.</summary>
    /// <param name="command">Such as <c>publish</c>, with what only it needs; what all have in common comes behind.</param>
    public static void Make(string command)
    {
        var folder = Repository.PathOf("artifacts", "native");
        Directory.CreateDirectory(folder);
        using var turn = Turn(System.IO.Path.Combine(folder, "lock"));

        // A commit since then does not make it another version.
        var revision = typeof(NativeTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[^1];
        var (exitCode, output) = ProgramRun.Of("dotnet", Repository.Root, $"{command} -c {ProgramRun.Configuration} -p:BuildProjectReferences=false -p:Optimize=true -p:SourceRevisionId={revision} -v q --nologo");
        exitCode.ShouldBe(0, output);
        output.ShouldNotContain("warning");
    }

    private static string Publish()
    {
        var folder = Repository.PathOf("artifacts", "native", "tool");
        Make($"publish src/Utrex.Cli -r linux-x64 --output \"{folder}\"");
        return System.IO.Path.Combine(folder, "utrex");
    }

    /// <summary>Test projects run side by side.</summary>
    private static FileStream Turn(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(200);
            }
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Any(folder => File.Exists(System.IO.Path.Combine(folder, program)));
}

/// <summary>A test of the native tool: it is skipped, with the reason, where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    /// <summary>A test.</summary>
    public NativeFactAttribute() => Skip = NativeTool.Missing;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeTheoryAttribute : TheoryAttribute
{
    /// <summary>A test.</summary>
    public NativeTheoryAttribute() => Skip = NativeTool.Missing;
}
