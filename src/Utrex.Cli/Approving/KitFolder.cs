using System.Globalization;
using System.Text.Json;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Approving;

/// <summary>A kit that was written, as it is found again.</summary>
internal sealed class KitFolder
{
    private KitFolder(string path, string lea, IReadOnlyList<KitSubmission> submissions) => (Path, Lea, Submissions) = (path, lea, submissions);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The number of the LEA.</summary>
    public string Lea { get; }

    /// <summary>What is expected.</summary>
    public IReadOnlyList<KitSubmission> Submissions { get; }

    /// <summary>The registers that go with it.</summary>
    public string Registers => System.IO.Path.Combine(Path, KitFiles.Registers);

    /// <summary>Opens a kit.</summary>
    /// <exception cref="CommandException">The folder holds none, or one of another school year.</exception>
    public static KitFolder Open(string path)
    {
        var index = System.IO.Path.Combine(path, KitFiles.Index);
        if (!File.Exists(index))
        {
            throw new CommandException($"'{path}' holds no approval kit ({KitFiles.Index}); 'utrex approval-kit --output {path}' writes one.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(index));
            var root = json.RootElement;
            if (root.GetProperty("schoolYear").GetString() is not { } year || !string.Equals(year, UtrexSpecification.Current.SchoolYear, StringComparison.Ordinal))
            {
                throw new CommandException($"the kit in '{path}' is of another school year than {UtrexSpecification.Current.SchoolYear}; write it anew.");
            }

            return new KitFolder(path, root.GetProperty("lea").GetString()!, [.. root.GetProperty("submissions").EnumerateArray().Select(Submission)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CommandException($"'{index}' is damaged; write the kit anew.", e);
        }
    }

    /// <summary>The batch that is expected of a submission.</summary>
    public string BatchOf(KitSubmission submission) => System.IO.Path.Combine(Path, KitFiles.Expected, submission.Id + ".utrex");

    /// <summary>The same as SIF objects.</summary>
    public string ObjectsOf(KitSubmission submission) => System.IO.Path.Combine(Path, KitFiles.Expected, submission.Id + ".xml");

    private static KitSubmission Submission(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("title").GetString()!,
        DateOnly.ParseExact(json.GetProperty("asOf").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        [.. json.GetProperty("records").EnumerateArray().Select(record => record.GetString()!)]);
}
