namespace Utrex.Analyzers.Tests.CodeFixes;

/// <summary>
/// Every form in which a text is a code of <c>ExitCode</c>; <c>|</c> stands for the text. Analyzers judge the text in each of them, and completion lists
/// the codes in each: who teaches one of the two a form adds it here.
/// </summary>
internal static class CodeForms
{
    public static TheoryData<string> All() =>
    [
        """_ = new StudentRecord { ExitCode = "|" };""",
        """_ = new StudentRecord() with { ExitCode = "|" };""",
        """ExitCode code = "|";""",
        """ExitCode code = @"|";""",
        """ExitCode code = $"|";""",
        """ExitCode code = ("|");""",
        """ExitCode? code = "|";""",
        """_ = (ExitCode)"|";""",
        """_ = ExitCode.Parse("|");""",
        """_ = ExitCode.Parse("|", null);""",
        """_ = ExitCode.TryParse("|", out ExitCode code);""",
        """_ = ExitCode.TryParse("|"u8, out var code);""",
        """ExitCode code = args.Length > 0 ? "|" : "TD";""",
        """var other = default(ExitCode); var code = args.Length > 0 ? "|" : other;""",
        """string? given = null; ExitCode code = given ?? "|";""",
        """ExitCode code = args.Length switch { 0 => "|", _ => "TD" };""",
        """_ = new StudentRecord { ExitCode = args.Length switch { 0 => "|", _ => default } };""",
        """_ = new StudentRecord().ExitCode == "|";""",
        """_ = new StudentRecord().ExitCode != "|";""",
        """_ = new StudentRecord().ExitCode.Code == "|";""",
        """_ = "|" == new StudentRecord().ExitCode.Code;""",
        """_ = new StudentRecord().ExitCode.ToString() == "|";""",
        """_ = string.Equals(new StudentRecord().ExitCode.Code, "|");""",
        """_ = new StudentRecord().ExitCode.Code.Equals("|");""",
        """_ = new StudentRecord().ExitCode.Code is "|";""",
        """_ = new StudentRecord().ExitCode.Code is "TD" or "|";""",
        """_ = new StudentRecord().ExitCode is { Code: "|" };""",
        """_ = new StudentRecord().ExitCode.Code switch { "|" => 1, _ => 0 };""",
        """switch (new StudentRecord().ExitCode.Code) { case "|": break; }""",
        """ExitCode[] codes = ["|"];""",
        """ExitCode[] codes = { "|" };""",
        """var codes = new List<ExitCode> { "|" };""",
        """var codes = new Dictionary<string, ExitCode> { ["left"] = "|" };""",
        """var codes = new Dictionary<string, ExitCode> { { "left", "|" } };""",
        """Take("|"); static void Take(ExitCode code) { }""",
        """Take("TD", "|"); static void Take(params ExitCode[] codes) { }""",
        """Take("|"); static void Take([UtrexValue(typeof(ExitCode))] string code) { }""",
        """Take(["|"]); static void Take([UtrexValue(typeof(ExitCode))] string[] codes) { }""",
        """Take(new[] { "|" }); static void Take([UtrexValue(typeof(ExitCode))] string[] codes) { }""",
        """Take(new() { ["left"] = "|" }); static void Take([UtrexValue(typeof(ExitCode))] Dictionary<string, string> codes) { }""",
        """_ = new Own(); class Own { public void Take([UtrexValue(typeof(ExitCode))] string code = "|") { } }""",
        """_ = Give(); static ExitCode Give() => "|";""",
        """_ = Give(); [return: UtrexValue(typeof(ExitCode))] static string Give() => "|";""",
        """_ = Give(); [return: UtrexValue(typeof(ExitCode))] static string Give() { return "|"; }""",
        """Func<ExitCode> give = () => "|";""",
        """_ = new Own().Field; class Own { [UtrexValue(typeof(ExitCode))] public string Field = "|"; }""",
        """_ = new Own { Property = "|" }; class Own { [UtrexValue(typeof(ExitCode))] public string? Property { get; set; } }""",
        """_ = new Own(); class Own { [UtrexValue(typeof(ExitCode))] public string Property { get; set; } = "|"; }""",
        """_ = Take(""); static bool Take([UtrexValue(typeof(ExitCode))] string code) => code == "|";""",
    ];
}
