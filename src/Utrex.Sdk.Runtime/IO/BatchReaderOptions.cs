using Utrex.Sdk.Specification;

namespace Utrex.Sdk.IO;

/// <summary>The limits of a reader.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record BatchReaderOptions
{
    /// <summary>The limits that a reader has unless it is told otherwise.</summary>
    public static BatchReaderOptions Default { get; } = new();

    /// <summary>The longest line in bytes, without its end; 64 KiB by default. A longer line is refused, not buffered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1 KiB or above 64 MiB.</exception>
    public int MaxLineLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1 << 10);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1 << 26);
            field = value;
        }
    } = 1 << 16;

    /// <summary>
    /// What the run knows besides the batch. If it is given, the reader finds out of each record whether its values surely are clean:
    /// <see cref="BatchReader.IsClean"/>. A validator gives the reader its own.
    /// </summary>
    public SubmissionContext? Context { get; init; }
}
