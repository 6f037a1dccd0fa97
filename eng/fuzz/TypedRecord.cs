using System.Buffers;
using System.Text;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;

namespace Utrex.Fuzzing;

/// <summary>What holds for the typed records of a type, whatever their values.</summary>
internal abstract class TypedRecord
{
    private static readonly Dictionary<RecordInfo, TypedRecord> All = UtrexSpecification.Current.Records
        .Where(record => record.Fields.Count > 0)
        .ToDictionary(record => record, record => (TypedRecord)Activator.CreateInstance(typeof(TypedRecord<>).MakeGenericType(typeof(StudentRecord).Assembly.GetType(typeof(StudentRecord).Namespace + "." + record.TypeName, throwOnError: true)!))!);

    /// <summary>Every record type.</summary>
    public static IReadOnlyCollection<TypedRecord> Types => All.Values;

    /// <summary>The type of a record.</summary>
    public static TypedRecord Of(RecordInfo record) => All[record];

    /// <summary>A line that can be read as a typed record is the same one after it was written, in either layout; whatever else it is, nothing throws.</summary>
    public abstract void CheckLine(RecordLine line);

    /// <summary>A record with random values is read back as it was written, breaks the same rules before and after, and keeps its values through the other layout.</summary>
    public abstract string CheckRandom(RandomRecords records, RecordLayout layout, SubmissionContext context);
}

/// <inheritdoc/>
internal sealed class TypedRecord<TRecord> : TypedRecord
    where TRecord : struct, IRecord<TRecord>
{
    public override void CheckLine(RecordLine line)
    {
        if (!TRecord.TryRead(line, out var record, out _))
        {
            return;
        }

        foreach (var layout in (ReadOnlySpan<RecordLayout>)[RecordLayout.Delimited, RecordLayout.Positional])
        {
            CheckCopy(line, record, layout, Written(layout, writer => writer.Write(record)));
            CheckCopy(line, record, layout, Copied(line, layout));
        }
    }

    public override string CheckRandom(RandomRecords records, RecordLayout layout, SubmissionContext context)
    {
        var record = records.Next<TRecord>();
        var bytes = Written(layout, writer => writer.Write(record)) ?? throw new InvalidOperationException($"a {TRecord.Info.Id} cannot be written in the {layout} layout");
        Campaign.Holds(Read(bytes, out var found, context).Equals(record), $"a {TRecord.Info.Id} is another one after it was written in the {layout} layout");

        var validator = new RecordValidator(context, context.Today, context.LastDay);
        var typed = string.Join('\n', validator.Validate(record).Select(finding => $"{finding} {finding.Field} {finding.Value}"));
        Campaign.Same(typed, found, $"findings on a {TRecord.Info.Id} before and after it was written in the {layout} layout");
        return typed;
    }

    private static void CheckCopy(RecordLine line, TRecord record, RecordLayout layout, ReadOnlyMemory<byte>? copy)
    {
        if (copy is null)
        {
            return;
        }

        try
        {
            Campaign.Holds(Read(copy.Value, out _).Equals(record), "its values are others");
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"'{Encoding.UTF8.GetString(line.Bytes)}' became '{Encoding.UTF8.GetString(copy.Value.Span)}' in the {layout} layout: {e.Message}", e);
        }
    }

    /// <summary>The line in a layout, or <see langword="null"/> where it cannot hold a value.</summary>
    private static ReadOnlyMemory<byte>? Copied(RecordLine line, RecordLayout layout)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            new BatchWriter(output, layout).Write(line, TRecord.Info);
            return output.WrittenMemory;
        }
        catch (FieldFormatException)
        {
            return null;
        }
    }

    /// <summary>The line of a record, or <see langword="null"/> where the layout cannot hold a value.</summary>
    private static ReadOnlyMemory<byte>? Written(RecordLayout layout, Action<BatchWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            write(new BatchWriter(output, layout));
            return output.WrittenMemory;
        }
        catch (FieldFormatException)
        {
            Campaign.Holds(output.WrittenCount == 0, "a record that cannot be written has left something behind");
            return null;
        }
    }

    private static TRecord Read(ReadOnlyMemory<byte> batch, out string findings, SubmissionContext? context = null)
    {
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current, new BatchReaderOptions { MaxLineLength = 1 << 20 });
        Campaign.Holds(reader.Read() && reader.Record == TRecord.Info, $"a {TRecord.Info.Id} that was written is refused: {reader.Problem}");
        Campaign.Holds(TRecord.TryRead(reader.Current, out var record, out var error), $"a {TRecord.Info.Id} that was written cannot be read: {error}");
        findings = "";
        if (context is not null)
        {
            var collector = new FindingCollector(context);
            collector.EnterLea(default, context.Today);
            collector.EnterSchool(default, context.LastDay);
            collector.Begin(line: 1, TRecord.Info);
            ((CompiledRecord)TRecord.Info).Apply(reader.Current, collector);
            collector.Sort();
            findings = string.Join('\n', collector.Findings.Select(finding => $"{finding} {finding.Field} {finding.Value}"));
        }

        Campaign.Holds(!reader.Read(), "a record is more than one line");
        return record;
    }
}
