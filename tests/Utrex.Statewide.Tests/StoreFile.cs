using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests;

/// <summary>A store in a folder that goes away with the test.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("utrex-statewide-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "state.db");

    public ISubmissionStore Open() => SubmissionStore.Open(Path, StoreAccess.Create);

    public void Dispose() => _folder.Delete(recursive: true);
}
