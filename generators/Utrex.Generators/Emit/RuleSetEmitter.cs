using Utrex.Generators.Model;
using Utrex.Generators.Specification;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes a list of rules that belong to no record type.</summary>
internal static class RuleSetEmitter
{
    public static string Emit(RuleSetUnit unit)
    {
        var writer = new CodeWriter().Header(Comment(unit.File));
        writer.Line($"namespace {unit.Namespace};").Line()
            .Summary($"The rules `{unit.Id}` of the specification, which belong to no record type.")
            .Line(GeneratedCode)
            .Open($"public static class {unit.TypeName}")
            .Summary("Every rule, in order.")
            .Line("public static global::System.Collections.Generic.IReadOnlyList<global::Utrex.Sdk.Specification.RuleInfo> All { get; } = global::Utrex.Sdk.Generated.Facts.Rules(")
            .Indented(() => RecordInfoEmitter.Rules(unit.Rules).Write(writer, ");"));
        foreach (var rule in unit.Rules.Where(rule => rule.Model.Name is { } name && Identifier.IsName(name)))
        {
            writer.Line()
                .Summary($"`{rule.Model.Id}`: {rule.Text}")
                .Line($"public static global::Utrex.Sdk.Specification.RuleInfo {rule.Model.Name} => All[{rule.Order}];");
        }

        return writer.Close().ToString();
    }
}
