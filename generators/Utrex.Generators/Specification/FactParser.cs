using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads what a user must know, with where it stands.</summary>
internal static class FactParser
{
    private static readonly string[] Standings = ["specification", "state", "boardRule", "vendors", "minutes"];

    public static EquatableArray<FactModel> Read(ObjectReader reader, string name) => reader.Objects(name).Select(fact =>
    {
        var model = ReadOne(fact);
        fact.End();
        return model;
    }).ToEquatableArray();

    /// <summary>A fact that stands among other properties.</summary>
    public static FactModel ReadOne(ObjectReader reader) => new(
        reader.Text("text"),
        reader.Node["standing"] is null ? null : reader.Choice("standing", "standing", Standings),
        reader.OptionalNumber("source") ?? 0);
}
