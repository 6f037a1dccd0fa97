using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>
/// Hands objects on to their messages: a second thread writes their XML while the next ones are made. What fits into one block needs none, and
/// gets none.
/// </summary>
internal sealed class ObjectQueue : IDisposable
{
    private const int BlockSize = 1 << 16;
    private const int Blocks = 4;

    private readonly MessageWriter _messages;
    private readonly DocumentXmlWriter _xml;
    private readonly Action<string> _unknown;
    private readonly SecondThread<Block> _writing;
    private Block _block = new();

    // The block that is written.
    private Block? _written;

    /// <summary>A queue in front of messages.</summary>
    /// <param name="messages">Take the XML.</param>
    /// <param name="defaults">What to say where SIF demands a value and there is none, by path.</param>
    /// <param name="unknown">Takes the path of what stays unsaid, sooner or later.</param>
    public ObjectQueue(MessageWriter messages, IReadOnlyDictionary<string, string> defaults, Action<string> unknown)
    {
        (_messages, _unknown) = (messages, unknown);
        _xml = new DocumentXmlWriter(defaults, path => _written!.Unknown.Add(path));
        _writing = new SecondThread<Block>(Write);
    }

    /// <summary>Takes an object, which can be changed then.</summary>
    public void Add(DocumentObject item)
    {
        _block.Objects.Add(item);
        if (_block.Objects.Length >= BlockSize)
        {
            _writing.Give(_block);
            _block = _writing.Count < Blocks ? new Block() : TakeBack();
        }
    }

    /// <summary>Waits until the XML of all objects is written.</summary>
    public void Complete()
    {
        while (_writing.Count > 0)
        {
            TakeBack();
        }

        _writing.Dispose();
        Write(_block);
        Tell(_block);
    }

    public void Dispose() => _writing.Dispose();

    private Block TakeBack()
    {
        var block = _writing.Take();
        Tell(block);
        return block;
    }

    private void Tell(Block block)
    {
        block.Unknown.ForEach(_unknown);
        block.Unknown.Clear();
        block.Objects.Clear();
    }

    private void Write(Block block)
    {
        _written = block;
        for (var at = 0; at < block.Objects.Length;)
        {
            var item = block.Objects.Read(ref at);
            _xml.Write(_messages.Begin(item.Shape), item);
            _messages.End(item.Shape);
        }
    }

    /// <summary>Some objects, and what stayed unsaid when they were written.</summary>
    private sealed class Block
    {
        public PackedObjects Objects { get; } = new(SifMap.Shapes);

        public List<string> Unknown { get; } = [];
    }
}
