using Utrex.Generators.Model;

namespace Utrex.Generators.Maps;

/// <content>What the types of the standard say of an element: what it may hold, in which order, what must be there and with which value.</content>
internal sealed partial class MapLinker
{
    private const int MostNodes = 20_000;

    private int _completed;
    private bool _isEndless;

    /// <summary>Reports an element that the standard does not have there; what stands within extensions is the state's own.</summary>
    private void Check(MapNode parent, string name, string within)
    {
        if (TypeOf(parent) is { } type && !IsExtended(within) && !IsExtended(name)
            && !Order(type).Contains(name, StringComparer.Ordinal))
        {
            diagnostics.Add(file.Diagnose("UTREX9005", _place, $"element '{parent.Name}': child", name));
        }
    }

    /// <summary>Adds what is mandatory, and puts all in the order of the standard.</summary>
    private void Complete(MapNode node, bool isExtension, int depth)
    {
        if (depth > MapPath.Longest || ++_completed > MostNodes)
        {
            if (!_isEndless)
            {
                diagnostics.Add(file.Diagnose("UTREX9009", "", $"the types demand elements within elements without an end, among them '{node.Name}'"));
            }

            _isEndless = true;
            return;
        }

        var type = TypeOf(node);
        if (type is not null)
        {
            foreach (var name in type.Attributes.Select(attribute => "@" + attribute).Concat(type.Elements).Where(name => name[name.Length - 1] == '!'))
            {
                node.Child(name.TrimEnd('!')).IsMandatory = true;
            }

            var order = Order(type);
            var sorted = node.Children.OrderBy(child => order.IndexOf(child.Name) is >= 0 and var i ? i : int.MaxValue).ToList();
            node.Children.Clear();
            node.Children.AddRange(sorted);
        }
        else if (!isExtension && node.Children.Exists(child => !child.IsAttribute))
        {
            diagnostics.Add(file.Diagnose("UTREX9005", "", "type for the element", node.Name));
        }

        foreach (var child in node.Children)
        {
            if (child.Part < 0)
            {
                child.Constant ??= DefaultOf(node.Name, child.Name);
                Complete(child, isExtension || IsExtended(node.Name), depth + 1);
            }
        }
    }

    private string? DefaultOf(string parent, string name) => Find("defaults", model.Defaults, pair =>
        string.Equals(pair.From, name, StringComparison.Ordinal) || string.Equals(pair.From, $"{parent}/{name}", StringComparison.Ordinal))?.To;

    /// <summary>The type of an element: that of its name in this place, or of its name anywhere.</summary>
    private TypeModel? TypeOf(MapNode node)
    {
        var place = $"{node.Around}/{node.Name}";
        var name = (Find("typeOf", model.TypeOf, pair => string.Equals(pair.From, place, StringComparison.Ordinal))
            ?? Find("typeOf", model.TypeOf, pair => string.Equals(pair.From, node.Name, StringComparison.Ordinal)))?.To ?? node.Name;
        return model.Types.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.Ordinal));
    }

    private bool IsExtended(string path) => model.Extensions is { } extensions && path.Contains(extensions);

    private List<string> Order(TypeModel type) =>
        [.. type.Attributes.Select(attribute => "@" + attribute.TrimEnd('!')), .. type.Elements.Select(element => element.TrimEnd('!')), .. new[] { model.Extensions }.OfType<string>()];
}
