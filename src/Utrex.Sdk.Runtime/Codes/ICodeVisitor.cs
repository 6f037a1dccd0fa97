namespace Utrex.Sdk.Codes;

/// <summary>
/// Is shown every code type of a specification, for what must be done with each, such as telling a database library how to store it. The types
/// are given as type arguments, so that nothing is found by reflection and all of it can be trimmed and compiled natively.
/// </summary>
public interface ICodeVisitor
{
    /// <summary>Is shown a code type.</summary>
    /// <typeparam name="TCode">The code type.</typeparam>
    void Visit<TCode>()
        where TCode : struct, ICode<TCode>;
}
