using System.Globalization;
using System.Xml;

namespace Utrex.Sdk.Sif.Objects;

/// <content>What stands around objects: events, times and errors of agents.</content>
internal sealed partial class SifXmlReader
{
    private const int MaxErrorLength = 200;

    /// <summary>Goes past what is no object: a wrapper is entered, an object that carries no record is left out whole.</summary>
    private void Pass()
    {
        switch (_xml.LocalName)
        {
            case "SIF_EventObject":
                Action = _xml.IsEmptyElement ? null : _xml.GetAttribute("Action");
                break;
            case "SIF_Timestamp":
                ReadTimestamp();
                break;
            case "SIF_Error":
                ReadError();
                break;
            default:
                if (_xml.GetAttribute("RefId") is not null)
                {
                    LeaveOut(_xml.LocalName);
                }

                break;
        }
    }

    private void ReadTimestamp()
    {
        if (!DateTimeOffset.TryParse(ReadText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            _report.LeftOut.Add("SIF_Timestamp that is no time");
        }
        else if (Timestamp is not { } latest || time > latest)
        {
            Timestamp = time;
        }
    }

    /// <summary>An agent that cannot answer says why in a code and in words.</summary>
    private void ReadError()
    {
        var (line, position) = (_lines.LineNumber, _lines.LinePosition);
        var words = new List<string>();
        var depth = _xml.Depth;
        if (!_xml.IsEmptyElement)
        {
            while (Move() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
            {
                if (_xml.NodeType == XmlNodeType.Element && words.Count < 4 && _xml.LocalName is "SIF_Category" or "SIF_Code" or "SIF_Desc" or "SIF_ExtendedDesc")
                {
                    var name = _xml.LocalName["SIF_".Length..];
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
        if (!_xml.IsEmptyElement)
        {
            while (Move() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
            {
                text += _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && text.Length + _xml.Value.Length <= MaxErrorLength ? _xml.Value : "";
            }
        }

        return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }
}
