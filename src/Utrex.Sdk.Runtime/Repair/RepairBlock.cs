using System.Buffers;
using System.Runtime.ExceptionServices;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Repair;

/// <summary>
/// Some hundreds of lines on their way: as they are in the file, then as they have been repaired, with the changes. One thread at a time has it.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class RepairBlock : IDisposable
{
    /// <summary>How many bytes of lines a block takes before it is full.</summary>
    public const int Room = 1 << 17;

    private readonly List<Entry> _lines = [];
    private readonly ManualResetEventSlim _isRepaired = new();
    private byte[] _bytes = new byte[Room + (Room / 8)];

    /// <summary>How many bytes its lines have.</summary>
    public int ByteCount { get; private set; }

    /// <summary>How many lines it has.</summary>
    public int LineCount => _lines.Count;

    /// <summary>Whether further lines belong into another block.</summary>
    public bool IsFull => ByteCount >= Room;

    /// <summary>Whether it has grown for a line that is longer than those of batches, and should not be kept.</summary>
    public bool IsLarge => _bytes.Length > 2 * Room;

    /// <summary>The encoding that the first line came in, where it was another one than UTF-8.</summary>
    public string? Encoding { get; private set; }

    /// <summary>What broke off the repair behind its last line, or in it.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }

    /// <summary>The lines as they have been repaired.</summary>
    public ArrayBufferWriter<byte> Output { get; } = new(Room + (Room / 4));

    /// <summary>What was changed, line by line.</summary>
    public List<Change> Changes { get; } = [];

    /// <summary>Takes the line that has been read.</summary>
    public void Add(TextFileLines lines)
    {
        var line = lines.Line;
        if (line.Length > _bytes.Length - ByteCount)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length + Room, ByteCount + line.Length));
        }

        line.CopyTo(_bytes.AsSpan(ByteCount));
        _lines.Add(new Entry(ByteCount, line.Length, lines.Number, lines.LineEnd, lines.EndedWithReturn));
        ByteCount += line.Length;
        if (lines is { Number: 1, WasConverted: true })
        {
            Encoding = lines.EncodingName;
        }
    }

    /// <summary>A line, its number, what ends it, and whether that was a carriage return alone.</summary>
    public ReadOnlySpan<byte> Line(int place, out int number, out ReadOnlySpan<byte> lineEnd, out bool endedWithReturn)
    {
        var line = _lines[place];
        number = line.Number;
        lineEnd = line.LineEnd.Span;
        endedWithReturn = line.EndedWithReturn;
        return _bytes.AsSpan(line.Start, line.Length);
    }

    /// <summary>Says that the thread that had it is done with it.</summary>
    public void Complete() => _isRepaired.Set();

    /// <summary>Whether it has been repaired.</summary>
    public bool IsComplete => _isRepaired.IsSet;

    /// <summary>Waits until it has been repaired.</summary>
    public void Wait() => _isRepaired.Wait();

    /// <summary>Makes room for other lines.</summary>
    public void Clear()
    {
        _lines.Clear();
        _isRepaired.Reset();
        ByteCount = 0;
        Encoding = null;
        Output.ResetWrittenCount();
        Changes.Clear();
    }

    public void Dispose() => _isRepaired.Dispose();

    /// <summary>What <see cref="RepairedValue"/> says, until somebody takes it: a batch may have millions.</summary>
    public readonly record struct Change(int Line, RecordInfo? Record, FieldInfo? Field, RepairKind Kind, string Old, string? New)
    {
        public RepairedValue ToValue() => new(Line, Record, Field, Kind, Old, New);
    }

    private readonly record struct Entry(int Start, int Length, int Number, ReadOnlyMemory<byte> LineEnd, bool EndedWithReturn);
}
