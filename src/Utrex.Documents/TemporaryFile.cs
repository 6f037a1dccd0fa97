namespace Utrex.Documents;

/// <summary>
/// A file for what does not fit into memory. Nobody else can read it, and it is gone with the process, however that ends: where the system
/// allows it, the file has no name from the beginning.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public static class TemporaryFile
{
    /// <summary>Creates a file to write and read.</summary>
    /// <param name="bufferSize">How many bytes the stream keeps before it writes them; with 0 none.</param>
    /// <exception cref="IOException">The folder for temporary files cannot be written.</exception>
    public static FileStream Create(int bufferSize = 4096)
    {
        var path = Path.Combine(Path.GetTempPath(), "utrex-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = bufferSize };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
