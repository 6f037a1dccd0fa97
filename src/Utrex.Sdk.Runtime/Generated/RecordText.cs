using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace Utrex.Sdk.Generated;

/// <summary>A record as logs and debuggers show it: what is not blank by the specification's names, and of what is personal only that it is there.</summary>
/// <remarks>
/// <para>Generated records call it.</para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordText
{
    private const string Masked = "***";

    private readonly StringBuilder _text;

    /// <summary>The text of a record.</summary>
    /// <param name="record">What the record is.</param>
    public RecordText(string record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _text = new StringBuilder(record);
    }

    /// <summary>Adds a field.</summary>
    public void Add(string field, object? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (TextOf(value) is { Length: > 0 } text)
        {
            Append(field, PrintableText.Of(text));
        }
    }

    /// <summary>Adds a field whose value is personal.</summary>
    public void Mask(string field, object? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (TextOf(value) is { Length: > 0 })
        {
            Append(field, Masked);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string? TextOf(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };

    private void Append(string field, string text) => _text.Append(", ").Append(field).Append(": ").Append(text);
}
