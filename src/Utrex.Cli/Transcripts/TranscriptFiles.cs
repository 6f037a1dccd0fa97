using System.Globalization;
using Utrex.Cli.Terminal;
using Utrex.Transcripts;
using Utrex.Transcripts.Pages;
using Utrex.Transcripts.Pesc;

namespace Utrex.Cli.Transcripts;

/// <summary>Writes transcripts into a folder, a file each, named by LEA, school and student number.</summary>
/// <param name="folder">The folder.</param>
/// <param name="format">What is written.</param>
/// <param name="paper">The paper of PDF.</param>
/// <param name="lost">Takes what PESC has no place for.</param>
internal sealed class TranscriptFiles(OutputFolder folder, string format, TranscriptPaper paper, Action<PescLoss> lost)
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes PESC documents, and knows what has no place in them.</summary>
    public PescWriter Pesc { get; } = new() { Lost = lost };

    /// <summary>How many were written.</summary>
    public int Count { get; private set; }

    public void Write(Transcript transcript)
    {
        using var file = File.Create(Path.Combine(folder.Path, NameOf(transcript)));
        switch (format)
        {
            case "html":
                TranscriptHtml.Write(transcript, file);
                break;
            case "pdf":
                TranscriptPdf.Write(transcript, file, paper);
                break;
            default:
                Pesc.Write(transcript, file);
                break;
        }

        Count++;
    }

    /// <summary>A name that every file system takes, whatever stands in a batch as a number.</summary>
    private string NameOf(Transcript transcript)
    {
        var name = string.Join('-', new[] { transcript.LeaNumber, transcript.SchoolNumber, transcript.StudentNumber }.Select(part => part.Length is > 0 and <= 40 ? string.Concat(part.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')) : "_"));
        var free = name;
        for (var i = 2; !_names.Add(free); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        }

        return $"{free}.{(format is "pesc" ? "xml" : format)}";
    }
}
