using System.Collections.Immutable;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Documents;

/// <summary>The codes that a standard has for those of a code table.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class DocumentCodes
{
    private const int ShortText = 32;

    private readonly Dictionary<string, DocumentCode> _byText = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Utf8Value, DocumentCode> _bySpelling = [];
    private readonly Dictionary<Utf8Value, DocumentCode> _byCode = [];

    /// <summary>The codes of a standard for a table.</summary>
    public DocumentCodes(CodeTableInfo table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Table = table;
    }

    /// <summary>The code table.</summary>
    public CodeTableInfo Table { get; }

    /// <summary>The codes for which the standard has codes of its own.</summary>
    public required ImmutableArray<DocumentCode> Codes
    {
        get;
        init
        {
            field = value;
            foreach (var code in value)
            {
                _byCode[code.Value] = code;
                foreach (var text in code.As)
                {
                    // Of codes that the standard does not tell apart, the first is read.
                    _byText.TryAdd(text, code);
                    _bySpelling.TryAdd(Utf8Value.Of(text), code);
                }
            }

            Other = value.FirstOrDefault(code => code.IsOther)?.Code;
            Absent = Utf8Value.Of(value.FirstOrDefault(code => code.IsAbsent)?.Code);
        }
    }

    /// <summary>The standard's codes that stand for a blank.</summary>
    public required ImmutableArray<string> Blank { get; init; }

    /// <summary>The code that is meant where the standard says nothing, or none.</summary>
    public Utf8Value Absent { get; private init; }

    private string? Other { get; init; }

    /// <summary>The standard's code to write for a code of the table, or none where there is none.</summary>
    public Utf8Value ToDocument(Utf8Value code) => _byCode.TryGetValue(code, out var found) && found.Values.Length > 0 ? found.Values[0] : default;

    /// <summary>The standard's codes from any of which a code of the table is read.</summary>
    public ImmutableArray<Utf8Value> SpellingsOf(Utf8Value code) => _byCode.TryGetValue(code, out var found) ? found.Values : [];

    /// <summary>The code of the table that a listed code of the standard stands for, or none.</summary>
    public Utf8Value Listed(Utf8Value spelling) => (_bySpelling.TryGetValue(spelling, out var code) ? code : Find(spelling))?.Value ?? default;

    /// <summary>The code of the table that a value stands for: empty for a blank, the value itself where nothing is known of it.</summary>
    public string FromDocument(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(text)?.Code
            ?? (Blank.Contains(text, StringComparer.OrdinalIgnoreCase) ? ""
                : Table.Find(text) is null && Other is { } other ? other
                : text);
    }

    private DocumentCode? Find(string text) => _byText.GetValueOrDefault(text);

    /// <summary>The same of bytes: of the codes of a set, most are not in the table.</summary>
    private DocumentCode? Find(Utf8Value spelling)
    {
        if (spelling.Length > ShortText || !Ascii.IsValid(spelling.Span))
        {
            return Find(spelling.ToString());
        }

        Span<char> text = stackalloc char[ShortText];
        Ascii.ToUtf16(spelling.Span, text, out var length);
        return _byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var code) ? code : null;
    }
}
