using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Comparing;

/// <summary>
/// What changed between two batches. Records that are the same value for value (numbers as numbers), wherever they stand in
/// their school and in whatever layout, are set aside by their hash; the others are matched by what identifies them, then by the same without
/// the entry date, then by their owner where one field is all that differs.
/// </summary>
/// <param name="specification">What both are read by.</param>
internal sealed class BatchComparison(SpecificationInfo specification)
{
    /// <summary>Beyond so many pairs for each record, those that nothing tells apart are paired in the order of their lines.</summary>
    private const long MostCompared = 100;

    private readonly Dictionary<UInt128, int> _counts = [];

    /// <summary>The number of records that are the same.</summary>
    public int Same { get; private set; }

    /// <summary>Compares two files.</summary>
    /// <param name="openBefore">Opens the earlier one; it is read twice.</param>
    /// <param name="openAfter">Opens the later one.</param>
    public IReadOnlyList<RecordChange> Compare(Func<Stream> openBefore, Func<Stream> openAfter)
    {
        Read(openBefore, (hash, _) => _counts[hash] = _counts.GetValueOrDefault(hash) + 1);
        var added = new List<ComparedRecord>();
        Read(openAfter, (hash, record) =>
        {
            if (Take(hash))
            {
                Same++;
            }
            else
            {
                added.Add(record());
            }
        });
        var removed = new List<ComparedRecord>();
        Read(openBefore, (hash, record) =>
        {
            if (Take(hash))
            {
                removed.Add(record());
            }
        });

        var changes = new List<RecordChange>();
        Match(removed, added, record => record.Identity, int.MaxValue, changes);
        Match(removed, added, record => record.IdentityWithoutEntry, int.MaxValue, changes);
        Match(removed, added, record => record.Owner, 1, changes);
        changes.AddRange(removed.Select(record => new RecordChange(record, null)));
        changes.AddRange(added.Select(record => new RecordChange(null, record)));
        return [.. changes.OrderBy(change => change.Any.School, StringComparer.Ordinal).ThenBy(change => change.Any.Student, StringComparer.Ordinal).ThenBy(change => change.Any.Line)];
    }

    /// <summary>Takes one of the records that are left with a hash.</summary>
    private bool Take(UInt128 hash)
    {
        var left = _counts.GetValueOrDefault(hash);
        if (left == 0)
        {
            return false;
        }

        _counts[hash] = left - 1;
        return true;
    }

    private void Read(Func<Stream> open, Action<UInt128, Func<ComparedRecord>> take)
    {
        using var input = open();
        using var reader = BatchReader.Open(input, specification);
        var school = "";
        var hash = default(UInt128);
        var values = new List<byte>();
        Func<ComparedRecord> record = () => ComparedRecord.Of(reader, hash, school);
        while (reader.Read())
        {
            if (reader.Record?.Id is { } id && string.Equals(id, specification.GroupRecord, StringComparison.Ordinal))
            {
                school = Encoding.UTF8.GetString(reader.Current.Field(reader.Record.FindKey(FieldKey.School)!));
            }

            if (reader.Problem != LineProblem.Blank)
            {
                values.Clear();
                values.AddRange(SchoolOf(reader, school));
                Append(reader, values);
                hash = HashOf(CollectionsMarshal.AsSpan(values));
                take(hash, record);
            }
        }
    }

    /// <summary>The record's own school, else the one that it follows.</summary>
    private static byte[] SchoolOf(BatchReader reader, string school) =>
        reader.Record?.FindKey(FieldKey.School) is { } field && reader.Current.Field(field) is { IsEmpty: false } own ? own.ToArray() : Encoding.UTF8.GetBytes(school);

    /// <summary>Appends the values of a record, or the bytes of what is no record.</summary>
    private static void Append(BatchReader reader, List<byte> values)
    {
        values.Add((byte)'\t');
        if (reader.Record is not { } record)
        {
            values.AddRange(reader.Line);
            return;
        }

        foreach (var field in record.Fields)
        {
            var value = reader.Current.Field(field);
            if (ComparedRecord.Number(field, value) is { } number)
            {
                values.AddRange(Encoding.UTF8.GetBytes(number));
            }
            else
            {
                values.AddRange(value);
            }

            values.Add((byte)'\t');
        }
    }

    private static UInt128 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>Pairs records of the same identity: first those that differ least, then in the order of their lines.</summary>
    private static void Match(List<ComparedRecord> removed, List<ComparedRecord> added, Func<ComparedRecord, string> identity, int mostDifferences, List<RecordChange> changes)
    {
        var waiting = added.GroupBy(identity, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var matched = new HashSet<ComparedRecord>(ReferenceEqualityComparer.Instance);
        foreach (var group in removed.GroupBy(identity, StringComparer.Ordinal))
        {
            if (waiting.TryGetValue(group.Key, out var candidates))
            {
                foreach (var (before, after) in Pairs([.. group], candidates, mostDifferences))
                {
                    changes.Add(new RecordChange(before, after));
                    matched.Add(before);
                    matched.Add(after);
                }
            }
        }

        removed.RemoveAll(matched.Contains);
        added.RemoveAll(matched.Contains);
    }

    private static IEnumerable<(ComparedRecord Before, ComparedRecord After)> Pairs(List<ComparedRecord> before, List<ComparedRecord> after, int mostDifferences)
    {
        if ((long)before.Count * after.Count > MostCompared * (before.Count + after.Count))
        {
            return mostDifferences == int.MaxValue ? before.Zip(after) : [];
        }

        var taken = new HashSet<ComparedRecord>(ReferenceEqualityComparer.Instance);
        return before
            .SelectMany(_ => after, (a, b) => (Before: a, After: b, Differences: RecordChange.Differences(a, b)))
            .Where(pair => pair.Differences <= mostDifferences)
            .OrderBy(pair => pair.Differences)
            .Where(pair => !taken.Contains(pair.Before) && !taken.Contains(pair.After) && taken.Add(pair.Before) && taken.Add(pair.After))
            .Select(pair => (pair.Before, pair.After))
            .ToList();
    }
}
