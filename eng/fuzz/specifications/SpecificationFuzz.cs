using Microsoft.CodeAnalysis.CSharp;

namespace Utrex.Fuzzing.Specifications;

/// <summary>Damages specifications and runs the generator on them.</summary>
internal sealed class SpecificationFuzz : IFuzzMode
{
    private readonly SpecificationSeeds _seeds;

    /// <param name="root">The root of the repository.</param>
    public SpecificationFuzz(string root) => _seeds = new SpecificationSeeds(root);

    /// <inheritdoc/>
    public string Things => "specifications";

    /// <inheritdoc/>
    public FuzzResult Try(int seed)
    {
        var random = new Random(seed);
        var isWhole = random.Next(6) == 0;
        var files = isWhole ? _seeds.Library() : _seeds.Part(random);
        var project = new SpecificationProject(
            random.Next(25) == 0 ? (LanguageVersion)(100 * random.Next(8, 13)) : LanguageVersion.Latest.MapSpecifiedToEffectiveVersion(),
            IsSif: isWhole && random.Next(3) > 0,
            IsTriedOut: random.Next(2) == 0);
        var damage = new SpecificationDamage(random, files, () => _seeds.Part(random));
        var changes = new List<string>();
        for (var more = random.Next(20); more >= 0 && changes.Count < 6; more = random.Next(20) < 8 ? 1 : -1)
        {
            if (more > 0)
            {
                changes.Add(damage.Apply());
            }
        }

        var trial = SpecificationTrial.Of(files, project);
        var outcome = changes.Count == 0 ? "undamaged" : trial.IsAccepted ? "accepted" : "refused";
        if (changes.Count == 0 && trial is { Kind: null, Diagnostics.Count: > 0 } && project.Language >= LanguageVersion.CSharp12)
        {
            trial = trial.Unexpected("an undamaged specification is refused");
        }

        return new FuzzResult(outcome, trial.Kind is null ? null : new FuzzFailure(
            trial.Kind,
            $"{trial.Description}\n   C# {project.Language.ToDisplayString()}{(project.IsSif ? ", with SIF" : "")}; {string.Join("; ", changes)}",
            folder => SpecificationFile.Save(SpecificationReduction.Of(files, project, trial.Kind), folder)));
    }
}
