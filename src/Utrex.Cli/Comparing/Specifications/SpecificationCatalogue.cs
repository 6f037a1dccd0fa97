using System.Collections.ObjectModel;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>A specification as a list of its parts.</summary>
/// <param name="SchoolYear">Its school year, as it says itself.</param>
/// <param name="Items">Its parts, in no particular order.</param>
/// <param name="Templates">The texts of rules that have none of their own, by number or type of check.</param>
/// <param name="Reconstruction">How it was made, if it is not what the state published.</param>
internal sealed record SpecificationCatalogue(
    string SchoolYear,
    IReadOnlyList<SpecificationItem> Items,
    IReadOnlyDictionary<string, string> Templates,
    Reconstruction? Reconstruction)
{
    private readonly Dictionary<(ItemKind Kind, string Id), SpecificationItem> _byId = Items.DistinctBy(item => (item.Kind, item.Id)).ToDictionary(item => (item.Kind, item.Id));

    /// <summary>A catalogue without anything, which a test may fill.</summary>
    public static SpecificationCatalogue Of(string schoolYear, params IReadOnlyList<SpecificationItem> items) => new(schoolYear, items, ReadOnlyDictionary<string, string>.Empty, Reconstruction: null);

    /// <summary>The part of an id, or <see langword="null"/>; of rules that share it the first.</summary>
    public SpecificationItem? Find(ItemKind kind, string id) => _byId.GetValueOrDefault((kind, id));
}

/// <summary>How the specification of a year was made of that of another one.</summary>
/// <param name="From">The year that it was made of.</param>
/// <param name="Entries">How many entries of that one's history of revisions were used.</param>
/// <param name="Uncertain">What nobody can be sure of.</param>
internal sealed record Reconstruction(string From, int Entries, IReadOnlyList<string> Uncertain);
