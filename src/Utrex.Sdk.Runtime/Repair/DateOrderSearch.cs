using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Repair;

/// <summary>Finds out in which order a file writes days and months: that of every day that can mean one thing only.</summary>
internal sealed class DateOrderSearch(LineForm form, SpecificationInfo specification)
{
    private readonly int[] _ends = new int[specification.Records.Max(record => record.Fields.Count) + 1];

    /// <summary>Reads the lines; unknown where none proves an order, or where they prove two.</summary>
    public DateOrder Search(TextFileLines lines, CancellationToken cancellationToken)
    {
        var order = DateOrder.Unknown;
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = form.Read(lines.Line);
            if (form.Record is not { } record || !line.ContainsAny((byte)'/', (byte)'.', (byte)'-'))
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

    private static DateOrder OrderOf(RecordLine line, RecordInfo record)
    {
        foreach (var field in record.Fields)
        {
            if (field.Type is FieldType.Date or FieldType.IsoDate or FieldType.DateTime or FieldType.PartialDate or FieldType.MonthDay
                && line.Field(field) is { IsEmpty: false } value && value.ContainsAny((byte)'/', (byte)'.', (byte)'-')
                && DateForms.OrderOf(Encoding.UTF8.GetString(value)) is not DateOrder.Unknown and var order)
            {
                return order;
            }
        }

        return DateOrder.Unknown;
    }
}
