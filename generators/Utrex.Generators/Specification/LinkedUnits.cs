using Utrex.Generators.Maps;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>The units of all specifications of a project, while they are linked.</summary>
internal sealed class LinkedUnits
{
    public List<SpecificationUnit> Specifications { get; } = [];

    public List<RecordUnit> Records { get; } = [];

    public List<CodeTableUnit> CodeTables { get; } = [];

    public List<RuleSetUnit> RuleSets { get; } = [];

    public List<LinkedMap> Maps { get; } = [];

    /// <summary>What a project gets of them: the map of which it is the adapter, or all but maps.</summary>
    public LinkResult For(ProjectModel project, IReadOnlyList<DiagnosticModel> diagnostics)
    {
        var all = diagnostics.Distinct().ToEquatableArray();
        return project.Map is null
            ? new LinkResult(Specifications.ToEquatableArray(), Records.ToEquatableArray(), CodeTables.ToEquatableArray(), RuleSets.ToEquatableArray(), default, default, all)
            : LinkResult.Of(all) with
            {
                RuleSets = Maps.Select(map => map.Rules).OfType<RuleSetUnit>().ToEquatableArray(),
                Maps = Maps.Select(map => map.Map).ToEquatableArray(),
                Shapes = Maps.SelectMany(map => map.Shapes).ToEquatableArray(),
            };
    }
}
