using System.ComponentModel;

namespace Utrex.Sdk.Generated;

/// <summary>What the generator and this library have agreed on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCode
{
    /// <summary>The number of the agreement, one more with every change of what generated code calls. The generator compares it with its own before it writes code.</summary>
    public const int Agreement = 5;

    /// <summary>Refuses code that was generated for another version of this library: where an assembly was exchanged and nothing was built anew.</summary>
    /// <param name="agreement">The agreement that the code was generated for.</param>
    /// <param name="specification">The class with the specification.</param>
    /// <returns>The agreement.</returns>
    /// <exception cref="InvalidOperationException">It is not that of this library.</exception>
    public static int Require(int agreement, string specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (agreement != Agreement)
        {
            throw new InvalidOperationException(
                $"{specification} was generated for another version of Utrex.Sdk.Runtime (its agreement is {agreement}, here it is {Agreement}). "
                + "Build it again with Utrex.Generators and Utrex.Sdk in the same version.");
        }

        return agreement;
    }
}
