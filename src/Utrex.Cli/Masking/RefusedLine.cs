using System.Buffers;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Masking;

/// <summary>A line that is no record, with every letter and digit another one. Nobody knows what stands where in it.</summary>
internal static class RefusedLine
{
    private const int RecordIdLength = 3;

    // A byte that no UTF-8 has, for those that were none: the line stays unreadable.
    private const byte NoUtf8 = 0xFF;

    /// <summary>Writes a line, or a piece of a long one.</summary>
    /// <param name="specification">What says which lines are records.</param>
    /// <param name="line">The bytes, with the end of the line.</param>
    /// <param name="isStart">Whether the line begins with them.</param>
    /// <param name="output">Where to.</param>
    public static void Write(SpecificationInfo specification, ReadOnlySpan<byte> line, bool isStart, IBufferWriter<byte> output)
    {
        // The id of a record type says why the line was refused, and nothing about anybody. What is none may not become one.
        var kept = isStart && specification.FindRecord(line) is not null ? RecordIdLength : 0;
        output.Write(line[..kept]);
        var masked = Mask(line[kept..]);
        while (isStart && kept == 0 && specification.FindRecord(masked) is not null)
        {
            masked = Mask(line);
        }

        output.Write(masked);
    }

    private static byte[] Mask(ReadOnlySpan<byte> line)
    {
        var masked = new ArrayBufferWriter<byte>(line.Length + 1);
        while (!line.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(line, out var rune, out var length) == OperationStatus.Done)
            {
                masked.Write(Encoding.UTF8.GetBytes(ValueShape.Other(rune)));
            }
            else
            {
                masked.GetSpan(length)[..length].Fill(NoUtf8);
                masked.Advance(length);
            }

            line = line[length..];
        }

        return masked.WrittenSpan.ToArray();
    }
}
