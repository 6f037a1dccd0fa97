using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;
using Utrex.Sdk.Codes;

/// <summary>Reads and writes every code type as its text.</summary>
public sealed class CodeColumns(CsvContext context) : ICodeVisitor
{
    /// <inheritdoc/>
    public void Visit<TCode>()
        where TCode : struct, ICode<TCode> => context.TypeConverterCache.AddConverter<TCode>(new CodeColumn<TCode>());

    private sealed class CodeColumn<TCode> : DefaultTypeConverter
        where TCode : struct, ICode<TCode>
    {
        public override object ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) => TCode.Parse(text ?? "");

        public override string? ConvertToString(object? value, IWriterRow row, MemberMapData memberMapData) => value?.ToString();
    }
}
