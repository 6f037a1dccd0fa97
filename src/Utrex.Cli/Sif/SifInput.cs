namespace Utrex.Cli.Sif;

/// <summary>Tells SIF from batches: XML begins with an angle bracket, a batch never does.</summary>
internal static class SifInput
{
    private const int Most = 256;

    /// <summary>Looks at the beginning of an input without taking it away.</summary>
    /// <param name="stream">The input; read on from what comes back instead.</param>
    /// <param name="isSif">Whether it is XML.</param>
    public static Stream Peek(Stream stream, out bool isSif)
    {
        var head = new byte[Most];
        var length = stream.ReadAtLeast(head, Most, throwOnEndOfStream: false);
        isSif = IsXml(head.AsSpan(0, length));
        if (!stream.CanSeek)
        {
            return new PrefixedStream(head.AsMemory(0, length), stream);
        }

        stream.Position -= length;
        return stream;
    }

    private static bool IsXml(ReadOnlySpan<byte> head)
    {
        // Either byte order of UTF-16, or UTF-8 with or without its mark.
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return true;
        }

        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    /// <summary>The bytes that were looked at, then the rest.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _head = head;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_head.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var count = Math.Min(buffer.Length, _head.Length);
            _head.Span[..count].CopyTo(buffer);
            _head = _head[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _head.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
