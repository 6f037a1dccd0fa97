using BenchmarkDotNet.Running;
using Utrex.Sdk.Benchmarks;

if (args is ["rounds", .. var records])
{
    Rounds.Run(records is [] ? ["S1", "AM"] : records);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(RecordBenchmarks).Assembly).Run(args);
}
