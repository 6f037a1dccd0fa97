namespace Utrex.Transcripts.Pesc;

/// <summary>What a PESC document says besides the transcript.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record PescWriterOptions
{
    /// <summary>The name of the college or organisation that the document is for; left out by default.</summary>
    public string? Destination { get; init; }

    /// <summary>When the document was made, where the transcript has no time of an extract; by default the current time.</summary>
    public DateTime? Created { get; init; }
}
