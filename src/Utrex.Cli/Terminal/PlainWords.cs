namespace Utrex.Cli.Terminal;

/// <summary>What the framework says of a fault, in words for the person who typed the command.</summary>
internal static class PlainWords
{
    /// <summary>The fault in one sentence.</summary>
    public static string Of(Exception e) => (e, Quoted(e.Message)) switch
    {
        (FileNotFoundException { FileName: { } file }, _) => $"'{file}' does not exist.",
        (DirectoryNotFoundException, { } path) => $"the folder of {path} does not exist.",
        (UnauthorizedAccessException, { } path) => $"{path} may not be used: permission denied.",
        (PathTooLongException, _) => "a name is too long for a file.",

        // The framework appends the name of a parameter, which is none of the user's business.
        (ArgumentException { ParamName: { } name }, _) => e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ => e.Message.Replace(" : ''", "", StringComparison.Ordinal).Replace(" : '", ": '", StringComparison.Ordinal),
    };

    /// <summary>The first path that a message quotes, with its quotes.</summary>
    private static string? Quoted(string message)
    {
        var start = message.IndexOf('\'', StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf('\'', start + 1);
        return end < 0 ? null : message[start..(end + 1)];
    }
}
