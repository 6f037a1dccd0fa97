using System.Data;
using Dapper;
using Utrex.Sdk.Codes;

/// <summary>Reads and writes every code type as its text; the blank is NULL.</summary>
public sealed class CodeHandlers : ICodeVisitor
{
    /// <inheritdoc/>
    public void Visit<TCode>()
        where TCode : struct, ICode<TCode> => SqlMapper.AddTypeHandler(new CodeHandler<TCode>());

    private sealed class CodeHandler<TCode> : SqlMapper.TypeHandler<TCode>
        where TCode : struct, ICode<TCode>
    {
        public override TCode Parse(object value) => TCode.Parse(value as string ?? "");

        public override void SetValue(IDbDataParameter parameter, TCode value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.IsBlank ? DBNull.Value : value.Code;
        }
    }
}
