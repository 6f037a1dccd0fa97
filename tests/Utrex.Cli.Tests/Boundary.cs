using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Tests;

/// <summary>Clean batches, changed a little: on which side of a rule's boundary they are.</summary>
internal static class Boundary
{
    private static readonly ConcurrentDictionary<SampleOptions, byte[]> Samples = new();

    public static SampleOptions October { get; } = new();

    public static SampleOptions YearEnd { get; } = October with { AsOf = October.YearEnd };

    /// <summary>Expects that a changed batch breaks a rule, or does not.</summary>
    public static void Expect(SampleOptions options, string rule, bool breaks, Action<EditableBatch> edit, IReferenceData? reference = null)
    {
        var rules = Findings(options, edit, reference).Select(finding => finding.Rule.Id).Distinct();
        if (breaks)
        {
            rules.ShouldContain(rule);
        }
        else
        {
            rules.ShouldNotContain(rule);
        }
    }

    /// <summary>What a validation says of a changed batch.</summary>
    public static List<Finding> Findings(SampleOptions options, Action<EditableBatch> edit, IReferenceData? reference = null, bool includesCascades = false)
    {
        var batch = EditableBatch.Read(Samples.GetOrAdd(options, Write));
        edit(batch);
        return batch.Validate(new SubmissionContext(options.SchoolYear, options.AsOf), reference, includesCascades);
    }

    /// <summary>The first record of a type that fits.</summary>
    public static EditableRecord First(this EditableBatch batch, string type, Func<EditableRecord, bool>? fits = null) =>
        batch.Records.First(record => record.Info.Id == type && fits?.Invoke(record) is not false);

    /// <summary>The records of a type that fit.</summary>
    public static List<EditableRecord> All(this EditableBatch batch, string type, Func<EditableRecord, bool>? fits = null) =>
        batch.Records.FindAll(record => record.Info.Id == type && fits?.Invoke(record) is not false);

    /// <summary>A copy of a record, right after it.</summary>
    public static EditableRecord CopyOf(this EditableBatch batch, EditableRecord record)
    {
        var copy = record.Copy();
        batch.Records.Insert(batch.Records.IndexOf(record) + 1, copy);
        return copy;
    }

    /// <summary>Whether two records are of one student.</summary>
    public static bool IsOf(this EditableRecord record, EditableRecord student) => record["STUDENT NUMBER"] == student["STUDENT NUMBER"];

    /// <summary>Whether two records are of one student in one school.</summary>
    public static bool IsAt(this EditableRecord record, EditableRecord student) => record.IsOf(student) && record["SCHOOL NUMBER"] == student["SCHOOL NUMBER"];

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A day that lies so many days after one.</summary>
    public static string Days(string day, int days) => Text(Day(day).AddDays(days));

    private static byte[] Write(SampleOptions options)
    {
        var clean = new ArrayBufferWriter<byte>();
        new SampleGenerator(options).Write(new BatchWriter(clean, RecordLayout.Delimited), static () => { });
        return clean.WrittenSpan.ToArray();
    }
}
