using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Distributing;

/// <summary>The result of a batch, read line by line into a report, as if the batch were validated now.</summary>
internal sealed class StoredResult : IDisposable
{
    // A finding may name a million lines that have a part in it.
    private const int LongestLine = 1 << 24;

    private readonly string _path;
    private readonly TextLines _lines;
    private string? _waiting;

    private StoredResult(string path, TextLines lines) => (_path, _lines) = (path, lines);

    /// <summary>Why the batch could not be validated, once the end is read; <see langword="null"/> where it was.</summary>
    public string? Failure { get; private set; }

    /// <summary>The sums, once the end is read.</summary>
    public RunSummary Summary { get; } = new();

    /// <summary>Opens a result.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">The digest of the plan that it must belong to.</param>
    /// <param name="batch">The number of the batch.</param>
    /// <param name="console">What opens files.</param>
    /// <exception cref="CommandException">It is no result, or one of another plan.</exception>
    public static StoredResult Open(string path, string plan, int batch, CommandConsole console)
    {
        var result = new StoredResult(path, new TextLines(console.OpenInput(path), path, LongestLine));
        try
        {
            var head = result.Read(ResultJson.Default.ResultHead, result._lines.Read());
            return string.Equals(head.Plan, plan, StringComparison.Ordinal) && head.Version == ResultHead.CurrentVersion && string.Equals(head.Utrex, ResultHead.Kind, StringComparison.Ordinal) && head.Batch == batch ? result
                : throw new CommandException($"'{path}' is the result of another plan; name the folder of this one, or remove what is not of it.");
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Reads the findings of one of the batch's files; of an archive, those of its entries.</summary>
    /// <param name="name">The file, as reports call it.</param>
    /// <param name="begin">Takes each file that findings follow of.</param>
    /// <param name="take">Takes each finding.</param>
    /// <exception cref="CommandException">A line is none of a result.</exception>
    public void ReadFile(string name, Action<string> begin, Action<ReportRow> take)
    {
        while (Next() is { } line)
        {
            if (IsFinding(line))
            {
                take(ReadRow(line));
                continue;
            }

            if (Read(ResultJson.Default.ResultMark, line) is not { Begin: { } file } || !IsOf(file, name))
            {
                _waiting = line;
                return;
            }

            begin(file);
        }

        throw Damaged("it has no end");
    }

    /// <summary>Reads the end.</summary>
    /// <exception cref="CommandException">It is not there, or not the end.</exception>
    public void ReadEnd()
    {
        var mark = Read(ResultJson.Default.ResultMark, Next());
        Failure = mark.Failure;
        if (Next() is not null)
        {
            throw Damaged("it goes on behind its end");
        }

        if (mark.Sums is not { } sums)
        {
            _ = Failure ?? throw Damaged("something stands where it should end");
            return;
        }

        foreach (var batch in sums.Read)
        {
            Summary.Add(Sum(), new ReadBatch(batch.File, batch.Head, batch.Records), new BatchYear(SpecificationOf(batch), batch.Line, batch.IsOfObjects) { IsGuess = batch.IsGuess });
        }

        Summary.CollectedFiles = sums.CollectedFiles;
        Summary.Add(Sum() with { RecordsRead = sums.RecordsRead, RecordsRefused = sums.LinesRefused, Errors = sums.Errors, Warnings = sums.Warnings, Cascades = sums.Cascades, NotEvaluated = [.. sums.NotEvaluated.Select(NotEvaluated)] });
    }

    public void Dispose() => _lines.Dispose();

    private static ValidationSummary Sum() => new() { RecordsRead = 0, RecordsRefused = 0, Errors = 0, Warnings = 0, NotEvaluated = [] };

    /// <summary>Whether what a report names is a file, or an entry of it.</summary>
    private static bool IsOf(string file, string name) => file.StartsWith(name, StringComparison.Ordinal) && (file.Length == name.Length || file[name.Length] == '/');

    // Findings begin with the file, and marks do not.
    private static bool IsFinding(string line) => line.StartsWith("{\"file\":", StringComparison.Ordinal);

    private CompiledSpecification SpecificationOf(ResultBatch batch) =>
        Years.Judged.FirstOrDefault(year => year.EndingYear == batch.SchoolYear)?.Specification ?? throw Damaged("it is of a school year that the tool does not hold");

    private RuleNotEvaluated NotEvaluated(ResultRule entry)
    {
        try
        {
            return new RuleNotEvaluated(RuleKeys.Find(entry.SchoolYear, entry.Rule, entry.Order), entry.Reason) { Failure = entry.HasFailed ? new InvalidOperationException(entry.Reason) : null };
        }
        catch (FormatException e)
        {
            throw Damaged(e.Message, e);
        }
    }

    private ReportRow ReadRow(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            var rule = RuleKeys.Find(json.GetProperty("schoolYear"u8).GetInt32(), FindingJson.Text(json, "rule") ?? "", json.GetProperty("order"u8).GetInt32());
            var row = FindingJson.Read(json, rule);
            row = row with { ExtendedDescription = FindingJson.Text(json, "description") ?? row.Message };
            row = Places(json, "recordPlace") is [var place] ? row with { RecordPlace = place } : row;
            row = Places(json, "relatedPlaces") is { Count: > 0 } related ? row with { Related = related } : row;
            return Places(json, "causePlace") is [var cause] ? row with { Cause = cause } : row;
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw Damaged("it is no finding", e);
        }
    }

    private static List<ReportPlace> Places(JsonElement json, string name) => json.TryGetProperty(name, out var places)
        ? [.. places.EnumerateArray().Chunk(2).Select(pair => new ReportPlace(pair[0].GetString() ?? "", pair[^1].GetInt32()))]
        : [];

    private string? Next()
    {
        var line = _waiting ?? _lines.Read();
        _waiting = null;
        return line;
    }

    private T Read<T>(JsonTypeInfo<T> type, string? line)
    {
        try
        {
            return (line is null ? default : JsonSerializer.Deserialize(line, type)) ?? throw Damaged("it has no end");
        }
        catch (JsonException e)
        {
            throw Damaged("it is none of a result", e);
        }
    }

    private CommandException Damaged(string what, Exception? inner = null)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"'{_path}' is no whole result of a batch, see line {_lines.Number}: {what}; run its part again.");
        return inner is null ? new CommandException(message) : new CommandException(message, inner);
    }
}
