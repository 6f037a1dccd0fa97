using BenchmarkDotNet.Running;
using Utrex.Sdk.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(RecordBenchmarks).Assembly).Run(args);
