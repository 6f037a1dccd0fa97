using System.Globalization;
using System.IO.Pipelines;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Documents;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Sif;

/// <summary>The batch that the SIF files of a command make, in a temporary file that nobody else can read, and where in SIF its lines come from.</summary>
/// <param name="options">Makes what the collector is to know, once there is a SIF file: every year that objects may be of is loaded for it.</param>
internal sealed class CollectedBatch(Func<SifCollectorOptions> options) : IDisposable
{
    private readonly List<string> _files = [];

    // The map of SIF is a lot to load, and most batches are none of SIF.
    private SifCollector? _made;
    private FileStream? _stream;
    private bool _isBroken;

    private SifCollector Collector => _made ??= new SifCollector(options());

    /// <summary>The files, in the order in which they came.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>What could not be read or put together.</summary>
    public IReadOnlyList<SifProblem> Problems => _made?.Problems ?? [];

    /// <summary>How many problems are errors.</summary>
    public int Errors => _made?.ErrorCount ?? 0;

    /// <summary>How many problems are warnings.</summary>
    public int Warnings => _made is null ? 0 : _made.ProblemCount - _made.ErrorCount;

    /// <summary>What the batch is judged by, once it is open.</summary>
    public CompiledSpecification Specification => (CompiledSpecification)Collector.Specification!;

    /// <summary>Whether there are SIF files, and <see cref="Problems"/> holds whatever is wrong with them.</summary>
    public bool HasAllProblems => _files.Count > 0 && Collector.Problems.Count == Collector.ProblemCount;

    /// <summary>Reads the objects of a file.</summary>
    /// <returns>Whether all of it could be read.</returns>
    public bool Add(Stream input, string file, CancellationToken cancellationToken = default)
    {
        _files.Add(file);
        var isWhole = Collector.Add(input, file, cancellationToken);
        _isBroken |= !isWhole;
        return isWhole;
    }

    /// <summary>
    /// The batch from its beginning, or <see langword="null"/> where there is none: no district, a file that cannot be read to its end, or packets that are missing,
    /// since half a batch would break rules that the whole keeps.
    /// </summary>
    public async Task<Stream?> OpenAsync(CancellationToken cancellationToken)
    {
        if (_isBroken)
        {
            return null;
        }

        _stream = TemporaryFile.Create();
        var output = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
        var records = await Collector.WriteAsync(output, RecordLayout.Delimited, cancellationToken).ConfigureAwait(false);
        await output.CompleteAsync().ConfigureAwait(false);
        _stream.Position = 0;
        SifYear.Demand(Collector.SchoolYear);
        return records > 0 && !Collector.Problems.Any(problem => problem.Rule == SifRules.SifMissingPacket) ? _stream : null;
    }

    /// <summary>
    /// The finding with its place in the SIF file; its message names the object, and other files in which something has a part in it, since
    /// the numbers of lines alone would be taken for those of this file.
    /// </summary>
    /// <param name="row">The finding on the batch.</param>
    /// <param name="isMasked">Whether identifiers, from which a student number might be guessed, are left out.</param>
    public ReportRow Locate(ReportRow row, bool isMasked)
    {
        var field = row.Field is null ? null : Years.Of(row.Rule).FindRecord(row.Record ?? "")?.FindField(row.Field);
        var origin = Collector.FindOrigin(row.Line, field);
        var file = origin?.File ?? _files[0];
        var related = row.Related.Select(place => PlaceOf(place.Line)).ToList();
        ReportPlace? cause = row.Cause is { Line: var line } ? PlaceOf(line) : null;
        string[] notes =
        [
            .. origin is null ? [] : new[] { $"{origin.Name}{(isMasked || origin.RefId is null ? "" : " " + origin.RefId)}" },
            .. related.Where(IsElsewhere).Select(place => "it also involves " + Describe(place)),
            .. cause is { } place && IsElsewhere(place) ? ["its cause is in " + Describe(place)] : Array.Empty<string>(),
        ];
        return row with
        {
            File = file,
            Line = origin?.Line ?? 1,
            Message = string.Concat(notes.Select(note => $" ({note})").Prepend(row.Message)),
            RecordPlace = PlaceOf(row.Line),
            Related = related,
            Cause = cause,
        };

        bool IsElsewhere(ReportPlace place) => !string.Equals(place.File, file, StringComparison.Ordinal);

        static string Describe(ReportPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.File}, line {place.Line}");

        ReportPlace PlaceOf(int line) => Collector.FindOrigin(line) is { } found ? new ReportPlace(found.File, found.Line) : new ReportPlace(_files[0], 1);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _made?.Dispose();
    }
}
