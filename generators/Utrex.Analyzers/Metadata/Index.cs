#pragma warning disable IDE0130, MA0182 // the compiler asks for this type in this namespace to compile list patterns; netstandard2.0 lacks it
namespace System;

internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
#pragma warning restore IDE0130, MA0182
