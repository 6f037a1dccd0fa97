namespace Utrex.Analyzers.Tests.Values;

/// <summary>Constants that become codes, wherever the value travels.</summary>
public class CodeValueTests
{
    [Theory]
    [InlineData("""_ = new StudentRecord { ExitCode = "ZZ" };""")]
    [InlineData("""var old = new StudentRecord(); _ = old with { ExitCode = "ZZ" };""")]
    [InlineData("""ExitCode code = "TD"; code = "ZZ";""")]
    [InlineData("""Take("ZZ"); static void Take(ExitCode code) { }""")]
    [InlineData("""_ = Give(); static ExitCode Give() => "ZZ";""")]
    [InlineData("""_ = Give(1); static ExitCode Give(int i) { if (i > 0) { return "ZZ"; } return "TD"; }""")]
    [InlineData("""_ = ExitCode.Parse("ZZ");""")]
    [InlineData("""_ = ExitCode.TryParse("ZZ", out _);""")]
    [InlineData("""_ = (ExitCode)"ZZ";""")]
    [InlineData("""ExitCode code = args.Length > 0 ? "TD" : "ZZ";""")]
    [InlineData("""ExitCode code = args.Length switch { 0 => "TD", 1 => "ZZ", _ => throw new InvalidOperationException() };""")]
    [InlineData("""string? text = null; ExitCode code = text ?? "ZZ";""")]
    [InlineData("""var map = new Dictionary<string, ExitCode> { ["01"] = "TD", ["02"] = "ZZ" };""")]
    [InlineData("""var map = new Dictionary<string, ExitCode> { { "01", "TD" }, { "02", "ZZ" } };""")]
    [InlineData("""ExitCode[] codes = ["TD", "ZZ"];""")]
    [InlineData("""var codes = new ExitCode[] { "TD", "ZZ" };""")]
    [InlineData("""List<ExitCode> codes = ["TD", "ZZ"];""")]
    [InlineData("""var pair = (Key: "01", Code: (ExitCode)"ZZ");""")]
    [InlineData("""static void Take(ExitCode code = default) { } Take(code: "ZZ");""")]
    public void A_text_that_is_no_code_is_found(string statements) => AnalyzerRun.Underlined(statements).ShouldBe(["UTREX1001 \"ZZ\""]);

    [Theory]
    [InlineData("""const string Code = "ZZ"; _ = new StudentRecord { ExitCode = Code };""", "Code")]
    [InlineData("""_ = new StudentRecord { ExitCode = Codes.Gone }; static class Codes { public static readonly string Gone = "ZZ"; }""", "Codes.Gone")]
    [InlineData("""const string Letter = "Z"; _ = new StudentRecord { ExitCode = $"{Letter}Z" };""", "$\"{Letter}Z\"")]
    [InlineData("""_ = new StudentRecord { ExitCode = "Z" + "Z" };""", "\"Z\" + \"Z\"")]
    [InlineData("""_ = ExitCode.TryParse("ZZ"u8, out _);""", "\"ZZ\"u8")]
    [InlineData("""_ = NumberOrCode<SchoolMembershipCode>.Parse("ZZ");""", "\"ZZ\"")]
    [InlineData("""_ = new StudentRecord { SchoolMembership = "ZZ" };""", "\"ZZ\"")]
    [InlineData("""_ = Codes.Gone; static class Codes { public static readonly ExitCode Gone = "ZZ"; }""", "\"ZZ\"")]
    [InlineData("""_ = Codes.Gone; static class Codes { public static ExitCode Gone { get; } = "ZZ"; }""", "\"ZZ\"")]
    public void A_constant_is_followed_to_its_text(string statements, string underlined) => AnalyzerRun.Underlined(statements).ShouldBe([$"UTREX1001 {underlined}"]);

    [Theory]
    [InlineData("""_ = new StudentRecord { ExitCode = "TD" };""")]
    [InlineData("""_ = new StudentRecord { ExitCode = "TD " };""")]
    [InlineData("""ExitCode code = "";""")]
    [InlineData("""ExitCode code = (string?)null;""")]
    [InlineData("""ExitCode code = ExitCode.TransferredWithinLea;""")]
    [InlineData("""ExitCode code = Console.ReadLine();""")]
    [InlineData("""_ = new StudentRecord { SchoolMembership = 120 };""")]
    [InlineData("""_ = new StudentRecord { SchoolMembership = "120" };""")]
    [InlineData("""_ = new StudentRecord { Migrant = true };""")]
    [InlineData("""string name = "ZZ"; object other = "ZZ"; ReadOnlySpan<char> span = "ZZ";""")]
    [InlineData("""_ = ExitCode.TryParse(Console.ReadLine(), out _);""")]
    [InlineData("""_ = new StudentRecord { ExitCode = Codes.Gone }; static class Codes { public static readonly string Gone = "ZZ"; static Codes() { Gone = "TD"; } }""")]
    public void Codes_and_what_nobody_knows_are_left_alone(string statements) => AnalyzerRun.Underlined(statements).ShouldBeEmpty();

    [Fact]
    public void The_message_names_the_nearest_codes()
    {
        var diagnostic = AnalyzerRun.Diagnose(AnalyzerRun.Compile(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, """ExitCode code = "td";""")).ShouldHaveSingleItem();

        diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
            .ShouldStartWith($"'td' is no code of ExitCode; did you mean 'TD' ({Utrex.Sdk.Y2026.Codes.ExitCode.TransferredWithinLea.Meaning})");
    }
}
