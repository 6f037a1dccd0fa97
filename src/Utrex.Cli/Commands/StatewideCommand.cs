using System.CommandLine;
using System.Globalization;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;
using Utrex.Statewide;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex statewide</c>: a store of the submissions of all LEAs, and what only all of them together tell.</summary>
internal static class StatewideCommand
{
    public static Command Create(CommandConsole console) => new("statewide", "Keeps the submissions of all LEAs and years in a store and checks what no batch can know alone: Level 2.\n\nExamples:\n  utrex statewide load lea-*.utrex --store state.db\n  utrex statewide validate --store state.db --lea 01")
    {
        StatewideLoadCommand.Create(console),
        StatewideValidateCommand.Create(console),
        StatewideMembershipCommand.Create(console),
        StatewideExportCommand.Create(console),
    };

    /// <summary>The option that names a store.</summary>
    public static Option<string> StoreOption() => new("--store") { HelpName = "STORE", Description = "The store: the path of a SQLite file, or a PostgreSQL database as postgres://USER@HOST:PORT/DATABASE.", Required = true };

    /// <summary>The option that names the folder with the registers that Level 2 asks.</summary>
    public static Option<string?> ReferenceOption() => new("--reference")
    {
        HelpName = "FOLDER",
        Description = "A folder with the state's reference data: REF_RESIDENCE.csv, and REF_LEA.csv, REF_SCHOOL_LEA.csv and REF_COURSE_CODE.csv with the columns LEA_TYPE, APPROVED_SCHEDULE and ESSENTIAL_ELEMENTS. Rules that lack theirs are reported as not evaluated.",
    };

    /// <summary>Reads the registers of a folder.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    /// <exception cref="ReferenceDataException">A file is not what it should be.</exception>
    public static StatewideFolder? OpenRegisters(string? folder, CancellationToken cancellation)
    {
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new CommandException($"the reference folder '{folder}' does not exist.");
        }

        return folder is null ? null : StatewideFolder.Open(folder, cancellation);
    }

    /// <summary>The year that was asked for, or else the newest of the store.</summary>
    /// <exception cref="CommandException">The tool does not hold the newest year of the store.</exception>
    public static CompiledSpecification YearOf(ISubmissionStore store, CompiledSpecification? asked)
    {
        if (asked is not null)
        {
            return asked;
        }

        using var reader = store.Read();
        return reader.Submissions.Count == 0 ? Years.Newest
            : reader.Submissions.Max(submission => submission.SchoolYear) is var newest && Years.Judged.FirstOrDefault(year => year.EndingYear == newest) is { } held ? held.Specification
            : throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"the newest submissions of the store are of the school year that ends in {newest}; the tool holds {Years.Names}."));
    }
}
