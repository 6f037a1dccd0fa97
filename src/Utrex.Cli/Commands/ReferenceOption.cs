using System.CommandLine;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Commands;

/// <summary>The option that names the folder with the state's registers.</summary>
internal static class ReferenceOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Create() => new("--reference")
    {
        HelpName = "FOLDER",
        Description = "A folder with the state's reference data: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv, REF_STAFF_ID.csv, REF_SSID.csv. Rules whose file is absent are reported as not evaluated.",
    };

    /// <summary>Begins to read the registers of a folder, beside the batch.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    public static ReferenceFolder? Begin(string? folder, CancellationToken cancellation) =>
        folder is null ? null
        : Directory.Exists(folder) ? ReferenceFolder.Begin(folder, cancellation)
        : throw new CommandException($"the reference folder '{folder}' does not exist.");
}
