using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes a code table: its description at run time and, unless it shares another's, its type.</summary>
internal static class CodeTableEmitter
{
    // The TAB and the length take the rest of the eight bytes.
    private const int LongestInWord = 6;

    public static string Emit(CodeTableUnit unit)
    {
        var table = unit.Table;
        var writer = new CodeWriter().Header($"codes/{table.Id}.json");
        writer.Line($"namespace {unit.Namespace}.Codes;").Line();
        if (unit.EmitsType)
        {
            EmitType(writer, table);
            writer.Line();
        }

        EmitInfo(writer, table);
        return writer.ToString();
    }

    private static void EmitType(CodeWriter writer, CodeTableModel table)
    {
        var name = table.Id;
        var index = table.Codes.Count < byte.MaxValue ? "byte" : "ushort";
        writer.Summary($"{table.Title}: {table.Description}", [table.Source > 0 ? $"Line {table.Source} of the specification." : ""])
            .Line(GeneratedCode)
            .Line($"[global::Utrex.Sdk.Generated.CodeTable({Literal(table.Id)}, {Literal(table.Title)}{Answers(table)})]")
            .Line("[global::System.Diagnostics.DebuggerDisplay(\"{Code,nq} {Meaning,nq}\")]")
            .Line($"[global::System.ComponentModel.TypeConverter(typeof(global::Utrex.Sdk.Serialization.TextTypeConverter<{name}>))]")
            .Line($"[global::System.Text.Json.Serialization.JsonConverter(typeof(global::Utrex.Sdk.Serialization.TextJsonConverter<{name}>))]")
            .Open($"public readonly partial struct {name} : global::Utrex.Sdk.Codes.ICode<{name}>")
            .Line($"private readonly {index} _index;")
            .Line()
            .Line($"private {name}({index} index) => _index = index;")
            .Line();
        for (var i = 0; i < table.Codes.Count; i++)
        {
            EmitMember(writer, name, table.Codes[i], i + 1);
        }

        EmitSurface(writer, table, name);
        EmitParse(writer, table, name);
        EmitConversions(writer, table, name);
        writer.Close();
    }

    private static string Answers(CodeTableModel table) =>
        table.Boolean is { } boolean ? $", True = {Literal(boolean.True)}, False = {Literal(boolean.False)}" : "";

    private static void EmitMember(CodeWriter writer, string name, CodeModel code, int index)
    {
        var remarks = new List<string>();
        if (code.RetiredSince is not null)
        {
            remarks.Add($"Retired since {code.RetiredSince}."
                + (code.Replacement is null ? "" : $" Use `{code.Replacement}`.")
                + (code.RetiredReason is null ? "" : " " + code.RetiredReason));
        }

        remarks.Add(code.Note ?? "");
        var attribute = $"{Literal(code.Code)}, {Literal(code.Meaning)}"
            + (code.Aliases.Count == 0 ? "" : $", Aliases = {Literals(code.Aliases)}")
            + (code.RetiredSince is null ? "" : $", RetiredSince = {Literal(code.RetiredSince)}")
            + (code.Replacement is null ? "" : $", Replacement = {Literal(code.Replacement)}");
        writer.Summary($"`{code.Code}`: {code.Meaning}", remarks)
            .Line($"[global::Utrex.Sdk.Generated.Code({attribute})]")
            .Line($"public static {name} {code.Member} => new({index.ToString(CultureInfo.InvariantCulture)});")
            .Line();
    }

