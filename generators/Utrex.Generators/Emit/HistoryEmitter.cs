using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes since when things are as they are, and what they were before.</summary>
internal static class HistoryEmitter
{
    /// <summary>What a rule was before.</summary>
    public static void Add(FactText facts, EquatableArray<EarlierModel> earlier)
    {
        foreach (var entry in earlier)
        {
            facts.Add("EarlierUntil", entry.Until)
                .Add("EarlierSeverity", entry.IsWarning ? "Warning" : "Error")
                .Add("EarlierLimit", entry.Limit)
                .Add("EarlierNote", entry.Note);
        }
    }

    /// <summary>The property initializer of the way in which an earlier year's specification was made.</summary>
    public static void EmitReconstruction(CodeWriter writer, ReconstructionModel? model)
    {
        if (model is null)
        {
            return;
        }

        writer.Open("Reconstruction = new()")
            .Line($"From = {Literal(model.From)},")
            .Line("Entries =")
            .Indent("[");
        foreach (var entry in model.Entries)
        {
            writer.Line($"new() {{ Date = {Literal(entry.Date)}, Change = {Literal(entry.Change)}, Source = {entry.Source} }},");
        }

        writer.Close("],").Line("Uncertain =").Indent("[");
        foreach (var sentence in model.Uncertain)
        {
            writer.Line(Literal(sentence) + ",");
        }

        writer.Close("],").Close("},");
    }
}
