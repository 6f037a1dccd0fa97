using System.Runtime.InteropServices;

/// <summary>The tool as it is published for this machine, for the scripts that measure.</summary>
internal static class PublishedTool
{
    /// <summary>For any machine with .NET: the JIT compiles it.</summary>
    /// <returns>The assembly that <c>dotnet</c> runs.</returns>
    public static string Portable(string folder) => Publish("", folder) + ".dll";

    /// <summary>Compiled ahead, with the JIT for what is hot. It runs by itself.</summary>
    public static string ReadyToRun(string folder) => Publish($"-r {RuntimeInformation.RuntimeIdentifier} --self-contained false -p:PublishAot=false -p:PublishReadyToRun=true", folder);

    /// <summary>Native code. It runs by itself.</summary>
    public static string Native(string folder) => Publish($"-r {RuntimeInformation.RuntimeIdentifier}", folder);

    private static string Publish(string arguments, string folder)
    {
        MeasuredRun.Of("dotnet", $"publish \"{MeasuredRun.Root()}/src/Utrex.Cli\" -c Release {arguments} -o \"{folder}\" -v q --nologo");
        return $"{folder}/utrex";
    }
}
