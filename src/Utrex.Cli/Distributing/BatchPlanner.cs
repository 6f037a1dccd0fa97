using Utrex.Cli.Terminal;

namespace Utrex.Cli.Distributing;

/// <summary>Makes batches of the files of a folder and deals them out: the largest first, each to the part that has the least.</summary>
internal static class BatchPlanner
{
    /// <summary>The batches of a folder, in the order of their first files: each file is one, but all files of SIF objects make one together, as for <c>utrex validate</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parts">How many parts there are to be.</param>
    /// <param name="console">What opens files.</param>
    /// <exception cref="CommandException">A file cannot be read, or an archive holds both batches and SIF objects.</exception>
    public static IReadOnlyList<PlannedBatch> Batches(string folder, int parts, CommandConsole console)
    {
        List<IReadOnlyList<PlannedFile>> batches = [];
        List<PlannedFile> objects = [];
        foreach (var name in PlannedFolder.Names(folder))
        {
            var file = PlannedFolder.Describe(folder, name, console);
            if (!HoldsObjects(PlannedFolder.PathOf(folder, name), console))
            {
                batches.Add([file]);
                continue;
            }

            if (objects.Count == 0)
            {
                batches.Add(objects);
            }

            objects.Add(file);
        }

        return batches.Count is > 0 and <= PlanFile.MostBatches ? Balanced(batches, parts)
            : throw new CommandException(batches.Count == 0 ? $"the folder '{folder}' holds no file." : $"the folder '{folder}' holds more than {PlanFile.MostBatches} files, the most of a plan.");
    }

    /// <summary>Deals batches out so that parts have about as many bytes; the same batches always in the same way.</summary>
    public static IReadOnlyList<PlannedBatch> Balanced(IReadOnlyList<IReadOnlyList<PlannedFile>> batches, int parts)
    {
        var sizes = batches.Select(batch => batch.Sum(file => file.Size)).ToList();
        var least = new PriorityQueue<int, (long Size, int Part)>(Enumerable.Range(1, parts).Select(part => (part, (0L, part))));
        var partOf = new int[batches.Count];
        foreach (var batch in Enumerable.Range(0, batches.Count).OrderByDescending(batch => sizes[batch]))
        {
            least.TryDequeue(out var part, out var load);
            least.Enqueue(part, (load.Size + sizes[batch], part));
            partOf[batch] = part;
        }

        return [.. batches.Select((files, batch) => new PlannedBatch { Part = partOf[batch], Files = files })];
    }

    /// <summary>Whether a file is SIF, or an archive of such files. What cannot be looked into is a batch until somebody validates it, and says what is wrong with it.</summary>
    private static bool HoldsObjects(string path, CommandConsole console)
    {
        List<InputKind> kinds;
        try
        {
            kinds = [.. InputSources.Of(console, [path]).Select(KindOf).Distinct()];
        }
        catch (Exception e) when (e is CommandException or IOException)
        {
            return false;
        }

        return !kinds.Contains(InputKind.Xml) ? false
            : kinds.Count == 1 ? true
            : throw new CommandException($"'{path}' holds both batches and SIF objects, which are no one batch; unpack it.");
    }

    private static InputKind KindOf(InputSource source)
    {
        InputHead.Peek(source.Open(), out var kind, out _, out _).Dispose();
        return kind;
    }
}
