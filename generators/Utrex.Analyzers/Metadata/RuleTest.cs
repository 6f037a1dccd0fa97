using System.Globalization;
using System.Text;

namespace Utrex.Analyzers.Metadata;

/// <summary>What a rule demands, as its attribute states it: a word, a quoted text, or a list in parentheses.</summary>
internal sealed class RuleTest
{
    private static readonly IReadOnlyList<RuleTest> None = [];

    private RuleTest(string? word, string? text, IReadOnlyList<RuleTest> items)
    {
        Word = word ?? "";
        Text = text;
        Items = items;
        Options = [.. items.Skip(1).Where(item => item.Text is not null).Select(item => item.Text!)];
        Number = decimal.TryParse(Word, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The word, or the first word of a list, which says what it is.</summary>
    public string Word { get; }

    /// <summary>A quoted text, or <see langword="null"/>.</summary>
    public string? Text { get; }

    /// <summary>What follows the first word of a list.</summary>
    public IReadOnlyList<RuleTest> Items { get; }

    /// <summary>The quoted texts among the items.</summary>
    public IEnumerable<string> Texts => Items.Where(item => item.Text is not null).Select(item => item.Text!);

    /// <summary>The quoted texts after the first item: the values of an <c>in</c> or <c>notIn</c>, the codes of a guard.</summary>
    public string[] Options { get; }

    /// <summary>The number that a word spells.</summary>
    public decimal Number { get; }

    /// <summary>The field that a quoted text names, once the rule belongs to a record.</summary>
    public Field? Field { get; private set; }

    /// <summary>Finds the fields that the texts name.</summary>
    public void Bind(Func<string, Field?> find)
    {
        Field = Text is null ? null : find(Text);
        foreach (var item in Items)
        {
            item.Bind(find);
        }
    }

    /// <summary>Reads the lists of an attribute; none where the text is not well formed.</summary>
    public static IReadOnlyList<RuleTest> Parse(string text)
    {
        var position = 0;
        var tests = new List<RuleTest>();
        while (Next(text, ref position) is { } test)
        {
            tests.Add(test);
        }

        return position == text.Length ? tests : None;
    }

    private static RuleTest? Next(string text, ref int position)
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        if (position == text.Length || text[position] == ')')
        {
            return null;
        }

        return text[position] switch
        {
            '(' => List(text, ref position),
            '\'' => new RuleTest(word: null, Quoted(text, ref position), None),
            _ => new RuleTest(Plain(text, ref position), text: null, None),
        };
    }

    private static RuleTest List(string text, ref int position)
    {
        position++;
        var items = new List<RuleTest>();
        while (Next(text, ref position) is { } item)
        {
            items.Add(item);
        }

        position += position < text.Length ? 1 : 0;
        return items.Count == 0 ? new RuleTest(word: null, text: null, None) : new RuleTest(items[0].Word, text: null, [.. items.Skip(1)]);
    }

    private static string Quoted(string text, ref int position)
    {
        var value = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '\'')
            {
                position++;
                if (position == text.Length || text[position] != '\'')
                {
                    break;
                }
            }

            value.Append(text[position]);
        }

        return value.ToString();
    }

    private static string Plain(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] is not (' ' or '(' or ')'))
        {
            position++;
        }

        return text.Substring(start, position - start);
    }
}
