using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace Utrex.Documents;

/// <summary>
/// Sets of codes of which several fields tell, such as the races of a student. A code may say the
/// values of several fields at once, so the fewest codes are chosen that say all of them and nothing else. What was chosen is kept: most
/// records say the same as some other one.
/// </summary>
/// <param name="bindings">The fields.</param>
internal sealed class CodeSets(FieldBinding[] bindings)
{
    // Values may be any: those beyond are chosen each time.
    private const int MostKept = 1 << 10;
    private const int LongestKept = 256;
    private const byte NoPath = byte.MaxValue;

    // By what the fields say, and where each has its place among the objects that are there.
    private readonly ConcurrentDictionary<Utf8Value, (DocumentPath Path, Utf8Value Code)[]> _chosen = new();

    /// <summary>Puts the codes of a record into those objects that are there.</summary>
    public void Write(DocumentObjects objects, Utf8Value[] values)
    {
        foreach (var (path, code) in Codes(objects, values))
        {
            objects[path.Shape]!.AddPart(path.Last)[path.Slot] = code;
        }
    }

    private (DocumentPath Path, Utf8Value Code)[] Codes(DocumentObjects objects, Utf8Value[] values)
    {
        var length = 0;
        foreach (var binding in bindings)
        {
            length += sizeof(int) + 1 + values[binding.Field.Number].Length;
        }

        if (length > LongestKept)
        {
            return Choose(objects, values);
        }

        var said = new byte[length];
        var rest = said.AsSpan();
        foreach (var binding in bindings)
        {
            var value = values[binding.Field.Number].Span;
            BinaryPrimitives.WriteInt32LittleEndian(rest, value.Length);
            rest[sizeof(int)] = Target(binding, objects) is { } path ? (byte)binding.Paths.IndexOf(path) : NoPath;
            value.CopyTo(rest[(sizeof(int) + 1)..]);
            rest = rest[(sizeof(int) + 1 + value.Length)..];
        }

        var key = Utf8Value.Of(said);
        if (!_chosen.TryGetValue(key, out var chosen))
        {
            chosen = Choose(objects, values);
            if (_chosen.Count < MostKept)
            {
                _chosen[key] = chosen;
            }
        }

        return chosen;
    }

    private (DocumentPath Path, Utf8Value Code)[] Choose(DocumentObjects objects, Utf8Value[] values) =>
        [.. bindings
            .Select(binding => (Binding: binding, Path: Target(binding, objects)))
            .Where(item => item.Path is not null)
            .GroupBy(item => (item.Path!.Shape, item.Path.Last))
            .SelectMany(group => Choose([.. group.Select(item => (item.Binding, values[item.Binding.Field.Number]))]).Select(code => (group.First().Path!, code)))];

    /// <summary>The set into which a field's code is to be written, or <see langword="null"/>.</summary>
    private static DocumentPath? Target(FieldBinding binding, DocumentObjects objects) =>
        binding.Codes is not null && binding.Target(objects) is { IsSet: true } path ? path : null;

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
