using System.Text;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>Where fields stand in the lines of a batch, counted in UTF-16 code units from 1.</summary>
internal static class FieldColumns
{
    /// <summary>The columns of the fields of findings; the end is the first column behind.</summary>
    public static Dictionary<(int Line, string Field), (int Start, int End)> Find(Stream batch, IReadOnlyCollection<ReportRow> rows)
    {
        var columns = new Dictionary<(int, string), (int, int)>();
        var lines = rows.Where(row => row.Field is not null).ToLookup(row => row.Line, row => row.Field!);
        using var reader = BatchReader.Open(batch, Years.Of(rows.First().Rule));
        while (reader.Read())
        {
            foreach (var name in lines[reader.LineNumber])
            {
                if (reader.Record?.FindField(name) is { } field)
                {
                    columns[(reader.LineNumber, name)] = Place(reader, field);
                }
            }
        }

        return columns;
    }

    private static (int Start, int End) Place(BatchReader reader, FieldInfo field)
    {
        var line = reader.Current;
        var value = line.Field(field);
        int at;
        if (line.IsDelimited)
        {
            at = 0;
            for (var number = 0; number < field.Number; number++)
            {
                var tab = reader.Line[at..].IndexOf((byte)'\t');
                if (tab < 0)
                {
                    at = reader.Line.Length;
                    break;
                }

                at += tab + 1;
            }
        }
        else
        {
            at = Math.Min(field.Offset, reader.Line.Length);
        }

        var start = Encoding.UTF8.GetCharCount(reader.Line[..at]) + 1;
        return (start, start + Encoding.UTF8.GetCharCount(value));
    }
}
