using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <content>What stands around objects: events, times and errors of agents.</content>
internal sealed partial class SifXmlReader
{
    private const int MaxErrorLength = 200;

    // Twice as long as SIF has it.
    private const int MaxRequestLength = 64;

    // Messages, and what stands in them in place of objects, that carry none.
    private static readonly FrozenSet<string> Infrastructure = FrozenSet.Create(
        StringComparer.Ordinal,
        "SIF_Ack", "SIF_Request", "SIF_Register", "SIF_Unregister", "SIF_Subscribe", "SIF_Unsubscribe", "SIF_Provide", "SIF_Unprovide", "SIF_Provision", "SIF_SystemControl", "SIF_ServiceInput", "SIF_ServiceOutput", "SIF_ServiceNotify", "SIF_CancelRequests", "SIF_CancelServiceInputs", "SIF_ExtendedQueryResults");

    // The response at hand: the line of its start tag, or 0, and what it says of itself.
    private int _responseLine;
    private string? _request;
    private int? _packet;
    private bool _hasMore;

    // How deep objects stand, and one without an identifier that nobody knows: there may be objects in it.
    private int _dataDepth = -1;
    private int _objects;
    private (string? Name, int Depth, int Objects) _unknown;
    private bool _isOfOtherVersion;

    /// <summary>Goes past what is no object: a wrapper is entered, an object that carries no record is left out whole.</summary>
    private void Pass()
    {
        var name = _xml.Name;
        switch (name)
        {
            case "SIF_Message":
                MessageTime = null;
                CheckVersion();
                break;
            case "SIF_Response":
                (_responseLine, _request, _packet, _hasMore) = (_xml.IsEmpty ? 0 : _xml.Line, null, null, false);
                break;
            case "SIF_RequestMsgId" when _responseLine > 0:
                _request = ReadText();
                break;
            case "SIF_PacketNumber" when _responseLine > 0:
                ReadPacket();
                break;
            case "SIF_MorePackets" when _responseLine > 0:
                _hasMore = string.Equals(ReadText(), "Yes", StringComparison.OrdinalIgnoreCase);
                _packet ??= 1;
                break;
            case "SIF_ObjectData" or "SIF_EventObject":
                _dataDepth = _xml.IsEmpty ? -1 : _xml.Depth;
                if (name is "SIF_EventObject")
                {
                    ReadAction();
                }

                break;
            case "SIF_Timestamp":
                ReadTimestamp();
                break;
            case "SIF_Error":
                ReadError();
                break;
            default:
                if (_xml.Attribute("RefId") is not null)
                {
                    LeaveOut(name);
                }
                else if (Infrastructure.Contains(name))
                {
                    _report.LeftOut.Add(name);
                }
                else if (_xml.Depth == _dataDepth + 1 && _dataDepth >= 0)
                {
                    _unknown = (name, _xml.Depth, _objects);
                    if (_xml.IsEmpty)
                    {
                        EndUnknown();
                    }
                }

                break;
        }
    }

    /// <summary>An element ends that is no object.</summary>
    private void End()
    {
        switch (_xml.Name)
        {
            case "SIF_EventObject":
                Action = null;
                _dataDepth = _xml.Depth - 1;
                break;
            case "SIF_ObjectData":
                _dataDepth = -1;
                break;
            case "SIF_Response" when _responseLine > 0:
                if (_packet is { } number)
                {
                    _packets.Add(new Packet(PrintableText.Of(_request ?? "", MaxRequestLength), number, _hasMore, _file, _responseLine));
                }

                _responseLine = 0;
                break;
            default:
                if (_unknown.Name is not null && _xml.Depth == _unknown.Depth)
                {
                    EndUnknown();
                }

                break;
        }
    }

    /// <summary>What stands where objects do, and is none, nor has any in it.</summary>
    private void EndUnknown()
    {
        if (_unknown.Objects == _objects)
        {
            _report.LeftOut.Add(PrintableText.Of(_unknown.Name!, MaxNameLength) + " without RefId");
        }

        _unknown = default;
    }

    private void CheckVersion()
    {
        if (!_isOfOtherVersion && _xml.Attribute("Version") is { } version && !version.StartsWith("2.", StringComparison.Ordinal))
        {
            _isOfOtherVersion = true;
            _report.Doubt(_file, _xml.Line, _xml.Position, $"the message is of version {PrintableText.Quote(version)}; its objects were read as those of {SifMap.Version}");
        }
    }

    private void ReadPacket()
    {
        var (line, position) = (_xml.Line, _xml.Position);
        var text = ReadText();
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is > 0 and < int.MaxValue)
        {
            _packet = number;
        }
        else
        {
            _report.Doubt(_file, line, position, $"the number of a packet is {PrintableText.Quote(text ?? "")}");
        }
    }

    /// <summary>What an unknown action leaves unsaid is kept: it is read as a change.</summary>
    private void ReadAction()
    {
        var action = _xml.Attribute("Action");
        if (!SifEvents.IsKnown(action))
        {
            _report.Doubt(_file, _xml.Line, _xml.Position, action is null ? "an event says no action; its objects were read as sent" : $"an event has the action {PrintableText.Quote(action)}, which is none of Add, Change and Delete; it was read as a change");
            action = action is null ? null : "Change";
        }

        Action = _xml.IsEmpty ? null : action;
    }

    private void ReadTimestamp()
    {
        if (!DateTimeOffset.TryParse(ReadText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            _report.LeftOut.Add("SIF_Timestamp that is no time");
        }
        else
        {
            MessageTime ??= time;
            Timestamp = Timestamp is { } latest && latest >= time ? latest : time;
        }
    }

    /// <summary>An agent that cannot answer says why in a code and in words.</summary>
    private void ReadError()
    {
        var (line, position) = (_xml.Line, _xml.Position);
        var words = new List<string>();
        var depth = _xml.Depth;
        if (!_xml.IsEmpty)
        {
            while (_xml.Move() && !(_xml.Kind == XmlNodeType.EndElement && _xml.Depth == depth))
            {
                if (_xml.Kind == XmlNodeType.Element && words.Count < 4 && _xml.Name is "SIF_Category" or "SIF_Code" or "SIF_Desc" or "SIF_ExtendedDesc")
                {
                    var name = _xml.Name["SIF_".Length..];
                    words.Add($"{name} {(ReadText() is { } text ? PrintableText.Of(text, MaxErrorLength) : "blank")}");
                }
            }
        }

        _report.Refuse(_file, line, position, words.Count == 0 ? "SIF_Error without words" : string.Join(", ", words));
    }

    private string? ReadText()
    {
        var text = "";
        var depth = _xml.Depth;
        if (!_xml.IsEmpty)
        {
            while (_xml.Move() && !(_xml.Kind == XmlNodeType.EndElement && _xml.Depth == depth))
            {
                text += text.Length + _xml.Text.Length <= MaxErrorLength ? _xml.Text.ToString() : "";
            }
        }

        return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }
}
