using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Utrex.Cli.Terminal;

/// <summary>
/// A file without a name, in a folder that it gets one in at the end. Whatever ends the process before, a power cut or <c>kill -9</c>, nothing
/// of it is left. Linux has such files (<c>O_TMPFILE</c>), on most file systems.
/// </summary>
internal static class UnnamedFile
{
    private const int WriteOnly = 1;
    private const int CloseOnExecute = 0x8_0000;
    private const int Temporary = 0x40_0000;
    private const int CurrentFolder = -100;
    private const int FollowLink = 0x400;

    // What a file may be before the process's mask takes some of it away.
    private const int Mode = 0x1B6;

    private const string Descriptors = "/proc/self/fd";

    /// <summary>A file to write in a folder, or <see langword="null"/> where there can be none without a name.</summary>
    public static FileStream? Create(string folder, int bufferSize)
    {
        if (!OperatingSystem.IsLinux() || Folder() is not { } folderFlag || !Directory.Exists(Descriptors))
        {
            return null;
        }

        try
        {
            var descriptor = Open(Terminated(folder), WriteOnly | CloseOnExecute | Temporary | folderFlag, Mode);
            return descriptor < 0 ? null : new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Gives a file its first name, which nothing may have yet.</summary>
    /// <exception cref="IOException">It cannot get the name.</exception>
    public static void Name(FileStream file, string path)
    {
        var descriptor = Path.Combine(Descriptors, file.SafeFileHandle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture));
        if (Link(CurrentFolder, Terminated(descriptor), CurrentFolder, Terminated(path), FollowLink) != 0)
        {
            throw new IOException($"'{path}' cannot be made: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>The flag of a folder, which processors have given different numbers.</summary>
    private static int? Folder() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 or Architecture.X86 or Architecture.LoongArch64 or Architecture.RiscV64 => 0x1_0000,
        Architecture.Arm64 or Architecture.Arm => 0x4000,
        _ => null,
    };

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags, int mode);

    [DllImport("libc", EntryPoint = "linkat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(int fromFolder, byte[] from, int toFolder, byte[] to, int flags);
}
