using System.Text;
using Utrex.Sdk;
using Utrex.Sdk.Y2026;
using Utrex.Sdk.Y2026.Codes;
using Utrex.Sdk.IO;
using Utrex.Sdk.Y2026.Records;
using Utrex.Sdk.Text;

namespace GoodExporter;

/// <summary>Reads batches back: this year's to check it, and one of a former year, with the codes of that time.</summary>
internal static class BatchHistory
{
    /// <summary>Part of a batch of 2018, when students could still transfer under NCLB.</summary>
    public static readonly byte[] Batch2018 = Encoding.UTF8.GetBytes(
        "DI=\t39\tYR=\t2018\tOK=\tJUN\t2018-06-15 00:00:00.000\n" +
        "SC=\t788\t180\t0529\tS\tS\t39\n" +
        "S1=\t788\t4000012\tTso\tIda\t\t20100427\tF\tN\t\tY\t\t\t\t02\t20170821\t20171102\tTN\t045\n" +
        "S1=\t788\t4000013\tYoung\tLuke\t\t20081010\tM\tN\t\t\t\t\tY\t04\t20170821\t20180530\tPR\t180\n" +
        "S1=\t788\t4000099\tGone\tAda\t\t20081011\tF\tN\t\t\t\t\tY\t04\t20170821\t20180530\tZZ\t180\n");

    /// <summary>The exits of a batch by student, each with the code that it would have today.</summary>
    public static Dictionary<string, ExitCode> ReadExits(ReadOnlyMemory<byte> batch)
    {
        var exits = new Dictionary<string, ExitCode>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        _ = reader.Read(); // the first line says which year the batch is of
        var header = reader.Line;
        var year = new DistrictView(reader.Current).SchoolYear;
        var isDistrict = header.StartsWith("DI="u8);
        FieldValue<DateOnly> lastExit = default;
        while (reader.Read())
        {
            header = reader.Line;
            if (!isDistrict || !header.StartsWith("S1="u8))
            {
                continue;
            }

            var view = new StudentView(reader.Current);
            view.TryGetRecord(out var student, out var error);
            if (error.IsError)
            {
                var isCode = view.ExitCode.ToString() != "(malformed)" && view["EXIT CODE"].Length == 2;
                Console.WriteLine($"{year.GetValueOrDefault()} line {reader.LineNumber}: {error} {(isCode ? "" : "No such code.")}");
                continue;
            }

            // The dates are values and outlive the line that they come from.
            lastExit = view.ExitDate.HasValue ? view.ExitDate : lastExit;
            exits[Encoding.UTF8.GetString(view.StudentNumber)] = student.ExitCode.Code switch
            {
                "TN" when CodeMappings.FormerExits.Contains(student.ExitCode) => CodeMappings.Current(student.ExitCode),
                "" => CodeMappings.NoReason,
                _ => student.ExitCode,
            };
        }

        Console.WriteLine($"{year}: {exits.Count} exits in {reader.RecordsRead} records, the last on {lastExit}");
        return exits;
    }

    /// <summary>The students of a batch that are in another one too. Both are read side by side.</summary>
    public static IReadOnlyList<string> FindCommon(ReadOnlyMemory<byte> batch, ReadOnlyMemory<byte> other)
    {
        List<string> common = [];
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        while (reader.Read())
        {
            using var otherReader = BatchReader.Open(other, UtrexSpecification.Current);
            var student = reader.Record == StudentRecord.Info ? new StudentView(reader.Current) : default;
            while (reader.Record == StudentRecord.Info && otherReader.Read())
            {
                if (otherReader.Record == StudentRecord.Info && new StudentView(otherReader.Current).StudentNumber.SequenceEqual(student.StudentNumber))
                {
                    common.Add(Encoding.UTF8.GetString(student["STUDENT NUMBER"]));
                }
            }
        }

        return common;
    }
}
