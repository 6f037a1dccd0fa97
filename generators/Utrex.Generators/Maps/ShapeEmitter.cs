using Utrex.Generators.Emit;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Maps;

/// <summary>Writes the tree of an object, with a constant for each value in it.</summary>
internal static class ShapeEmitter
{
    public static string Emit(ShapeUnit unit)
    {
        var writer = new CodeWriter().Header(Comment($"maps/{unit.Map}.json"));
        writer.Open($"namespace {unit.Namespace}")
            .Summary($"What is read and written of {(unit.IsObject ? "the object" : "the element")} `{unit.Root.Name}`.")
            .Line(GeneratedCode)
            .Open($"internal static class {unit.ClassName}Shape");
        for (var i = 0; i < unit.Constants.Count; i++)
        {
            writer.Line($"public const int {unit.Constants[i]} = {i};");
        }

        writer.Line()
            .Open($"public static {MapEmitter.Documents}DocumentShape Shape {{ get; }} = new()")
            .Line($"Index = {unit.Index},")
            .Line($"IsObject = {Bool(unit.IsObject)},")
            .Line($"KeySlot = {unit.KeySlot},")
            .Line($"IdSlot = {unit.IdSlot},")
            .Line($"IsFallback = {Bool(unit.IsFallback)},")
            .Line($"Slots = {Literals(unit.Slots)},")
            .Line($"Parts = [{string.Join(", ", unit.Parts.Select(part => $"{part}Shape.Shape"))}],")
            .Line("Root =");
        Node(writer, unit.Root, ",");
        return writer.Close("};").Close().Close().ToString();
    }

    private static void Node(CodeWriter writer, NodeUnit node, string end)
    {
        var head = $"new({Literal(node.Name)}) {{ "
            + (node.IsAttribute ? "IsAttribute = true, " : "")
            + (node.IsMandatory ? "IsMandatory = true, " : "")
            + (node.IsAlternative ? "IsAlternative = true, " : "")
            + (node.Slot >= 0 ? $"Slot = {node.Slot}, " : "")
            + (node.Part >= 0 ? $"Part = {node.Part}, " : "")
            + (node.Constant is null ? "" : $"Constant = {Literal(node.Constant)}, ")
            + (node.IsPredicate ? "IsPredicate = true, " : "");
        if (node.Children.Count == 0)
        {
            writer.Line($"{head.TrimEnd(' ', ',', '{')}{(head.EndsWith("{ ", StringComparison.Ordinal) ? "" : " }")}{end}");
            return;
        }

        writer.Line(head + "Children =").Indent("[");
        foreach (var child in node.Children)
        {
            Node(writer, child, ",");
        }

        writer.Close("] }" + end);
    }
}
