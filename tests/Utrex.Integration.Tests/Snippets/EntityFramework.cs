using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Utrex.Sdk.Codes;

/// <summary>Stores every code type as its text. A blank code is an empty text; a nullable code has NULL too.</summary>
public sealed class CodeConventions(ModelConfigurationBuilder builder) : ICodeVisitor
{
    /// <inheritdoc/>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(CodeConverter<>))] // where the program is trimmed
    public void Visit<TCode>()
        where TCode : struct, ICode<TCode> => builder.Properties<TCode>().HaveConversion<CodeConverter<TCode>>();

    private sealed class CodeConverter<TCode>() : ValueConverter<TCode, string>(code => code.ToString()!, text => Parse(text))
        where TCode : struct, ICode<TCode>
    {
        private static TCode Parse(string text) => TCode.Parse(text);
    }
}
