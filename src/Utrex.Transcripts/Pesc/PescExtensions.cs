using System.Globalization;
using System.Text;
using Utrex.Documents.Xml;

namespace Utrex.Transcripts.Pesc;

/// <summary>
/// The user defined extensions of a document: one element of a namespace of our own, with an element for each field that the standard has no
/// place for. A blank is one too, where another value stands in the place of the field.
/// </summary>
internal static class PescExtensions
{
    /// <summary>The element of the standard.</summary>
    public const string Element = "UserDefinedExtensions";

    /// <summary>The namespace of ours.</summary>
    public const string Namespace = "urn:utrex:transcript-fields:1";

    /// <summary>The element around all fields.</summary>
    public const string Fields = "Fields";

    /// <summary>The element of a field: its attributes are <c>record</c>, <c>number</c> and <c>name</c>.</summary>
    public const string Field = "Field";

    private static readonly byte[] FieldsTag = Encoding.UTF8.GetBytes("utrex:" + Fields);
    private static readonly byte[] FieldTag = Encoding.UTF8.GetBytes("utrex:" + Field);

    /// <summary>Writes them, if there are any.</summary>
    public static void Write(Utf8XmlWriter xml, IReadOnlyList<CarriedField> fields)
    {
        if (fields.Count == 0)
        {
            return;
        }

        xml.Start("UserDefinedExtensions"u8);
        xml.Start(FieldsTag);
        xml.Attribute("xmlns:utrex"u8, Encoding.UTF8.GetBytes(Namespace));
        foreach (var field in fields)
        {
            xml.Start(FieldTag);
            xml.Attribute("record"u8, Encoding.UTF8.GetBytes(field.Record));
            xml.Attribute("number"u8, Encoding.UTF8.GetBytes(field.Number.ToString(CultureInfo.InvariantCulture)));
            xml.Attribute("name"u8, Encoding.UTF8.GetBytes(field.Field));
            if (field.Value.Length > 0)
            {
                xml.Text(Encoding.UTF8.GetBytes(field.Value));
            }

            xml.End(FieldTag);
        }

        xml.End(FieldsTag);
        xml.End("UserDefinedExtensions"u8);
    }
}
