using Microsoft.Win32.SafeHandles;

namespace Utrex.Cli.Terminal;

/// <summary>
/// The standard output of the process. The runtime's own stream says nothing when the program that reads a pipe has gone; this one fails,
/// so that a command stops instead of working for nobody.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const int BrokenPipe = 32;

    /// <summary>Opens it.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var pipe = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file may be written by several commands one after the other, which only the runtime's stream leaves in order.
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <summary>Whether a fault is that nobody reads any more.</summary>
    public static bool IsBroken(IOException e) => !OperatingSystem.IsWindows() && e.HResult == BrokenPipe;
}
