using Utrex.Tests;

namespace Utrex.Package.Tests;

/// <summary>
/// One compiler for all that is built while it is there: it is warm after the first build. It is nobody else's, and ends when it is disposed of; where
/// whoever runs the tests has one already, that one is taken, and stays.
/// </summary>
internal sealed class SharedCompiler : IDisposable
{
    private const string Use = "UseSharedCompilation";
    private const string Id = "SharedCompilationId";

    private readonly string? _before = Environment.GetEnvironmentVariable(Use);
    private readonly bool _isOurs = string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Id));

    public SharedCompiler()
    {
        if (_isOurs)
        {
            Environment.SetEnvironmentVariable(Use, "true");
            Environment.SetEnvironmentVariable(Id, $"utrex-{Guid.NewGuid():N}");
        }
    }

    public void Dispose()
    {
        if (!_isOurs)
        {
            return;
        }

        var (exitCode, folder) = ProgramRun.Of("dotnet", Repository.Root, "msbuild src/Utrex.Sdk -getProperty:RoslynTargetsPath");
        exitCode.ShouldBe(0, folder);
        ProgramRun.Of("dotnet", Repository.Root, $"\"{Path.Combine(folder.Trim(), "bincore", "VBCSCompiler.dll")}\" -shutdown -pipename:{Environment.GetEnvironmentVariable(Id)}").ExitCode.ShouldBe(0);
        Environment.SetEnvironmentVariable(Use, _before);
        Environment.SetEnvironmentVariable(Id, null);
    }
}
