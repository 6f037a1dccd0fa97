using System.Globalization;
using System.Text;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Masking;

/// <summary>
/// Masks a batch, and its reference data, so that the findings stay the same. A rule may depend on the very value, an age on the day: the
/// values that changed a finding get other pseudonyms, round by round closer to the value, until every rule decides as before.
/// </summary>
internal sealed class MaskRounds(string file, FileStream original, CompiledSpecification specification, DateOnly today, ReferenceMask? reference)
{
    private const int MostRounds = 16;

    /// <summary>In the first rounds only the fields that a rule names get other pseudonyms; then, for a rule over several fields, all of the student.</summary>
    private const int RoundsByField = 3;

    /// <summary>From then on values in wrong columns stay on the lines whose findings change, and then everywhere.</summary>
    private const int RoundsOfMisfits = 3;
    private const int RoundsOfAnyMisfit = 13;

    private static readonly HashSet<string> PersonalNames = [.. Years.Fields.Where(field => field.IsPersonal).Select(field => field.Name)];
    private static readonly HashSet<string> NamesButPlaces =
        [.. Years.Fields.Where(field => field.Personal is not (PersonalData.PostalCode or PersonalData.Coordinate or PersonalData.PlusCode)).Select(field => field.Name)];

    private readonly Pseudonyms _pseudonyms = new();
    private volatile int _passes;
    private volatile Stream? _read;

    /// <summary>How much is done, from 0 to 1, if the first round is the last one: further ones take the end apart.</summary>
    public double Part
    {
        get
        {
            // Each time the batch is read, half of what is left is done.
            var (passes, stream) = (_passes, _read);
            var read = stream is null || stream.Length == 0 ? 0 : (double)ProgressBar.Position(stream) / stream.Length;
            return 1 - Math.Pow(0.5, passes + Math.Clamp(read, 0, 1));
        }
    }

    /// <summary>How many findings both batches have.</summary>
    public int Findings { get; private set; }

    /// <summary>How many values in wrong columns had to stay.</summary>
    public int MisfitsLeft { get; private set; }

    /// <summary>Masks the batch.</summary>
    /// <param name="masked">Where to; it is read again, and rewritten where findings change.</param>
    /// <param name="cancellation">Ends the work between two rounds.</param>
    public void Run(Stream masked, CancellationToken cancellation)
    {
        _read = original;
        var expected = MaskedFindings.Of(original, specification, today, reference?.Original);
        Findings = expected.Count;
        var batch = new BatchMask(specification, _pseudonyms, expected.Misfits);
        for (var round = 1; ; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            (_read, _passes) = (original, _passes + 1);
            masked.SetLength(0);
            batch.Write(original, masked);
            (_read, _passes) = (masked, _passes + 1);
            var changed = expected.Changed(MaskedFindings.Of(masked, specification, today, reference?.Mask(_pseudonyms)));
            MisfitsLeft = batch.MisfitsLeft;
            if (changed.Count == 0)
            {
                return;
            }

            if (round == MostRounds)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"line {changed[0].Line} of '{file}' cannot be masked without changing its findings ({changed[0].Rule.Id}); correct it, or take it out, and mask again."));
            }

            if (round >= RoundsOfMisfits)
            {
                foreach (var line in changed.SelectMany(finding => finding.Lines))
                {
                    batch.LeaveMisfits(line);
                }
            }

            batch.LeavesMisfits = round >= RoundsOfAnyMisfit;
            Forget(changed, byField: round <= RoundsByField);
        }
    }

    /// <summary>Forgets the pseudonyms that a changed finding can come from: those of its lines and of other records of the same students.</summary>
    private void Forget(List<MaskedFinding> changed, bool byField)
    {
        var lines = new Dictionary<int, HashSet<string>>();
        foreach (var finding in changed)
        {
            var fields = Suspects(finding.Rule, byField);
            foreach (var line in finding.Lines)
            {
                Merge(lines, line, fields);
            }
        }

        var students = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        Read((line, student, _) =>
        {
            if (student.Length > 0 && lines.TryGetValue(line, out var fields))
            {
                Merge(students, student, fields);
            }
        });
        Read((line, student, values) =>
        {
            var ofLine = lines.GetValueOrDefault(line);
            var ofStudent = students.GetValueOrDefault(student);
            if (ofLine is null && ofStudent is null)
            {
                return;
            }

            foreach (var (field, value) in values())
            {
                if (ofLine?.Contains(field.Name) == true || ofStudent?.Contains(field.Name) == true)
                {
                    _pseudonyms.Forget(field, value);
                }
            }
        });
    }

    private static void Merge<TKey>(Dictionary<TKey, HashSet<string>> all, TKey key, HashSet<string> fields)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var known))
        {
            all[key] = known = new HashSet<string>(StringComparer.Ordinal);
        }

        known.UnionWith(fields);
    }

    /// <summary>The fields whose pseudonyms may have changed what a rule finds: the personal ones that it names, else any but places, which a rule always names.</summary>
    private static HashSet<string> Suspects(RuleInfo rule, bool byField)
    {
        var named = rule.Fields.Append(rule.Field).OfType<string>().Where(PersonalNames.Contains).ToHashSet(StringComparer.Ordinal);
        if (named.Count == 0 || (!byField && rule.Kind != RuleKind.Field))
        {
            named.UnionWith(NamesButPlaces);
        }

        return named;
    }

    private void Read(Action<int, string, Func<IEnumerable<(FieldInfo Field, string Value)>>> take)
    {
        original.Position = 0;
        using var reader = BatchReader.Open(original, specification, leaveOpen: true);
        while (reader.Read())
        {
            if (reader.Record is { } record)
            {
                var student = record.FindKey(FieldKey.Student) is { } field ? Encoding.UTF8.GetString(reader.Current.Field(field)) : "";
                take(reader.LineNumber, student, () => record.Fields.Select(each => (each, Encoding.UTF8.GetString(reader.Current.Field(each)))).Where(value => value.Item2.Length > 0));
            }
        }
    }
}
