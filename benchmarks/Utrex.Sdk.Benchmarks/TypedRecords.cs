using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Benchmarks;

/// <summary>Typed records of one type, as an exporter has them.</summary>
internal abstract class TypedRecords
{
    /// <summary>The records of some lines.</summary>
    public static TypedRecords Read(RecordInfo record, byte[] lines)
    {
        var type = typeof(UtrexSpecification).Assembly.GetType($"{typeof(UtrexSpecification).Namespace}.Records.{record.TypeName}", throwOnError: true)!;
        return (TypedRecords)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type), lines)!;
    }

    /// <summary>Writes as many records; where there are fewer, they come again.</summary>
    public abstract void Write(BatchWriter writer, int records);

    private sealed class Of<TRecord> : TypedRecords
        where TRecord : struct, IRecord<TRecord>
    {
        // As many as a cache holds: an exporter writes a record that it has just made.
        private const int MostRecords = 1_000;

        private readonly TRecord[] _records;

        public Of(byte[] lines)
        {
            var records = new List<TRecord>();
            using var reader = BatchReader.Open(lines, UtrexSpecification.Current);
            while (records.Count < MostRecords && reader.Read())
            {
                records.Add(TRecord.TryRead(reader.Current, out var record, out _) ? record : throw new InvalidOperationException("A record of the sample cannot be read."));
            }

            _records = [.. records];
        }

        public override void Write(BatchWriter writer, int records)
        {
            while (records > 0)
            {
                foreach (ref readonly var record in _records.AsSpan(0, Math.Min(records, _records.Length)))
                {
                    writer.Write(in record);
                }

                records -= _records.Length;
            }
        }
    }
}
