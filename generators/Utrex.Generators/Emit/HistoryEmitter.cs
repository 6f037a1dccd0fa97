using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes since when things are as they are, and what they were before.</summary>
internal static class HistoryEmitter
{
    /// <summary>The expression that creates a list of what a rule was before.</summary>
    public static string List(EquatableArray<EarlierModel> earlier) => $"[{string.Join(", ", earlier.Select(Expression))}]";

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

    private static string Expression(EarlierModel earlier) =>
        $"new() {{ Until = {FactEmitter.Day(earlier.Until)}"
        + $", Severity = global::Utrex.Sdk.Specification.Severity.{(earlier.IsWarning ? "Warning" : "Error")}"
        + (earlier.Limit is { } limit ? $", Limit = {limit.ToString(CultureInfo.InvariantCulture)}m" : "")
        + (earlier.Note is null ? "" : $", Note = {Literal(earlier.Note)}")
        + " }";
}
