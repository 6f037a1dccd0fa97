namespace Utrex.Transcripts.Pages;

/// <summary>The paper of a PDF.</summary>
public enum TranscriptPaper
{
    /// <summary>8.5 by 11 inches.</summary>
    Letter,

    /// <summary>210 by 297 millimetres.</summary>
    A4,
}
