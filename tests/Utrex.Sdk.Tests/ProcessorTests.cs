using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Utrex.Tests;

namespace Utrex.Sdk.Tests;

/// <summary>The gate runs these tests with parts of the processor switched off. A switch that does nothing would prove nothing.</summary>
public class ProcessorTests
{
    [Fact]
    public void A_switch_that_is_set_takes_effect()
    {
        if (IsOff("AVX512"))
        {
            Avx512F.IsSupported.ShouldBeFalse();
            Vector512.IsHardwareAccelerated.ShouldBeFalse();
        }

        if (IsOff("AVX2"))
        {
            Avx2.IsSupported.ShouldBeFalse();
            Vector256.IsHardwareAccelerated.ShouldBeFalse();
        }

        if (IsOff("HWIntrinsic"))
        {
            Sse42.IsSupported.ShouldBeFalse();
            Vector256.IsHardwareAccelerated.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("AVX512")]
    [InlineData("AVX2")]
    [InlineData("HWIntrinsic")]
    public void The_gate_sets_each_switch(string part) => File.ReadAllText(Repository.PathOf(".ci", "run")).ShouldContain($"DOTNET_Enable{part}");

    private static bool IsOff(string part) => string.Equals(Environment.GetEnvironmentVariable($"DOTNET_Enable{part}"), "0", StringComparison.Ordinal);
}
