using System.Globalization;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Distributing;

/// <summary>The folder that collects the results of a plan: a copy of the plan, and in a folder for each part a file for each batch, there when those of the part are complete and not before.</summary>
internal sealed class ResultFolder
{
    private const string PlanName = "plan.json";
    private const int MostNumbers = 20;

    private readonly string _folder;

    private ResultFolder(string folder, PlanFile plan) => (_folder, Plan) = (folder, plan);

    /// <summary>The plan.</summary>
    public PlanFile Plan { get; }

    /// <summary>Opens the folder for the results of a plan; it is made if it is not there.</summary>
    /// <exception cref="CommandException">It belongs to another plan, or cannot be written to.</exception>
    public static ResultFolder Create(string folder, PlanFile plan, CommandConsole console)
    {
        if (File.Exists(folder))
        {
            throw new CommandException($"'{folder}' is a file; name a folder.");
        }

        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, PlanName);
        if (!File.Exists(copy))
        {
            using var file = OutputFile.Create(copy, console);
            file.Stream.Write(plan.Bytes);
            file.Complete();
        }

        return string.Equals(PlanFile.Read(copy, console).Digest, plan.Digest, StringComparison.Ordinal) ? new ResultFolder(folder, plan)
            : throw new CommandException($"'{folder}' holds the results of another plan; name another folder.");
    }

    /// <summary>Opens a folder with results.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static ResultFolder Open(string folder, CommandConsole console) =>
        File.Exists(Path.Combine(PlannedFolder.Existing(folder).FullName, PlanName)) ? new ResultFolder(folder, PlanFile.Read(Path.Combine(folder, PlanName), console))
        : throw new CommandException($"'{folder}' holds no results; 'utrex batch run PLAN --part 1 --output {folder}' brings the first.");

    /// <summary>What the file with the result of a batch is called.</summary>
    /// <param name="batch">Its number in the plan, from 1.</param>
    public static string NameOf(int batch) => string.Create(CultureInfo.InvariantCulture, $"batch-{batch:000000}.jsonl");

    /// <summary>Where the result of a batch is.</summary>
    /// <param name="batch">Its number in the plan, from 1.</param>
    public string PathOf(int batch) => Path.Combine(FolderOf(Plan.Plan.Batches[batch - 1].Part), NameOf(batch));

    /// <summary>Prepares to write the results of a part. Each has a folder of its own: not every file system tells one machine what another has in hand.</summary>
    /// <exception cref="CommandException">The folder cannot be written to.</exception>
    public OutputFolder BeginPart(int part, CommandConsole console) => OutputFolder.Create(FolderOf(part), console);

    /// <summary>Demands the results of all parts, each of this plan.</summary>
    /// <exception cref="CommandException">Some are missing, as the message says by the numbers of their parts; or there is one of another plan.</exception>
    public void DemandAll(CommandConsole console)
    {
        var batches = Plan.Plan.Batches;
        var missing = new SortedSet<int>();
        for (var batch = 1; batch <= batches.Count; batch++)
        {
            if (File.Exists(PathOf(batch)))
            {
                StoredResult.Open(PathOf(batch), Plan.Digest, batch, console).Dispose();
            }
            else
            {
                missing.Add(batches[batch - 1].Part);
            }
        }

        if (missing.Count > 0)
        {
            var rest = missing.Count > MostNumbers ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Count - MostNumbers} more") : "";
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"of {Numbers.Of(Plan.Plan.Parts, "part")} {missing.Count} {(missing.Count == 1 ? "is" : "are")} missing, or not complete: {string.Join(", ", missing.Take(MostNumbers))}{rest}; 'utrex batch run PLAN --part {missing.Min} --output {_folder}' runs the first of them."));
        }
    }

    private string FolderOf(int part) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"part-{part:000000}"));
}
