using System.Buffers.Binary;
using System.Security.Cryptography;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Keeps the XML of objects, each type for itself, until all are there: an agent answers type by type, what refers comes after what it refers
/// to, and what an LEA is called may be said by the last record. Little stays in memory, the rest is in a temporary file.
/// </summary>
/// <param name="depth">How many elements will stand around an object.</param>
/// <param name="packetSize">How many objects a packet has at most.</param>
internal sealed class ObjectSpool(int depth, int packetSize) : IDisposable
{
    private readonly Lane?[] _lanes = new Lane?[SifMap.Shapes.Count];
    private FileStream? _file;
    private long _length;

    /// <summary>Where an object of a type is written, up to <see cref="End"/>.</summary>
    public Utf8XmlWriter Begin(DocumentShape shape) => (_lanes[shape.Index] ??= new Lane(this, depth)).Xml;

    /// <summary>The object that was begun is complete.</summary>
    public void End(DocumentShape shape)
    {
        var lane = _lanes[shape.Index]!;
        if (++lane.Waiting == packetSize)
        {
            lane.EndPortion();
        }
    }

    /// <summary>The objects of a type, in portions that each make a packet; none where there is no object of it.</summary>
    public IReadOnlyList<Portion> PortionsOf(DocumentShape shape)
    {
        if (_lanes[shape.Index] is not { } lane)
        {
            return [];
        }

        if (lane.Waiting > 0)
        {
            lane.EndPortion();
        }

        return lane.Portions;
    }

    /// <summary>Takes the next portion of a type into an element.</summary>
    public ValueTask CopyNextAsync(DocumentShape shape, Utf8XmlWriter target, CancellationToken cancellationToken) => _lanes[shape.Index]!.CopyNextAsync(target, cancellationToken);

    public void Dispose()
    {
        _file?.Dispose();
        foreach (var lane in _lanes)
        {
            lane?.Dispose();
        }
    }

    private long Append(ReadOnlySpan<byte> bytes)
    {
        _file ??= TemporaryFile.Create(bufferSize: 0);
        var place = _length;
        RandomAccess.Write(_file.SafeFileHandle, bytes, place);
        _length += bytes.Length;
        return place;
    }

    private int Read(long place, Span<byte> bytes) => RandomAccess.Read(_file!.SafeFileHandle, bytes, place);

    /// <summary>The objects of one packet.</summary>
    /// <param name="Length">Their bytes.</param>
    /// <param name="Content">A number that only the same bytes have.</param>
    internal readonly record struct Portion(long Length, UInt128 Content);

    /// <summary>The objects of one type: blocks in the file, and the last one, which is not full, in memory.</summary>
    private sealed class Lane : Stream
    {
        private const int BlockSize = 1 << 16;

        private readonly ObjectSpool _spool;
        private readonly byte[] _block = new byte[BlockSize];
        private readonly List<long> _places = [];
        private readonly IncrementalHash _content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private byte[]? _read;
        private int _used;
        private long _ended;
        private long _copied;
        private int _next;

        public Lane(ObjectSpool spool, int depth)
        {
            _spool = spool;
            Xml = new Utf8XmlWriter(this, depth);
        }

        public Utf8XmlWriter Xml { get; }

        public List<Portion> Portions { get; } = [];

        /// <summary>The number of objects in the portion that is not ended.</summary>
        public int Waiting { get; set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => ((long)_places.Count * BlockSize) + _used;

        public override long Position
        {
            get => Length;
            set => throw new NotSupportedException();
        }

        public void EndPortion()
        {
            Xml.Flush();
            Span<byte> content = stackalloc byte[SHA256.HashSizeInBytes];
            _content.GetHashAndReset(content);
            Portions.Add(new Portion(Length - _ended, BinaryPrimitives.ReadUInt128BigEndian(content)));
            _ended = Length;
            Waiting = 0;
        }

        public async ValueTask CopyNextAsync(Utf8XmlWriter target, CancellationToken cancellationToken)
        {
            for (var rest = Portions[_next++].Length; rest > 0;)
            {
                var (block, start) = ((int)(_copied / BlockSize), (int)(_copied % BlockSize));
                if (block < _places.Count && start == 0)
                {
                    _read ??= new byte[BlockSize];
                    for (var length = 0; length < BlockSize;)
                    {
                        length += _spool.Read(_places[block] + length, _read.AsSpan(length));
                    }
                }

                var part = (int)Math.Min(rest, BlockSize - start);
                target.Insert((block < _places.Count ? _read! : _block).AsSpan(start, part));
                _copied += part;
                rest -= part;
                await target.PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _content.AppendData(buffer);
            while (buffer.Length > 0)
            {
                var part = buffer[..Math.Min(buffer.Length, BlockSize - _used)];
                part.CopyTo(_block.AsSpan(_used));
                _used += part.Length;
                buffer = buffer[part.Length..];
                if (_used == BlockSize)
                {
                    _places.Add(_spool.Append(_block));
                    _used = 0;
                }
            }
        }

        public override void Flush()
        {
            // What does not fill a block waits for more.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _content.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
