using System.Diagnostics;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>The tool in a process that a test ends: native where it can be, since a process of it begins in a fraction of the time.</summary>
internal static class ToolProcess
{
    private static readonly string Portable = Path.Combine(AppContext.BaseDirectory, "utrex.dll");

    /// <summary>How a shell calls it.</summary>
    public static string Command => NativeTool.Missing is null ? $"'{NativeTool.Path}'" : $"dotnet '{Portable}'";

    /// <summary>Starts it.</summary>
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(NativeTool.Missing is null ? NativeTool.Path : "dotnet", NativeTool.Missing is null ? arguments : [Portable, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardError = true,
        WorkingDirectory = Repository.Root,
    })!;
}
