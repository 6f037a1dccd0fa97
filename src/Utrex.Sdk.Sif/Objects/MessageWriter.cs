using System.Globalization;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Puts objects into messages and writes these, once all are there: type by type in the order of the map, so that what an object refers to stands
/// before it.
/// </summary>
/// <param name="xml">The file.</param>
/// <param name="envelope">What stands around the objects.</param>
/// <param name="source">The agent that sends.</param>
/// <param name="destination">The agent that asked, or <see langword="null"/>.</param>
internal sealed class MessageWriter(Utf8XmlWriter xml, Envelope envelope, string source, string? destination) : IDisposable
{
    private readonly ObjectSpool _spool = new(envelope.Depth, envelope.PacketSize);

    /// <summary>The LEA whose objects they are.</summary>
    public string Lea { get; set; } = "";

    /// <summary>The time of the messages, or <see langword="null"/>.</summary>
    public string? Time { get; set; }

    /// <summary>Where an object of a type is written, up to <see cref="End"/>.</summary>
    public Utf8XmlWriter Begin(DocumentShape shape) => _spool.Begin(shape);

    /// <summary>The object that was begun is complete.</summary>
    public void End(DocumentShape shape) => _spool.End(shape);

    /// <summary>Writes the file; one without objects is nothing. Where the output is not to be waited for, this has ended when it returns.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        var isBegun = false;
        foreach (var shape in SifMap.Shapes)
        {
            if (_spool.PortionsOf(shape) is { Count: > 0 } portions)
            {
                if (!isBegun)
                {
                    envelope.BeginFile(xml);
                    isBegun = true;
                }

                await SendAsync(shape, portions, cancellationToken).ConfigureAwait(false);
            }
        }

        if (isBegun)
        {
            envelope.EndFile(xml);
        }
    }

    public void Dispose() => _spool.Dispose();

    private async ValueTask SendAsync(DocumentShape shape, IReadOnlyList<ObjectSpool.Portion> portions, CancellationToken cancellationToken)
    {
        var request = RefId.Of("SIF_Request", Lea, Time ?? "", shape.Name, RefId.OfAll(portions.Select(portion => portion.Content)));
        for (var i = 0; i < portions.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            envelope.Begin(xml, new Sending
            {
                Type = shape.Name,
                MessageId = RefId.Of("SIF_Message", request, number),
                RequestId = request,
                Number = i + 1,
                HasMore = i + 1 < portions.Count,
                Time = Time,
                Source = source,
                Destination = destination,
            });
            await _spool.CopyNextAsync(shape, xml, cancellationToken).ConfigureAwait(false);
            envelope.End(xml);
        }
    }
}
