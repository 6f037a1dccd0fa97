using System.Diagnostics;
using System.Reflection;

namespace Utrex.Tests;

/// <summary>Programs that tests run to their end.</summary>
internal static class ProgramRun
{
    /// <summary>Whether the tests were built as Debug or Release.</summary>
    public static string Configuration { get; } = typeof(ProgramRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key is "Configuration").Value!;

    /// <summary>Runs a program, and gives what it wrote to both streams.</summary>
    public static (int ExitCode, string Output) Of(string program, string folder, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
