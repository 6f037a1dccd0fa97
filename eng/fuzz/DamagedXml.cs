using System.Text;
using System.Text.RegularExpressions;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;

namespace Utrex.Fuzzing;

/// <summary>Makes SIF objects of batches and damages their XML: tag by tag, value by value and byte by byte.</summary>
internal sealed partial class DamagedXml(DamagedBatch batches)
{
    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "2147483648", "99991231", "9999-12-31", "0001-01-01", "2025-13-01", "2025-10-01", "2026", "1999", "9999", "20255", "true", "Y", "N", "Yes", "Unknown", "9999.99", "1e400", "&#9;", "&#10;&#13;", "&#x10FFFF;", "&#0;", "&#xD800;", "&nbsp;",
        "&amp;&lt;", "<![CDATA[a]]>", "<![CDATA[", "]]>", "<!-- -->", "<?x y?>", "日本", "👩‍🏫", "Núñez", "\u0001", "\uFFFE", "<a/>", "<Name>x</Name>", "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;", "<?xml version='1.0' encoding='utf-16'?>",
    ];

    private static readonly string[] Attributes =
    [
        " RefId=''", " RefId='1'", " SIF_Action='Delete'", " xsi:nil='true'", " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'", " xmlns=''", " xmlns='urn:other'", " SchoolYear='2025'", " Codeset='Other'", " a='b' a='c'",
    ];

    private static readonly string[] Wrappers =
    [
        "<SIF_Message xmlns='http://www.sifinfo.org/infrastructure/2.x'><SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName='x' Action='Change'>{0}</SIF_EventObject></SIF_ObjectData></SIF_Event></SIF_Message>",
        "<SIF_Message xmlns='http://www.sifinfo.org/infrastructure/2.x'><SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName='x' Action='Delete'>{0}</SIF_EventObject></SIF_ObjectData></SIF_Event></SIF_Message>",
        "<SIF_Message xmlns='http://www.sifinfo.org/infrastructure/2.x'><SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName='x' Action='Add'>{0}</SIF_EventObject></SIF_ObjectData></SIF_Event></SIF_Message>",
        "<a><b>{0}</b></a>",
        "{0}{0}",
        "{0}",
    ];

    /// <summary>The XML of a message, or of several.</summary>
    public byte[] Next(Random random)
    {
        var xml = Write(batches.Next(random, isSound: true));
        var damages = random.Next(10) == 0 ? 0 : random.Next(1, 25);
        for (var i = 0; i < damages; i++)
        {
            xml = Damage(random, xml);
        }

        var bytes = random.Next(40) == 0 ? Encoding.Unicode.GetBytes("\uFEFF" + xml) : Encoding.UTF8.GetBytes(xml);
        if (random.Next(6) == 0 && bytes.Length > 0)
        {
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
        }

        return random.Next(12) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    /// <summary>The objects of a batch as far as it can be read.</summary>
    private static string Write(byte[] batch)
    {
        using var output = new MemoryStream();
        using (var writer = new SifWriter(output))
        {
            using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
            while (reader.Read())
            {
                if (reader.Record is not { } record)
                {
                    continue;
                }

                try
                {
                    writer.Write(reader.Current, record);
                }
                catch (FieldFormatException)
                {
                    // XML cannot hold every character.
                }
            }

            writer.Complete();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Damage(Random random, string xml)
    {
        switch (random.Next(14))
        {
            case 0 or 1 or 2:
                return Change(random, Text(), xml, _ => ">" + Values[random.Next(Values.Length)] + "<");
            case 3:
                // The identifiers and values of others.
                return Change(random, AttributeValue(), xml, _ => Any(random, AttributeValue(), xml));
            case 4:
                return Change(random, Text(), xml, _ => Any(random, Text(), xml));
            case 5:
                return Change(random, AttributeValue(), xml, _ => "\"" + Values[random.Next(Values.Length)] + "\"");
            case 6:
                return Change(random, Tag(), xml, _ => "");
            case 7:
                return Change(random, Tag(), xml, match => match.Value + match.Value);
            case 8:
                return Change(random, Tag(), xml, _ => Any(random, Tag(), xml));
            case 9:
                return Change(random, OpenTag(), xml, match => match.Groups["name"].Value + Attributes[random.Next(Attributes.Length)] + match.Groups["rest"].Value);
            case 10:
                // An object once more, as it was, in an event, or within another.
                var again = Any(random, Element(), xml);
                return Change(random, Element(), xml, match => match.Value + Wrap(random, again));
            case 11:
                return Change(random, Element(), xml, match => Wrap(random, match.Value));
            case 12:
                return Change(random, Element(), xml, _ => "");
            default:
                return Change(random, Element(), xml, _ => Any(random, Element(), xml));
        }
    }

    private static string Wrap(Random random, string element) => Wrappers[random.Next(Wrappers.Length)].Replace("{0}", element, StringComparison.Ordinal);

    private static string Any(Random random, Regex what, string xml)
    {
        var matches = what.Matches(xml);
        return matches.Count == 0 ? "" : matches[random.Next(matches.Count)].Value;
    }

    private static string Change(Random random, Regex what, string xml, Func<Match, string> replacement)
    {
        var matches = what.Matches(xml);
        if (matches.Count == 0)
        {
            return xml;
        }

        var match = matches[random.Next(matches.Count)];
        return string.Concat(xml.AsSpan(0, match.Index), replacement(match), xml.AsSpan(match.Index + match.Length));
    }

    [GeneratedRegex(@">[^<>\n]+<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Text();

    [GeneratedRegex(@"""[^""<>]*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AttributeValue();

    [GeneratedRegex(@"</?[A-Za-z_][^<>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<name><[A-Za-z_][A-Za-z_0-9]*)(?<rest>[^<>]*>)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OpenTag();

    /// <summary>An element that stands as the writer indents it: a line of its own, up to the end tag of the same depth.</summary>
    [GeneratedRegex(@"(?<=\n)(?<indent> +)<(?<name>[A-Za-z_]+)(\b[^<>]*/>|[^<>]*>[^<\n]*</\k<name>>|[^<>]*>\n(?s:.*?)\n\k<indent></\k<name>>)\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Element();
}