    private static void EmitSurface(CodeWriter writer, CodeTableModel table, string name)
    {
        var stride = Math.Max(1, table.Codes.Count == 0 ? 1 : table.Codes.Max(code => code.Code.Length));
        var text = string.Concat(table.Codes.Select(code => code.Code.PadRight(stride)));
        var lengths = string.Join(", ", table.Codes.Select(code => code.Code.Length.ToString(CultureInfo.InvariantCulture)).Prepend("0"));
        writer.Line("/// <inheritdoc/>")
            .Line($"public static global::Utrex.Sdk.Specification.CodeTableInfo Table => CodeTables.{table.Id};")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public static global::System.Collections.Generic.IReadOnlyList<{name}> All {{ get; }} = [{string.Join(", ", table.Codes.Select(code => code.Member))}];")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("public bool IsBlank => _index == 0;")
            .Line()
            .Line("/// <summary>Whether the state no longer takes this code.</summary>")
            .Line("public bool IsRetired => " + IsOneOf(table, code => code.RetiredSince is not null) + ";")
            .Line();
        foreach (var group in table.Codes.SelectMany(code => code.Groups).Distinct(StringComparer.Ordinal))
        {
            writer.Line($"/// <summary>Whether the code is in the group {group}.</summary>")
                .Line($"public bool Is{group} => " + IsOneOf(table, code => code.Groups.Contains(group, StringComparer.Ordinal)) + ";")
                .Line();
        }

        writer.Line("/// <inheritdoc/>")
            .Line("public string Code => _index == 0 ? \"\" : Table.Codes[_index - 1].Code;")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("public string Meaning => _index == 0 ? Table.BlankMeaning ?? \"\" : Table.Codes[_index - 1].Meaning;")
            .Line()
            .Line("/// <summary>What the specification says of this code; <see langword=\"null\"/> for the blank.</summary>")
            .Line("public global::Utrex.Sdk.Specification.CodeInfo? Info => _index == 0 ? null : Table.Codes[_index - 1];")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public global::System.ReadOnlySpan<byte> Utf8Code => _index == 0 ? default : Text.Slice((_index - 1) * {stride}, Lengths[_index]);")
            .Line()
            .Line($"private static global::System.ReadOnlySpan<byte> Text => {Utf8(text)};")
            .Line()
            .Line($"private static global::System.ReadOnlySpan<byte> Lengths => [{lengths}];")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]")
            .Line("public ulong DelimitedWord => Words[_index];")
            .Line()
            .Line("// Each code as one integer, little-endian: its bytes, a TAB, and how many they are in the highest three bits.")
            .Line($"private static global::System.ReadOnlySpan<ulong> Words => [{string.Join(", ", table.Codes.Select(code => code.Code).Prepend("").Select(Word))}];")
            .Line();
    }

    private static string IsOneOf(CodeTableModel table, Func<CodeModel, bool> fits)
    {
        var indexes = table.Codes.Select((code, i) => (code, i)).Where(pair => fits(pair.code)).Select(pair => (pair.i + 1).ToString(CultureInfo.InvariantCulture)).ToList();
        return indexes.Count == 0 ? "false" : "_index is " + string.Join(" or ", indexes);
    }

    private static void EmitParse(CodeWriter writer, CodeTableModel table, string name)
    {
        var spellings = table.Codes
            .SelectMany((code, i) => code.Aliases.Prepend(code.Code).Select(spelling => (Spelling: spelling, Index: i + 1)))
            .ToList();
        writer.Line("/// <inheritdoc/>")
            .Open($"public static bool TryParse(global::System.ReadOnlySpan<byte> utf8Text, out {name} code)")
            .Line("utf8Text = global::Utrex.Sdk.Codes.CodeText.TrimBlanks(utf8Text);")
            .Line("code = new(Find(utf8Text));")
            .Line("return !code.IsBlank || utf8Text.IsEmpty;")
            .Close()
            .Line()
            .Line("/// <inheritdoc/>")
            .Open($"public static bool TryParse(global::System.ReadOnlySpan<char> text, out {name} code)")
            .Line($"global::System.Span<byte> utf8Text = stackalloc byte[{table.LongestCode.ToString(CultureInfo.InvariantCulture)}];")
            .Open("if (!global::Utrex.Sdk.Codes.CodeText.TryNarrow(text, utf8Text, out var length))")
            .Line("code = default;")
            .Line("return false;")
            .Close()
            .Line()
            .Line("return TryParse(utf8Text[..length], out code);")
            .Close()
            .Line()
            .Line("/// <summary>Reads a code; an empty text is the blank code.</summary>")
            .Line("/// <exception cref=\"global::System.FormatException\">The text is no code of the table; the message names the nearest ones.</exception>")
            .Open($"public static {name} Parse(string text)")
            .Line("global::System.ArgumentNullException.ThrowIfNull(text);")
            .Line("return TryParse(text, out var code) ? code : throw global::Utrex.Sdk.Codes.CodeText.NotACode(text, Table);")
            .Close()
            .Line()
            .Line("/// <inheritdoc cref=\"Parse(string)\"/>")
            .Line($"public static {name} Parse(string text, global::System.IFormatProvider? provider) => Parse(text);")
            .Line()
            .Line("/// <summary>Reads a code; trailing blanks are dropped, nothing else is forgiven. An empty text is the blank code, <see langword=\"null\"/> is none.</summary>")
            .Open($"public static bool TryParse([global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text, global::System.IFormatProvider? provider, out {name} code)")
            .Line("code = default;")
            .Line("return text is not null && TryParse(text, out code);")
            .Close()
            .Line();

        // Codes of up to eight bytes are one integer; the length tells a code from one with NULs after it.
        writer.Line("// The bytes of a code are packed into an integer, little-endian; the length guards against NULs at its end.")
            .Open($"private static {(table.Codes.Count < byte.MaxValue ? "byte" : "ushort")} Find(global::System.ReadOnlySpan<byte> text) => (text.Length, global::Utrex.Sdk.Codes.CodeText.Pack(text)) switch");
        foreach (var length in spellings.Select(s => s.Spelling.Length).Distinct().OrderBy(l => l))
        {
            foreach (var (spelling, i) in spellings.Where(s => s.Spelling.Length == length))
            {
                var rest = spelling.Length > 8 ? $" when global::System.MemoryExtensions.SequenceEqual(text, {Utf8(spelling)})" : "";
                writer.Line($"({length}, 0x{Pack(spelling):X}){rest} => {i}, // {spelling}");
            }
        }

        writer.Line("_ => 0,")
            .Close("};")
            .Line();
    }

    private static string Word(string code) => code.Length > LongestInWord ? "0" : $"0x{Pack(code + '\t') | (ulong)(code.Length + 1) << 61:X}";

    private static ulong Pack(string text)
    {
        ulong packed = 0;
        for (var i = Math.Min(8, text.Length) - 1; i >= 0; i--)
        {
            packed = packed << 8 | text[i];
        }

        return packed;
    }

    private static void EmitConversions(CodeWriter writer, CodeTableModel table, string name)
    {
        writer.Line("/// <summary>The code that a text spells; blank for <see langword=\"null\"/> or an empty text.</summary>")
            .Line("/// <exception cref=\"global::System.FormatException\">The text is no code of the table.</exception>")
            .Line($"public static implicit operator {name}(string? text) => text is null ? default : Parse(text);")
            .Line();
        if (table.Boolean is { } boolean)
        {
            var yes = Member(table, boolean.True);
            var no = Member(table, boolean.False);
            writer.Summary($"`{(boolean.True.Length == 0 ? "blank" : boolean.True)}` for true, `{(boolean.False.Length == 0 ? "blank" : boolean.False)}` for false, blank for null.")
                .Line($"public static implicit operator {name}(bool? value) => value switch {{ true => {yes}, false => {no}, null => default }};")
                .Line();
        }

        writer.Line("/// <summary>Whether both are the same code.</summary>")
            .Line($"public static bool operator ==({name} left, {name} right) => left._index == right._index;")
            .Line()
            .Line("/// <summary>Whether the two are different codes.</summary>")
            .Line($"public static bool operator !=({name} left, {name} right) => left._index != right._index;")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public bool Equals({name} other) => _index == other._index;")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("public override int GetHashCode() => _index;")
            .Line()
            .Line("/// <summary>Where the code stands in its table, before or after another; the blank is the first.</summary>")
            .Line($"public int CompareTo({name} other) => _index.CompareTo(other._index);")
            .Line()
            .Line("/// <summary>The code as it stands in a file.</summary>")
            .Line("public override string ToString() => Code;")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("public string ToString(string? format, global::System.IFormatProvider? formatProvider) => Code;")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("public bool TryFormat(global::System.Span<char> destination, out int charsWritten, global::System.ReadOnlySpan<char> format = default, global::System.IFormatProvider? provider = null) =>")
            .Line("    global::System.Text.Ascii.ToUtf16(Utf8Code, destination, out charsWritten) == global::System.Buffers.OperationStatus.Done;")
            .Line()
            .Line("/// <inheritdoc/>")
            .Open("public bool TryFormat(global::System.Span<byte> utf8Destination, out int bytesWritten, global::System.ReadOnlySpan<char> format = default, global::System.IFormatProvider? provider = null)")
            .Line("var fits = Utf8Code.TryCopyTo(utf8Destination);")
            .Line("bytesWritten = fits ? Utf8Code.Length : 0;")
            .Line("return fits;")
            .Close();
    }

    private static string Member(CodeTableModel table, string code) =>
        table.Codes.FirstOrDefault(candidate => string.Equals(candidate.Code, code, StringComparison.Ordinal))?.Member ?? "default";

    private static void EmitInfo(CodeWriter writer, CodeTableModel table)
    {
        writer.Open("public static partial class CodeTables")
            .Summary($"{table.Title}: {table.Description}")
            .Line(GeneratedCode)
            .Open($"public static global::Utrex.Sdk.Specification.CodeTableInfo {table.Id} {{ get; }} = new()")
            .Line($"Id = {Literal(table.Id)},")
            .Line($"Title = {Literal(table.Title)},")
            .Line($"TypeName = {Literal(table.TypeName)},")
            .Line($"Description = {Literal(table.Description)},")
            .Line($"Source = {table.Source},");
        if (table.Blank is { } blank)
        {
            writer.Line($"BlankMeaning = {Literal(blank.Meaning)},").Line($"BlankSource = {blank.Source},");
        }

        if (table.Numbers is { } numbers)
        {
            writer.Line($"NumberMeaning = {Literal(numbers.Meaning)},").Line($"NumberSource = {numbers.Source},");
        }

        var facts = new FactText();
        foreach (var code in table.Codes)
        {
            facts.Item()
                .Add("Code", code.Code)
                .Add("Meaning", code.Meaning)
                .Add("Member", code.Member)
                .Add("Aliases", code.Aliases)
                .Add("Groups", code.Groups)
                .Add("RetiredSince", code.RetiredSince)
                .Add("Replacement", code.Replacement)
                .Add("Since", code.Period.Since)
                .Add("Until", code.Period.Until)
                .Add("Note", code.Note)
                .Add("Source", code.Source);
        }

        writer.Line("Codes = global::Utrex.Sdk.Generated.Facts.Codes(").Indented(() => facts.Write(writer, "),")).Close("};").Close();
    }
}
