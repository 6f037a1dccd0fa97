using System.Globalization;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>What the finding on a refused line says of it: the place and the thing that are wrong.</summary>
internal static class RefusedValue
{
    /// <summary>The values that the message names.</summary>
    public static (string? Value, string? Other) Of(BatchReader reader)
    {
        var line = reader.Line;
        switch (reader.Problem)
        {
            case LineProblem.UnknownRecordType:
                // The start of the line tells what it is; more of it could be personal.
                return (PrintableText.Of(line[..Math.Min(3, line.Length)]), null);
            case LineProblem.TooManyFields:
                return (Text(Delimiters.Count(line.TrimEnd("\t "u8))), Text(reader.RefusedRecord!.Fields.Count));
            case LineProblem.ExtraBytes:
                return (Text(line.Length), Text(reader.RefusedRecord!.PositionalLength));
            case LineProblem.Nul:
                return (Text(line.IndexOf((byte)0) + 1), null);
            case LineProblem.InvalidUtf8:
                var wrong = FirstInvalid(line);
                var value = FieldOf(reader) is { } field ? reader.Current.Field(field) : line.Slice(wrong, 1);
                return (PrintableText.Of(value), string.Create(CultureInfo.InvariantCulture, $"{wrong + 1} is {line[wrong]:X2}"));
            default:
                return (null, null);
        }
    }

    /// <summary>The field in which a byte stands that no text has.</summary>
    public static FieldInfo? FieldOf(BatchReader reader)
    {
        if (reader.RefusedRecord is not { } record || reader.Problem is not (LineProblem.Nul or LineProblem.InvalidUtf8))
        {
            return null;
        }

        var place = reader.Problem == LineProblem.Nul ? reader.Line.IndexOf((byte)0) : FirstInvalid(reader.Line);
        var number = reader.Current.IsDelimited ? reader.Line[..place].Count(Delimiters.Tab) : record.Fields.TakeWhile(field => field.Offset <= place).Count() - 1;
        return number < record.Fields.Count ? record.Fields[number] : null;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> line)
    {
        for (var place = 0; place < line.Length;)
        {
            if (Rune.DecodeFromUtf8(line[place..], out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return place;
            }

            place += length;
        }

        return 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
