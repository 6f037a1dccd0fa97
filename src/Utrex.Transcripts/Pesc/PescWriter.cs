using System.Text;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Records;
using Utrex.Transcripts.Mapping;

namespace Utrex.Transcripts.Pesc;

/// <summary>
/// Writes transcripts as PESC High School Transcripts 1.5.0, one document a student. What is written is read back before, so that
/// <see cref="Losses"/> is exact: each value that the standard has no place for goes into the document's user defined extensions and is named.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
/// <example><code>
/// var pesc = new PescWriter();
/// foreach (var transcript in collector.Complete())
/// {
///     using var file = File.Create($"{transcript.StudentNumber}.xml");
///     pesc.Write(transcript, file);
/// }
/// </code></example>
public sealed class PescWriter
{
    private const int MostLosses = 1000;
    private const string Prefix = "HSTrn";

    private readonly PescWriterOptions _options;
    private readonly List<PescLoss> _losses = [];
    private readonly Dictionary<string, int> _lossesByField = new(StringComparer.Ordinal);

    /// <summary>A writer.</summary>
    public PescWriter(PescWriterOptions? options = null) => _options = options ?? new PescWriterOptions();

    /// <summary>The number of documents written.</summary>
    public int Count { get; private set; }

    /// <summary>Takes each value that PESC has no place for, beyond the thousand that are kept too.</summary>
    public Action<PescLoss>? Lost { get; init; }

    /// <summary>The values that PESC has no place for: the first thousand.</summary>
    public IReadOnlyList<PescLoss> Losses => _losses;

    /// <summary>The number of such values by what became of them, in ordinal order.</summary>
    public IReadOnlyDictionary<string, int> LossesByField => new SortedDictionary<string, int>(_lossesByField, StringComparer.Ordinal);

    /// <summary>Writes a transcript.</summary>
    /// <param name="transcript">The transcript.</param>
    /// <param name="output">Where the document goes; it stays open.</param>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch; the message names record and field.</exception>
    public void Write(Transcript transcript, Stream output)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(output);
        var (document, origins) = PescComposer.Compose(transcript, _options);
        Compare(transcript, document, origins);

        using var xml = new Utf8XmlWriter(output);
        xml.Declare();
        var root = Encoding.UTF8.GetBytes($"{Prefix}:{PescDocument.Root}");
        xml.Start(root);
        xml.Attribute(Encoding.UTF8.GetBytes("xmlns:" + Prefix), Encoding.UTF8.GetBytes(PescMap.Namespace));
        var objects = new DocumentXmlWriter(new Dictionary<string, string>(StringComparer.Ordinal), path => throw new InvalidOperationException($"PESC demands {path}, and nobody has made it."));
        objects.Write(xml, document.Transmission);
        objects.Write(xml, document.Student);
        PescExtensions.Write(xml, document.Carried);
        xml.End(root);
        xml.Flush();
        Count++;
    }

    /// <summary>Reads the records back, and takes what does not come back as it was into the extensions.</summary>
    private void Compare(Transcript transcript, PescDocument document, IReadOnlyList<(RecordMap Map, DocumentObject? Part, Utf8Value[] Values)> origins)
    {
        // The head is made of no part; a course and its first grade of the same one.
        var read = PescDecomposer.Read(document).ToDictionary(row => (row.Map, row.Part ?? document.Student));
        foreach (var (map, part, values) in origins)
        {
            if (!read.TryGetValue((map, part ?? document.Student), out var row))
            {
                Lose(new PescLoss(transcript.SchoolNumber, transcript.StudentNumber, map.Record, 0, Field: null, "", IsCarried: false));
                continue;
            }

            foreach (var field in map.Record.Fields)
            {
                if (DocumentValues.AreEqual(field, values[field.Number], row.Values[field.Number].Trim()))
                {
                    continue;
                }

                var text = values[field.Number].ToString();
                var held = PescLimits.Xml(text);
                document.Carried.Add(new CarriedField(map.Record.Id, row.Number, field.Name, held));
                Lose(new PescLoss(transcript.SchoolNumber, transcript.StudentNumber, map.Record, row.Number, field, text, string.Equals(text, held, StringComparison.Ordinal)));
            }
        }
    }

    private void Lose(PescLoss loss)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_lossesByField, loss.ToString(), out _)++;
        Lost?.Invoke(loss);
        if (_losses.Count < MostLosses)
        {
            _losses.Add(loss);
        }
    }
}
