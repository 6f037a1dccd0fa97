using System.Globalization;
using Utrex.Cli.Terminal;
using Utrex.Documents;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Transcripts;
using Utrex.Transcripts.Pesc;

namespace Utrex.Cli.Transcripts;

/// <summary>PESC documents that others have written, and the batch that they make.</summary>
internal sealed class ReceivedTranscripts
{
    private const int MostLines = 100;

    private readonly PescReader _reader = new();
    private readonly List<Transcript> _transcripts = [];

    /// <summary>The number of transcripts.</summary>
    public int Count => _transcripts.Count;

    /// <summary>Whether anything was not as it should be.</summary>
    public bool HasProblems => _reader.ProblemCount > 0;

    /// <summary>Reads a document.</summary>
    /// <exception cref="CommandException">It is none, or is not to be read to its end.</exception>
    public void Add(InputSource source, string? lea, string? school, CancellationToken cancellation)
    {
        using var stream = source.Open();
        var transcript = _reader.Read(stream, source.Name, cancellation)
            ?? throw new CommandException($"{_reader.Problems.Last(problem => problem.IsFatal)}; nothing was written.");
        _transcripts.Add(lea is null && school is null ? transcript : transcript.ReceivedBy(lea ?? transcript.LeaNumber, school ?? transcript.SchoolNumber));
    }

    /// <summary>Writes the batch.</summary>
    /// <returns>The number of records.</returns>
    /// <exception cref="CommandException">The transcripts make no batch.</exception>
    public int Write(Stream output, RecordLayout layout)
    {
        if (_transcripts.Select(transcript => transcript.LeaNumber).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            throw new CommandException("the transcripts are of several LEAs, and a batch is of one; name the LEA that receives them with --lea, or give the files of each LEA apart.");
        }

        var asOf = _transcripts.Max(transcript => transcript.AsOf) ?? Dates.Today().ToDateTime(TimeOnly.MinValue);

        // Whatever goes wrong, the output gets nothing: standard output cannot be taken back.
        using var batch = TemporaryFile.Create();
        int records;
        using (var writer = new BatchWriter(batch, layout, leaveOpen: true))
        {
            records = TranscriptBatch.Write(writer, _transcripts, asOf);
        }

        batch.Position = 0;
        batch.CopyTo(output);
        return records;
    }

    /// <summary>Says what was not as it should be, and what no field holds.</summary>
    public void Tell(TextWriter error)
    {
        foreach (var problem in _reader.Problems.Take(MostLines))
        {
            error.WriteLine(problem.ToString());
        }

        if (_reader.ProblemCount > MostLines)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {_reader.ProblemCount - MostLines} more"));
        }

        if (_reader.LeftOut.Count > 0)
        {
            error.WriteLine($"left out, since no field holds it: {string.Join(", ", _reader.LeftOut.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")))}");
        }
    }
}
