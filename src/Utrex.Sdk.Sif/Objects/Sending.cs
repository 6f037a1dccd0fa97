namespace Utrex.Sdk.Sif.Objects;

/// <summary>Some objects of one type on their way: what the header of their message says.</summary>
internal sealed record Sending
{
    /// <summary>The type of the objects.</summary>
    public required string Type { get; init; }

    /// <summary>The message's own identifier: another one wherever the content is another.</summary>
    public required string MessageId { get; init; }

    /// <summary>The identifier of the request that is answered: the same one for all packets of a response.</summary>
    public required string RequestId { get; init; }

    /// <summary>The number of the packet, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whether packets of the response follow.</summary>
    public required bool HasMore { get; init; }

    /// <summary>When it was sent, or <see langword="null"/>.</summary>
    public string? Time { get; init; }

    /// <summary>The agent that sends.</summary>
    public required string Source { get; init; }

    /// <summary>The agent that it is sent to, or <see langword="null"/> where it is to all that want it.</summary>
    public string? Destination { get; init; }
}
