using System.Reflection;
using System.Reflection.Emit;

namespace Utrex.Tests;

/// <summary>Calls a public member by reflection, where it has to do with ref structs too: those are the default, wherever they stand.</summary>
internal static class MemberCall
{
    /// <summary>What a method, a getter or a constructor gives; <see langword="null"/> for nothing and for ref structs.</summary>
    /// <param name="method">The member.</param>
    /// <param name="instance">What it is called on; of a struct <see langword="null"/> stands for the default.</param>
    /// <param name="arguments">The arguments; of a value type <see langword="null"/> stands for the default.</param>
    public static object? Invoke(MethodBase method, object? instance, params object?[] arguments)
    {
        var type = method.DeclaringType!;
        var call = new DynamicMethod("Call", typeof(object), [typeof(object), typeof(object[])], typeof(MemberCall).Module, skipVisibility: true);
        var il = call.GetILGenerator();
        if (!method.IsStatic && method is not ConstructorInfo)
        {
            LoadInstance(il, type, instance);
        }

        var parameters = method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            LoadArgument(il, parameters[i].ParameterType, arguments[i], i);
        }

        if (method is ConstructorInfo constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
            Return(il, type);
        }
        else
        {
            il.Emit(method.IsStatic || type.IsValueType ? OpCodes.Call : OpCodes.Callvirt, (MethodInfo)method);
            Return(il, ((MethodInfo)method).ReturnType);
        }

        return call.CreateDelegate<Func<object?, object?[], object?>>()(instance, arguments);
    }

    private static void LoadInstance(ILGenerator il, Type type, object? instance)
    {
        if (!type.IsValueType)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Castclass, type);
        }
        else if (instance is null)
        {
            LoadDefault(il, type, byReference: true);
        }
        else
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Unbox, type);
        }
    }

    private static void LoadArgument(ILGenerator il, Type type, object? argument, int number)
    {
        var target = type.IsByRef ? type.GetElementType()! : type;
        if (target.IsValueType && argument is null)
        {
            LoadDefault(il, target, type.IsByRef);
            return;
        }

        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Unbox_Any, target);
        if (type.IsByRef)
        {
            var local = il.DeclareLocal(target);
            il.Emit(OpCodes.Stloc, local);
            il.Emit(OpCodes.Ldloca, local);
        }
    }

    private static void LoadDefault(ILGenerator il, Type type, bool byReference)
    {
        var local = il.DeclareLocal(type);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Initobj, type);
        il.Emit(byReference ? OpCodes.Ldloca : OpCodes.Ldloc, local);
    }

    private static void Return(ILGenerator il, Type type)
    {
        if (type.IsByRef || type.IsByRefLike)
        {
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ldnull);
        }
        else if (type == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (type.IsValueType)
        {
            il.Emit(OpCodes.Box, type);
        }

        il.Emit(OpCodes.Ret);
    }
}
