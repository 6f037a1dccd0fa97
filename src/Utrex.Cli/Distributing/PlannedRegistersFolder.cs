using Utrex.Cli.Terminal;
using Utrex.Sdk;

namespace Utrex.Cli.Distributing;

/// <summary>The state's registers, as a plan holds them and as they are found again: on every machine the same, or findings would differ.</summary>
internal static class PlannedRegistersFolder
{
    /// <summary>The registers of a folder as they are now.</summary>
    /// <exception cref="CommandException">There is no such folder, or one cannot be read.</exception>
    public static PlannedRegisters Describe(string folder, CommandConsole console) =>
        new() { Folder = folder, Files = [.. Names(folder).Select(name => PlannedFolder.Describe(folder, name, console))] };

    /// <summary>Demands that the registers of a folder are those that were planned, and no other.</summary>
    /// <exception cref="CommandException">They are not.</exception>
    public static void Verify(string folder, PlannedRegisters planned, CommandConsole console)
    {
        var names = Names(folder);
        var other = names.Except(planned.Files.Select(file => file.Name), StringComparer.Ordinal).Concat(planned.Files.Select(file => file.Name).Except(names, StringComparer.Ordinal)).FirstOrDefault();
        if (other is not null)
        {
            throw new CommandException($"the registers in '{folder}' are not those that were planned: '{PrintableText.Of(other)}' {(names.Contains(other, StringComparer.Ordinal) ? "was not there" : "is missing")}.");
        }

        foreach (var file in planned.Files)
        {
            PlannedFolder.Verify(folder, file, console);
        }
    }

    private static List<string> Names(string folder) =>
        [.. PlannedFolder.Existing(folder).EnumerateFiles("*.csv").Select(file => file.Name).Order(StringComparer.Ordinal)];
}
