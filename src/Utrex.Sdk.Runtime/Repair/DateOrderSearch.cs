using System.Buffers;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Repair;

/// <summary>Finds out in which order a file writes days and months: that of every day that can mean one thing only.</summary>
internal sealed class DateOrderSearch(SpecificationInfo specification)
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create("/.-"u8);

    private readonly LineForm _form = new(specification);
    private readonly int[] _ends = new int[specification.Records.Max(record => record.Fields.Count) + 1];

    /// <summary>Reads the lines; unknown where none proves an order, or where they prove two.</summary>
    public DateOrder Search(TextFileLines lines, CancellationToken cancellationToken)
    {
        var order = DateOrder.Unknown;
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!MayProve(lines.Line, order))
            {
                continue;
            }

            var line = _form.Read(lines.Line);
            if (_form.Record is not { } record)
            {
                continue;
            }

            var found = OrderOf(RecordLine.Parse(line, _ends), record);
            if (found == DateOrder.Unknown || found == order)
            {
                continue;
            }

            if (order != DateOrder.Unknown)
            {
                return DateOrder.Unknown;
            }

            order = found;
        }

        return order;
    }

    /// <summary>
    /// Whether two numbers stand in a line, with nothing but a separator between them, of which one is no month: a day that proves another order than the known one
    /// must look so in whatever form the line is.
    /// </summary>
    private static bool MayProve(ReadOnlySpan<byte> line, DateOrder known)
    {
        var from = 0;
        while (line[from..].IndexOfAny(Separators) is var length and >= 0)
        {
            var place = from + length;
            from = place + 1;
            if (NumberBefore(line, place) is { } first && NumberBehind(line, from) is { } second
                && DateForms.OrderOf(first, second) is not DateOrder.Unknown and var order && order != known)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of one or two digits that ends at a place, or <see langword="null"/>.</summary>
    private static int? NumberBefore(ReadOnlySpan<byte> line, int end)
    {
        var start = end;
        while (start > 0 && end - start <= 2 && char.IsAsciiDigit((char)line[start - 1]))
        {
            start--;
        }

        return Number(line[start..end]);
    }

    /// <summary>The number of one or two digits that begins at a place, or <see langword="null"/>.</summary>
    private static int? NumberBehind(ReadOnlySpan<byte> line, int start)
    {
        var end = start;
        while (end < line.Length && end - start <= 2 && char.IsAsciiDigit((char)line[end]))
        {
            end++;
        }

        return Number(line[start..end]);
    }

    private static int? Number(ReadOnlySpan<byte> digits) => digits switch
    {
        [var unit] => unit - '0',
        [var ten, var unit] => ((ten - '0') * 10) + unit - '0',
        _ => null,
    };

    private static DateOrder OrderOf(RecordLine line, RecordInfo record)
    {
        foreach (var field in record.Fields)
        {
            if (field.Type is FieldType.Date or FieldType.IsoDate or FieldType.DateTime or FieldType.PartialDate or FieldType.MonthDay
                && line.Field(field) is { IsEmpty: false } value && value.ContainsAny(Separators)
                && DateForms.OrderOf(Encoding.UTF8.GetString(value)) is not DateOrder.Unknown and var order)
            {
                return order;
            }
        }

        return DateOrder.Unknown;
    }
}
