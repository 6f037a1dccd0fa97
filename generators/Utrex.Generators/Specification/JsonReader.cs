using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Utrex.Generators.Specification;

/// <summary>A place in a JSON file that is no JSON.</summary>
internal sealed class JsonSyntaxException(string message, int line, int column) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}

/// <summary>
/// Reads JSON into nodes with positions. An analyzer cannot bring System.Text.Json into every editor,
/// and none of the libraries tells where a value stands; this reader is all that the generator needs.
/// </summary>
internal sealed class JsonReader
{
    private const int DeepestNesting = 64;

    private static readonly Regex Number = new(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly string _text;
    private int _position;
    private int _line;
    private int _lineStart;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <exception cref="JsonSyntaxException">The text is no JSON.</exception>
    public static JsonNode Read(string text)
    {
        var reader = new JsonReader(text);
        reader.SkipBlanks();
        var node = reader.ReadValue();
        reader.SkipBlanks();
        return reader._position == text.Length ? node : throw reader.Error("nothing should follow the value");
    }

    private int Column => _position - _lineStart;

    private JsonNode ReadValue()
    {
        if (_position == _text.Length)
        {
            throw Error("a value is missing");
        }

        var c = _text[_position];
        return c switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => ReadString(),
            't' => ReadWord("true", JsonKind.True),
            'f' => ReadWord("false", JsonKind.False),
            'n' => ReadWord("null", JsonKind.Null),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ => throw Error($"'{c}' cannot begin a value"),
        };
    }

    private JsonNode ReadObject()
    {
        var node = new JsonNode(JsonKind.Object, _line, Column);
        var properties = new List<JsonProperty>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Enter();
        SkipBlanks();
        if (!Take('}'))
        {
            do
            {
                SkipBlanks();
                if (Peek() != '"')
                {
                    throw Error("a property name in double quotes is missing");
                }

                var (line, column) = (_line, Column);
                var name = ReadString().Text;
                if (!names.Add(name))
                {
                    throw new JsonSyntaxException($"the property '{name}' stands here twice; only one can count", line, column);
                }

                SkipBlanks();
                Expect(':');
                SkipBlanks();
                properties.Add(new JsonProperty(name, ReadValue(), line, column));
                SkipBlanks();
            }
            while (Take(','));
            Expect('}');
        }

        _depth--;
        node.Properties = properties;
        return node;
    }

    private JsonNode ReadArray()
    {
        var node = new JsonNode(JsonKind.Array, _line, Column);
        var items = new List<JsonNode>();
        Enter();
        SkipBlanks();
        if (!Take(']'))
        {
            do
            {
                SkipBlanks();
                items.Add(ReadValue());
                SkipBlanks();
            }
            while (Take(','));
            Expect(']');
        }

        _depth--;
        node.Items = items;
        return node;
    }

    private void Enter()
    {
        _position++;
        if (++_depth > DeepestNesting)
        {
            throw Error($"values are nested more than {DeepestNesting} deep");
        }
    }

    private JsonNode ReadString()
    {
        var node = new JsonNode(JsonKind.String, _line, Column);
        var text = new StringBuilder();
        _position++;
        while (true)
        {
            var c = Peek();
            switch (c)
            {
                case '"':
                    _position++;
                    node.Text = text.ToString();
                    return IsWellFormed(node.Text) ? node : throw new JsonSyntaxException("a string has half of a surrogate pair, which is no character", node.Line, node.Column);
                case '\\':
                    _position++;
                    text.Append(ReadEscape());
                    break;
                case '\0' when _position >= _text.Length:
                    throw Error("the closing quote of a string is missing");
                case < ' ':
                    throw Error("a string cannot contain a control character; write it as an escape");
                default:
                    text.Append(c);
                    _position++;
                    break;
            }
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private char ReadEscape()
    {
        var c = Peek();
        _position++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _position += 4;
                return (char)code;
            default:
                throw Error("an escape sequence is unknown");
        }
    }

    private JsonNode ReadNumber()
    {
        var node = new JsonNode(JsonKind.Number, _line, Column);
        var start = _position;
        while (_position < _text.Length && _text[_position] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
        {
            _position++;
        }

        node.Text = _text.Substring(start, _position - start);
        return !Number.IsMatch(node.Text) ? throw new JsonSyntaxException($"'{node.Text}' is no number", node.Line, node.Column)
            : decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? node
            : throw new JsonSyntaxException($"'{node.Text}' is no number of at most 28 digits", node.Line, node.Column);
    }

    private JsonNode ReadWord(string word, JsonKind kind)
    {
        var node = new JsonNode(kind, _line, Column);
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw Error($"'{word}' was expected");
        }

        _position += word.Length;
        return node;
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private bool Take(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c))
        {
            throw Error($"'{c}' is missing");
        }
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            // A line ends with LF, CR or both.
            var c = _text[_position++];
            if (c == '\n' || (c == '\r' && Peek() != '\n'))
            {
                _line++;
                _lineStart = _position;
            }
        }
    }

    private JsonSyntaxException Error(string message) => new(message, _line, Column);
}
