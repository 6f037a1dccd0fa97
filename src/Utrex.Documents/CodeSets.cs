namespace Utrex.Documents;

/// <summary>
/// Sets of codes of which several fields tell, such as the races of a student. A code may say the
/// values of several fields at once, so the fewest codes are chosen that say all of them and nothing else.
/// </summary>
internal static class CodeSets
{
    public static void Write(FieldBinding[] sets, DocumentObjects objects, Utf8Value[] values)
    {
        if (!Array.Exists(sets, binding => binding.Codes is { } codes && codes.SpellingsOf(values[binding.Field.Number]).Length > 0))
        {
            return;
        }

        foreach (var group in sets
            .Select(binding => (Binding: binding, Path: binding.Target(objects)))
            .Where(item => item.Path is { IsSet: true })
            .GroupBy(item => (item.Path!.Shape, item.Path.Last)))
        {
            var members = group.Select(item => (item.Binding, Value: values[item.Binding.Field.Number])).ToList();
            var path = group.First().Path!;
            foreach (var code in Choose(members))
            {
                objects[path.Shape]!.AddPart(path.Last)[path.Slot] = code;
            }
        }
    }

    private static List<Utf8Value> Choose(List<(FieldBinding Binding, Utf8Value Value)> members)
    {
        var open = members.Where(member => member.Binding.Codes!.SpellingsOf(member.Value).Length > 0).ToList();
        var candidates = open.SelectMany(member => member.Binding.Codes!.SpellingsOf(member.Value)).Distinct()
            .Where(code => members.TrueForAll(member => member.Binding.Codes!.Listed(code) is not { IsNone: false } said || said == member.Value))
            .ToList();
        var chosen = new List<Utf8Value>();
        while (open.Count > 0 && candidates.Count > 0)
        {
            var best = candidates.MaxBy(code => open.Count(member => !member.Binding.Codes!.Listed(code).IsNone));
            if (!open.Exists(member => !member.Binding.Codes!.Listed(best).IsNone))
            {
                break;
            }

            chosen.Add(best);
            open.RemoveAll(member => !member.Binding.Codes!.Listed(best).IsNone);
        }

        return chosen;
    }
}
