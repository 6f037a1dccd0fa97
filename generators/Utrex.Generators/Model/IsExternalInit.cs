#pragma warning disable IDE0130, MA0182 // the compiler asks for this type in this namespace; netstandard2.0 lacks it
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
#pragma warning restore IDE0130, MA0182
