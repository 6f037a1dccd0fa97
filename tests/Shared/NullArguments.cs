using System.Reflection;

namespace Utrex.Tests;

/// <summary>Calls public members with <see langword="null"/> where their types rule it out.</summary>
/// <param name="make">Makes an argument or an instance of a class, or tells by an exception that it knows none.</param>
internal sealed class NullArguments(Func<Type, object> make)
{
    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>The members of a type that have such a parameter, each with its place.</summary>
    public IEnumerable<(MethodBase Member, ParameterInfo Parameter)> Of(Type type)
    {
        foreach (var method in PublicSurface.Methods(type).Where(method => !IsData(type, method)))
        {
            var member = method.IsGenericMethodDefinition ? ((MethodInfo)method).MakeGenericMethod([.. method.GetGenericArguments().Select(argument => (Type)make(argument))]) : method;
            foreach (var parameter in member.GetParameters().Where(parameter => parameter is { ParameterType.IsValueType: false, IsOut: false } && !IsStruct(parameter.ParameterType)))
            {
                if (_nullability.Create(method.GetParameters()[parameter.Position]).WriteState == NullabilityState.NotNull)
                {
                    yield return (member, parameter);
                }
            }
        }
    }

    /// <summary>Fails unless the member refuses it with an exception that names the parameter.</summary>
    public void Check(MethodBase member, ParameterInfo parameter)
    {
        var arguments = member.GetParameters().Select(other => other == parameter || other.IsOut || other.HasDefaultValue || IsStruct(other.ParameterType) || _nullability.Create(other).WriteState == NullabilityState.Nullable ? null : make(other.ParameterType)).ToArray();
        var instance = member.IsStatic || member is ConstructorInfo || member.DeclaringType!.IsValueType ? null : make(member.DeclaringType);
        try
        {
            MemberCall.Invoke(member, instance, arguments);
        }
        catch (ArgumentNullException e) when (e.ParamName == parameter.Name)
        {
            return;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{member.DeclaringType}.{member} with null for '{parameter.Name}' says: {e}", e);
        }

        throw new InvalidOperationException($"{member.DeclaringType}.{member} takes null for '{parameter.Name}'");
    }

    /// <summary>Whether a member only stores what it is given: the compiler tells who builds data.</summary>
    private static bool IsData(Type type, MethodBase method) =>
        (method.IsSpecialName && method.Name.StartsWith("set_", StringComparison.Ordinal))
        || (method is ConstructorInfo && method.GetParameters() is { Length: > 0 } parameters && Array.TrueForAll(parameters, parameter => type.GetProperty(parameter.Name!) is { CanWrite: true }));

    private static bool IsStruct(Type type) => type.IsValueType || (type.IsByRef && type.GetElementType()!.IsValueType);
}
