using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Utrex.Analyzers.Usage;

/// <summary>Follows what is known of some variables along every path of a body, until nothing changes any more.</summary>
/// <typeparam name="TValue">What is known of a variable.</typeparam>
internal abstract class ForwardFlow<TValue>
    where TValue : struct, IEquatable<TValue>
{
    private ImmutableDictionary<ISymbol, TValue> _state = Empty;

    private static ImmutableDictionary<ISymbol, TValue> Empty { get; } = ImmutableDictionary.Create<ISymbol, TValue>(SymbolEqualityComparer.Default);

    /// <summary>Whether every path has been followed, so that what is known now holds on all of them.</summary>
    protected bool IsFinal { get; private set; }

    /// <summary>What is known at the operation that is being visited.</summary>
    protected IEnumerable<KeyValuePair<ISymbol, TValue>> Known => _state;

    /// <summary>Follows a body.</summary>
    public void Run(ControlFlowGraph graph)
    {
        var entries = new ImmutableDictionary<ISymbol, TValue>?[graph.Blocks.Length];
        var pending = new SortedSet<int> { 0 };
        entries[0] = Empty;
        while (pending.Count > 0)
        {
            var ordinal = pending.Min;
            pending.Remove(ordinal);
            var block = graph.Blocks[ordinal];
            Follow(block, entries[ordinal]!);
            foreach (var next in Successors(graph, block))
            {
                var merged = entries[next] is { } before ? Merge(before, _state) : _state;
                if (entries[next] is null || !AreSame(entries[next]!, merged))
                {
                    entries[next] = merged;
                    pending.Add(next);
                }
            }
        }

        IsFinal = true;
        foreach (var block in graph.Blocks)
        {
            if (entries[block.Ordinal] is { } entry)
            {
                Follow(block, entry);
            }
        }
    }

    /// <summary>What one operation does, after those inside it.</summary>
    protected abstract void Visit(IOperation operation);

    /// <summary>What is known where two paths meet that know different things.</summary>
    protected abstract TValue Merge(TValue left, TValue right);

    protected bool TryGet(ISymbol variable, out TValue value) => _state.TryGetValue(variable, out value);

    protected void Set(ISymbol variable, TValue value) => _state = _state.SetItem(variable, value);

    protected void Forget(ISymbol variable) => _state = _state.Remove(variable);

    private void Follow(BasicBlock block, ImmutableDictionary<ISymbol, TValue> entry)
    {
        _state = entry;
        foreach (var operation in block.Operations)
        {
            Descend(operation);
        }

        if (block.BranchValue is { } value)
        {
            Descend(value);
        }
    }

    private void Descend(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Descend(child);
        }

        Visit(operation);
    }

    /// <summary>The blocks that may come after a block: where its branches lead, and the handlers of the exceptions that it may throw.</summary>
    private static IEnumerable<int> Successors(ControlFlowGraph graph, BasicBlock block)
    {
        foreach (var branch in Branches(block))
        {
            if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
            {
                foreach (var next in AfterFinally(graph, block))
                {
                    yield return next;
                }
            }
            else if (Through(branch).FirstOrDefault() is { } next)
            {
                yield return next;
            }
        }

        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Try && region.EnclosingRegion is { Kind: ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally } whole)
            {
                foreach (var handler in whole.NestedRegions.Where(nested => nested.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally))
                {
                    yield return handler.FirstBlockOrdinal;
                }
            }
        }
    }

    /// <summary>Where the branches lead that a finally block interrupts.</summary>
    private static IEnumerable<int> AfterFinally(ControlFlowGraph graph, BasicBlock end)
    {
        var region = end.EnclosingRegion;
        while (region is not null && region.Kind != ControlFlowRegionKind.Finally)
        {
            region = region.EnclosingRegion;
        }

        return region is null ? [] : graph.Blocks
            .SelectMany(Branches)
            .Where(branch => branch.FinallyRegions.Contains(region))
            .Select(branch => Through(branch).ElementAtOrDefault(branch.FinallyRegions.IndexOf(region) + 1))
            .OfType<int>()
            .Distinct();
    }

    /// <summary>The blocks that a branch passes: the finally blocks on its way, then its destination.</summary>
    private static IEnumerable<int?> Through(ControlFlowBranch branch) =>
        branch.FinallyRegions.Select(region => (int?)region.FirstBlockOrdinal).Append(branch.Destination?.Ordinal);

    private static IEnumerable<ControlFlowBranch> Branches(BasicBlock block) => new[] { block.FallThroughSuccessor, block.ConditionalSuccessor }.OfType<ControlFlowBranch>();

    // A variable that one path knows nothing of was not set there; what the other path knows counts.
    private ImmutableDictionary<ISymbol, TValue> Merge(ImmutableDictionary<ISymbol, TValue> left, ImmutableDictionary<ISymbol, TValue> right)
    {
        foreach (var pair in right)
        {
            left = left.SetItem(pair.Key, left.TryGetValue(pair.Key, out var value) && !value.Equals(pair.Value) ? Merge(value, pair.Value) : pair.Value);
        }

        return left;
    }

    private static bool AreSame(ImmutableDictionary<ISymbol, TValue> left, ImmutableDictionary<ISymbol, TValue> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var value) && value.Equals(pair.Value));
}
