using BenchmarkDotNet.Running;
using Utrex.Sdk.Benchmarks;

if (args is ["rounds", .. var arguments])
{
    Rounds.Run(arguments);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(RecordBenchmarks).Assembly).Run(args);
}
