namespace Utrex.Sdk.Sif.Mapping;

/// <summary>
/// Sets of SIF codes of which several fields tell: the races of a student, the disciplinary actions after an incident. A code may say the
/// values of several fields at once, so the fewest codes are chosen that say all of them and nothing else.
/// </summary>
internal static class SifSets
{
    public static void Write(SifBinding[] sets, SifObjects objects, Utf8Value[] values)
    {
        if (!Array.Exists(sets, binding => binding.Codes is { } codes && codes.SifOf(values[binding.Field.Number]).Count > 0))
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

    private static List<Utf8Value> Choose(List<(SifBinding Binding, Utf8Value Value)> members)
    {
        var open = members.Where(member => member.Binding.Codes!.SifOf(member.Value).Count > 0).ToList();
        var candidates = open.SelectMany(member => member.Binding.Codes!.SifOf(member.Value)).Distinct()
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
