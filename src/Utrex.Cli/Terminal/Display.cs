namespace Utrex.Cli.Terminal;

/// <summary>What the terminal can show.</summary>
internal static class Display
{
    private const int UsualWidth = 80;

    /// <summary>How many cells a line has; terminals within other programs state none.</summary>
    public static int Width => Console.WindowWidth is > 0 and var width ? width : UsualWidth;

    /// <summary>Whether it shows colours, and its owner wants them (no-color.org).</summary>
    public static bool IsColoured => Shows(Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"), OperatingSystem.IsWindows());

    /// <summary>Whether a terminal of these settings shows colours; on Windows none has a name.</summary>
    public static bool Shows(string? noColor, string? term, bool isWindows) =>
        string.IsNullOrEmpty(noColor) && term is not "dumb" && (isWindows || !string.IsNullOrEmpty(term));
}
