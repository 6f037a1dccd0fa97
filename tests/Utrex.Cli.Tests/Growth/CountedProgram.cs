using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Utrex.Cli.Tests.Growth;

/// <summary>
/// The tool and its libraries once more, rewritten so that they count their steps: the beginning of every method and of every round of a loop
/// is one, and what the class library does to whole lists as many as they are long. Nothing in the source knows of it, and nothing is left out.
/// </summary>
internal sealed class CountedProgram : AssemblyLoadContext
{
    private static readonly string[] Counted = ["Utrex.Sdk.Runtime", "Utrex.Sdk.Utah", "Utrex.Sdk.Y2026", "Utrex.Sdk.Y2025", "Utrex.Documents", "Utrex.Sdk.Sif", "Utrex.Transcripts", "Utrex.Statewide", "utrex"];

    private static readonly Lazy<CountedProgram> Only = new(() => new CountedProgram());

    private readonly Dictionary<string, byte[]> _assemblies = new(StringComparer.Ordinal);
    private readonly MethodInfo _run;

    private CountedProgram()
        : base("counted")
    {
        foreach (var name in Counted)
        {
            _assemblies.Add(name, Rewrite(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        }

        _run = LoadFromAssemblyName(new AssemblyName("utrex")).GetType(typeof(UtrexCommandLine).FullName!, throwOnError: true)!
            .GetMethod(nameof(UtrexCommandLine.RunAsync), BindingFlags.Public | BindingFlags.Static)!;
    }

    /// <summary>Runs a command line.</summary>
    public static CountedRun Run(params string[] args)
    {
        var run = Only.Value._run;
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var (steps, bytes) = (Steps.Now, GC.GetTotalAllocatedBytes());
        var code = ((Task<int>)run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args, () => Stream.Null, output, error], null)!).GetAwaiter().GetResult();
        return new CountedRun(code, error.ToString(), [.. Steps.Now.Zip(steps, (now, before) => now - before)], GC.GetTotalAllocatedBytes() - bytes);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _assemblies.TryGetValue(assemblyName.Name!, out var bytes) ? LoadFromStream(new MemoryStream(bytes)) : null;

    private static byte[] Rewrite(string path)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });

        // Counted code is compiled well, though built to be debugged: most of the time of these tests is its own.
        module.Assembly.CustomAttributes.Remove(module.Assembly.CustomAttributes.Single(attribute => attribute.AttributeType.Name == nameof(DebuggableAttribute)));
        var take = module.ImportReference(typeof(Steps).GetMethod(nameof(Steps.Take), [typeof(int)]));
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            Rewrite(method.Body, take, module);
        }

        using var output = new MemoryStream();
        module.Write(output);
        return output.ToArray();
    }

    private static void Rewrite(Mono.Cecil.Cil.MethodBody body, MethodReference take, ModuleDefinition module)
    {
        body.SimplifyMacros();
        var instructions = body.Instructions.ToList();
        var order = instructions.Index().ToDictionary(item => item.Item, item => item.Index);
        var rounds = instructions.SelectMany(instruction => Targets(instruction).Where(target => order[target] <= order[instruction])).ToHashSet();
        foreach (var instruction in instructions)
        {
            StandIn(instruction, module);
        }

        var number = Steps.Add(body.Method.DeclaringType.Name + "." + body.Method.Name);
        var processor = body.GetILProcessor();
        foreach (var first in rounds.Append(instructions[0]).Distinct())
        {
            // What jumps to the first instruction of a loop has to jump to the step before it: they change places.
            var moved = Instruction.Create(OpCodes.Nop);
            (moved.OpCode, moved.Operand) = (first.OpCode, first.Operand);
            (first.OpCode, first.Operand) = (OpCodes.Ldc_I4, number);
            processor.InsertAfter(first, moved);
            processor.InsertAfter(first, Instruction.Create(OpCodes.Call, take));
        }

        body.OptimizeMacros();
    }

    private static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    /// <summary>Calls the counting method in place of one that takes a step for each element.</summary>
    private static void StandIn(Instruction instruction, ModuleDefinition module)
    {
        if ((instruction.OpCode != OpCodes.Call && instruction.OpCode != OpCodes.Callvirt) || instruction.Operand is not MethodReference method)
        {
            return;
        }

        var arguments = method is GenericInstanceMethod generic ? generic.GenericArguments : method.DeclaringType is GenericInstanceType type ? type.GenericArguments : null;
        if (arguments is not { Count: 1 } || Steps.Stand.For(method.DeclaringType.Name, method.Name, [.. method.Parameters.Select(NameOf)], isStatic: !method.HasThis) is not { } stand)
        {
            return;
        }

        var counting = new GenericInstanceMethod(module.ImportReference(stand));
        counting.GenericArguments.Add(arguments[0]);
        (instruction.OpCode, instruction.Operand) = (OpCodes.Call, counting);

        static string NameOf(ParameterDefinition parameter) => parameter.ParameterType is GenericParameter ? "T" : parameter.ParameterType.Name;
    }
}

/// <summary>What a run did.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Error">What it wrote to the error stream.</param>
/// <param name="Steps">The steps that each method took.</param>
/// <param name="Bytes">The memory that it allocated.</param>
internal sealed record CountedRun(int ExitCode, string Error, long[] Steps, long Bytes);
