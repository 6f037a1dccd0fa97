using System.Buffers;
using System.Text.Json;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;

namespace Utrex.Cli.Distributing;

/// <summary>The result of a batch with all that any report needs: JSON lines as <see cref="JsonLinesReport"/> has them, and behind its keys what only other reports ask for.</summary>
internal sealed class StoredReport : IFindingReport
{
    private const int FlushAt = 1 << 16;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);

    /// <summary>Begins a result.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="plan">The digest of the plan.</param>
    /// <param name="batch">The number of the batch in it, from 1.</param>
    public StoredReport(Stream stream, string plan, int batch)
    {
        _stream = stream;
        WriteLine(json => JsonSerializer.Serialize(json, new ResultHead { Utrex = ResultHead.Kind, Version = ResultHead.CurrentVersion, Plan = plan, Batch = batch }, ResultJson.Default.ResultHead));
    }

    /// <summary>The sums, once all is read.</summary>
    public RunSummary Summary { get; private set; } = new();

    public void BeginFile(string file) => WriteMark(new ResultMark { Begin = file });

    public void Write(ReportRow row)
    {
        WriteLine(json =>
        {
            json.WriteStartObject();
            FindingJson.Write(json, row);
            WriteRest(json, row);
            json.WriteEndObject();
        });
    }

    public void Complete(RunSummary summary)
    {
        Summary = summary;
        WriteMark(new ResultMark { Sums = SumsOf(summary) });
        Flush();
    }

    /// <summary>Ends the result of a batch that could not be validated.</summary>
    public void Fail(string why)
    {
        WriteMark(new ResultMark { Failure = why });
        Flush();
    }

    public void Dispose() => _buffer.Clear();

    private static void WriteRest(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteNumber("schoolYear"u8, RuleKeys.YearOf(row.Rule));
        json.WriteNumber("order"u8, row.Rule.Order);
        if (!string.Equals(row.ExtendedDescription, row.Message, StringComparison.Ordinal))
        {
            json.WriteString("description"u8, row.ExtendedDescription);
        }

        // Only what comes of SIF objects leads to other files and lines.
        if (row.RecordPlace != new ReportPlace(row.File, row.Line))
        {
            WritePlaces(json, "recordPlace", [row.RecordPlace]);
        }

        if (row.Related.Any(place => !IsHere(place)))
        {
            WritePlaces(json, "relatedPlaces", row.Related);
        }

        if (row.Cause is { } cause && !IsHere(cause))
        {
            WritePlaces(json, "causePlace", [cause]);
        }

        bool IsHere(ReportPlace place) => string.Equals(place.File, row.File, StringComparison.Ordinal);
    }

    private static void WritePlaces(Utf8JsonWriter json, string name, IEnumerable<ReportPlace> places)
    {
        json.WriteStartArray(name);
        foreach (var place in places)
        {
            json.WriteStringValue(place.File);
            json.WriteNumberValue(place.Line);
        }

        json.WriteEndArray();
    }

    private static ResultSums SumsOf(RunSummary summary) => new()
    {
        RecordsRead = summary.RecordsRead,
        LinesRefused = summary.LinesRefused,
        Errors = summary.Errors,
        Warnings = summary.Warnings,
        Cascades = summary.Cascades,
        CollectedFiles = summary.CollectedFiles,
        Read = [.. summary.Read.Zip(summary.YearsRead, (batch, year) => new ResultBatch
        {
            File = batch.File,
            Head = batch.Head,
            Records = batch.Records,
            SchoolYear = year.Specification.EndingYear,
            Line = year.Line,
            IsOfObjects = year.IsOfObjects,
            IsGuess = year.IsGuess,
        })],
        NotEvaluated = [.. summary.NotEvaluated.Select(entry => new ResultRule
        {
            SchoolYear = RuleKeys.YearOf(entry.Rule),
            Rule = entry.Rule.Id,
            Order = entry.Rule.Order,
            Reason = entry.Reason,
            HasFailed = entry.Failure is not null,
        })],
    };

    private void WriteMark(ResultMark mark) => WriteLine(json => JsonSerializer.Serialize(json, mark, ResultJson.Default.ResultMark));

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(_buffer, FindingJson.Options))
        {
            write(json);
        }

        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        _stream.Flush();
    }
}
