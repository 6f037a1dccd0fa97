using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>The units of all specifications of a project, while they are linked.</summary>
internal sealed class LinkedUnits
{
    public List<SpecificationUnit> Specifications { get; } = [];

    public List<RecordUnit> Records { get; } = [];

    public List<CodeTableUnit> CodeTables { get; } = [];

    public List<RuleSetUnit> RuleSets { get; } = [];

    public List<SifMapUnit> SifMaps { get; } = [];

    public List<SifShapeUnit> SifShapes { get; } = [];

    /// <summary>What a project gets of them: the map to SIF, or all but that.</summary>
    public LinkResult For(ProjectModel project, IReadOnlyList<DiagnosticModel> diagnostics)
    {
        var all = diagnostics.Distinct().ToEquatableArray();
        return project.IsSif
            ? LinkResult.Of(all) with { SifMaps = SifMaps.ToEquatableArray(), SifShapes = SifShapes.ToEquatableArray() }
            : new LinkResult(Specifications.ToEquatableArray(), Records.ToEquatableArray(), CodeTables.ToEquatableArray(), RuleSets.ToEquatableArray(), default, default, all);
    }
}
