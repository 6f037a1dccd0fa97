namespace Utrex.Sdk.Sif.Objects;

/// <summary>The packets of all responses of a collection. An agent sends what was asked for in several; without one of them half is missing.</summary>
internal sealed class Packets
{
    // A hostile file may have any number of messages.
    private const int Most = 100_000;

    private readonly Dictionary<string, List<Packet>> _byRequest = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Takes a packet.</summary>
    public void Add(Packet packet)
    {
        if (++_count > Most)
        {
            return;
        }

        if (!_byRequest.TryGetValue(packet.Request, out var packets))
        {
            _byRequest.Add(packet.Request, packets = []);
        }

        packets.Add(packet);
    }

    /// <summary>Tells what is missing or contradicts itself, by file and number; nothing has been made of the objects yet.</summary>
    public void Check(IReaderReport report)
    {
        foreach (var (request, sent) in _byRequest)
        {
            Check(request.Length == 0 ? "the response without SIF_RequestMsgId" : "the response to " + request, sent, report);
        }

        if (_count > Most)
        {
            report.Doubt(0, 0, 0, $"packets beyond the first {Most} were not checked");
        }
    }

    private static void Check(string name, List<Packet> sent, IReaderReport report)
    {
        var before = sent[0];
        foreach (var packet in sent.Skip(1))
        {
            if (packet.Number < before.Number)
            {
                report.Doubt(packet.File, packet.Line, 0, $"packet {packet.Number} of {name} comes after packet {before.Number}");
            }

            before = packet;
        }

        var sorted = sent.OrderBy(packet => packet.Number).ToList();
        var next = 1;
        for (var i = 0; i < sorted.Count; i++)
        {
            var packet = sorted[i];
            if (packet.Number < next)
            {
                report.Doubt(packet.File, packet.Line, 0, $"packet {packet.Number} of {name} was sent already");
                continue;
            }

            if (packet.Number > next)
            {
                report.LackPacket(packet.File, packet.Line, $"{Range(next, packet.Number - 1)} of {name} {(packet.Number - next == 1 ? "is" : "are")} missing before packet {packet.Number}");
            }

            next = packet.Number + 1;
            if (i < sorted.Count - 1 && !packet.HasMore && sorted[i + 1].Number > packet.Number)
            {
                report.Doubt(packet.File, packet.Line, 0, $"packet {packet.Number} of {name} says that it is the last, but packet {sorted[i + 1].Number} was sent too");
            }
        }

        if (sorted[^1] is { HasMore: true } last)
        {
            report.LackPacket(last.File, last.Line, $"packet {last.Number} of {name} says that more follow, but packet {last.Number + 1} was not sent");
        }
    }

    private static string Range(int first, int last) => first == last ? $"packet {first}" : $"packets {first} to {last}";
}

/// <summary>A packet of the response to a request, and where it begins.</summary>
internal sealed record Packet(string Request, int Number, bool HasMore, int File, int Line);
