namespace Utrex.Cli.Terminal;

/// <summary>One thing to be read that an argument names: a file, or an entry of an archive.</summary>
/// <param name="Name">The file as given on the command line; of an entry the archive, a slash and the name in it.</param>
/// <param name="Open">Opens it, from its beginning; what is packed comes unpacked.</param>
internal sealed record InputSource(string Name, Func<Stream> Open)
{
    /// <summary>Whether it can be opened more than once, before its turn too.</summary>
    public bool IsFile { get; init; } = true;
}
