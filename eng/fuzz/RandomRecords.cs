using System.Reflection;
using System.Text;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using FieldInfo = Utrex.Sdk.Specification.FieldInfo;

namespace Utrex.Fuzzing;

/// <summary>Makes typed records with random values in random fields: everything that the layout can hold, and blanks.</summary>
/// <param name="layout">The layout, in which some values have no room.</param>
/// <param name="random">Decides everything.</param>
internal sealed class RandomRecords(RecordLayout layout, Random random)
{
    private static readonly string[] Texts = ["x", " leading", "O'Brien-Smith", "Núñez", "日本", "👩‍🏫", "a  b", "\"quoted\", <tag>", "=S1=", "\u0001\u007f", "0", "-"];

    public TRecord Next<TRecord>()
        where TRecord : struct, IRecord<TRecord>
    {
        object record = default(TRecord);
        foreach (var property in typeof(TRecord).GetProperties().Where(property => property.CanWrite))
        {
            var field = TRecord.Info.Fields.Single(candidate => candidate.Property == property.Name);
            if (random.Next(3) > 0)
            {
                property.SetValue(record, Value(property.PropertyType, field));
            }
        }

        return (TRecord)record;
    }

    private object? Value(Type type, FieldInfo field) => field.Type switch
    {
        FieldType.Text => Text(field.Width),
        FieldType.Integer => field.Digits > 9 ? random.NextInt64(field.LeastNumber, Power(field.Digits)) : (object)(int)random.NextInt64(field.LeastNumber, Power(field.Digits)),
        FieldType.Decimal => Number(field),
        FieldType.Date => Day(),
        // The positional layout has room for the day alone.
        FieldType.IsoDate => layout == RecordLayout.Delimited && random.Next(2) == 0 ? new IsoDate(Moment()) : new IsoDate(Day()),
        FieldType.DateTime => Moment(),
        FieldType.MonthDay => new MonthDay(Day().Month, random.Next(1, 29)),
        FieldType.PartialDate => random.Next(3) switch
        {
            0 => new PartialDate(Day()),
            1 => new PartialDate(Day().Year, 6),
            _ => new PartialDate(Day().Year, 12, hasHyphen: true),
        },
        FieldType.Code => Code(type),
        _ => random.Next(2) == 0
            ? Activator.CreateInstance(type, Number(field))
            : Activator.CreateInstance(type, Code(type.GetGenericArguments()[0])),
    };

    private string? Text(int width)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Texts[random.Next(Texts.Length)]));
        var most = layout == RecordLayout.Positional ? width : 500;
        while (Encoding.UTF8.GetByteCount(text) > most)
        {
            // Whole characters only: half a surrogate pair is no text.
            text = text[..System.Globalization.StringInfo.ParseCombiningCharacters(text)[^1]];
        }

        return text.TrimEnd(' ').Length == 0 ? null : text.TrimEnd(' ');
    }

    private decimal Number(FieldInfo field) => random.NextInt64(Power(field.Digits + field.Decimals)) / (decimal)Power(field.Decimals);

    private DateTime Moment() => Day().ToDateTime(new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond));

    private DateOnly Day() => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber));

    private object? Code(Type type)
    {
        var all = (System.Collections.IList)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return all[random.Next(all.Count)];
    }

    private static long Power(int digits) => (long)Math.Pow(10, digits);
}
