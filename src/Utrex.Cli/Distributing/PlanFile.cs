using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk;

namespace Utrex.Cli.Distributing;

/// <summary>A plan in a file. It is an input like any other: it may come from anywhere, and names no file outside of its folder.</summary>
/// <param name="Plan">What it says.</param>
/// <param name="Bytes">The file.</param>
internal sealed record PlanFile(BatchPlan Plan, byte[] Bytes)
{
    /// <summary>The most parts of a plan.</summary>
    public const int MostParts = 100_000;

    /// <summary>The most batches of a plan.</summary>
    public const int MostBatches = 200_000;

    private const int LongestFile = 1 << 26;

    /// <summary>What results say of the plan that they belong to: the SHA-256 of the file.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>The version of this program, as plans name it.</summary>
    public static string Program { get; } = typeof(PlanFile).Assembly.GetName().Version!.ToString(3);

    /// <summary>Writes a plan.</summary>
    /// <exception cref="CommandException">The file cannot be written, or is one of those that are planned.</exception>
    public static void Write(BatchPlan plan, string path, CommandConsole console)
    {
        using var file = OutputFile.Create(path, console);
        JsonSerializer.Serialize(file.Stream, plan, PlanJson.Default.BatchPlan);
        file.Stream.Write("\n"u8);
        file.Complete();
    }

    /// <summary>Reads a plan.</summary>
    /// <exception cref="CommandException">The file cannot be read, or is no plan of this version; the message says why.</exception>
    public static PlanFile Read(string path, CommandConsole console)
    {
        using var stream = console.OpenEarlier(path);
        var bytes = BoundedRead(stream, path);
        try
        {
            var plan = JsonSerializer.Deserialize(bytes, PlanJson.Default.BatchPlan) ?? throw new JsonException("It is null.");
            Check(plan, path);
            return new PlanFile(plan, bytes);
        }
        catch (JsonException e)
        {
            throw new CommandException(VersionOf(bytes) is { } other and not BatchPlan.CurrentVersion
                ? OtherVersion(path, other)
                : string.Create(CultureInfo.InvariantCulture, $"'{path}' is no plan of batches, see line {(e.LineNumber ?? 0) + 1}; 'utrex batch plan' makes one."), e);
        }
    }

    private static byte[] BoundedRead(Stream stream, string path)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > LongestFile)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has more than {LongestFile} bytes, and no plan has; is it the right file?"));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The version that a plan says it has, where it says one.</summary>
    private static int? VersionOf(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Check(BatchPlan plan, string path)
    {
        if (!string.Equals(plan.Utrex, BatchPlan.Kind, StringComparison.Ordinal))
        {
            throw Wrong("it does not say that it is one; 'utrex batch plan' makes one");
        }

        if (plan.Version != BatchPlan.CurrentVersion)
        {
            throw new CommandException(OtherVersion(path, plan.Version));
        }

        if (!string.Equals(plan.Program, Program, StringComparison.Ordinal))
        {
            throw new CommandException($"the plan '{path}' was made by utrex {PrintableText.Of(plan.Program)}, and this is utrex {Program}, which may judge otherwise: let one version plan, run and gather.");
        }

        if (plan.SchoolYear is { } year && !Years.Judged.Any(held => held.EndingYear == year))
        {
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"it is of the school year that ends in {year}, and the tool holds {Years.Names}"));
        }

        if (plan.Submission is { } submission && !Years.Newest.Submissions.Any(known => string.Equals(known.Id, submission, StringComparison.Ordinal)))
        {
            throw Wrong($"'{PrintableText.Of(submission)}' is no submission");
        }

        if (plan.Today == default || plan.Parts is < 1 or > MostParts || plan.Batches.Count > MostBatches)
        {
            throw Wrong("its day, or its number of parts or batches, is none that a plan has");
        }

        foreach (var batch in plan.Batches)
        {
            if (batch is not { Files.Count: > 0 } || batch.Part < 1 || batch.Part > plan.Parts)
            {
                throw Wrong("a batch has no file, or a part that there is not");
            }
        }

        CheckFiles(plan.Batches.SelectMany(batch => batch.Files));
        CheckFiles(plan.Reference?.Files ?? []);

        void CheckFiles(IEnumerable<PlannedFile> files)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in files)
            {
                var name = PrintableText.Of(file?.Name);
                var problem = file is null || !IsWithin(file.Name) ? "is no name of a file within its folder"
                    : file.Size < 0 || file.Sha256.Length != 2 * SHA256.HashSizeInBytes || !file.Sha256.All(char.IsAsciiHexDigitLower) ? "has no size and SHA-256"
                    : !names.Add(file.Name) ? "is there twice"
                    : null;
                if (problem is not null)
                {
                    throw Wrong($"'{name}' {problem}");
                }
            }
        }

        CommandException Wrong(string problem) => new($"'{path}' is no plan of batches: {problem}.");
    }

    /// <summary>Whether a name leads to nowhere but into the folder.</summary>
    private static bool IsWithin(string name) => name.Split('/').All(part => part is not ("" or "." or "..") && part.IndexOfAny(Path.GetInvalidFileNameChars()) < 0);

    private static string OtherVersion(string path, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"'{path}' is a plan of version {version}, and this program knows version {BatchPlan.CurrentVersion}: use the program that made it.");
}
