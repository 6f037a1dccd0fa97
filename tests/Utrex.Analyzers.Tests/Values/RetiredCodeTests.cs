namespace Utrex.Analyzers.Tests.Values;

/// <summary>Codes that the state no longer takes: found on their way into a record, not where old data are read.</summary>
public class RetiredCodeTests
{
    [Theory]
    [InlineData("""_ = new StudentRecord { ExitCode = "TN" };""", "\"TN\"")]
    [InlineData("""_ = new StudentRecord { ExitCode = ExitCode.TransferredUnderNclb };""", "ExitCode.TransferredUnderNclb")]
    [InlineData("""var map = new Dictionary<string, ExitCode> { ["01"] = "TN" };""", "\"TN\"")]
    [InlineData("""var map = new Dictionary<string, ExitCode> { { "01", ExitCode.TransferredUnderNclb } };""", "ExitCode.TransferredUnderNclb")]
    [InlineData("""_ = Give(); static ExitCode Give() => "TN";""", "\"TN\"")]
    [InlineData("""_ = new StudentRecord { ExitCode = args.Length > 0 ? "TD" : "TN" };""", "\"TN\"")]
    public void On_its_way_into_a_record_it_is_found(string statements, string underlined) =>
        AnalyzerRun.Underlined(statements).ShouldBe([$"UTREX1002 {underlined}"]);

    [Theory]
    [InlineData("""var old = new StudentRecord(); _ = old.ExitCode == "TN";""")]
    [InlineData("""var old = new StudentRecord(); _ = old.ExitCode == ExitCode.TransferredUnderNclb;""")]
    [InlineData("""var old = new StudentRecord(); _ = old.ExitCode.Code is "TN";""")]
    [InlineData("""var old = new StudentRecord(); _ = old.ExitCode.Equals(ExitCode.TransferredUnderNclb);""")]
    [InlineData("""HashSet<ExitCode> retired = ["TN", ExitCode.TransferredUnderNclb];""")]
    [InlineData("""var retired = new HashSet<ExitCode> { "TN" };""")]
    [InlineData("""ExitCode[] retired = [ExitCode.TransferredUnderNclb]; _ = retired.Contains("TN");""")]
    [InlineData("""var meaning = ExitCode.TransferredUnderNclb.Meaning;""")]
    public void Where_old_data_are_read_it_is_not(string statements) => AnalyzerRun.Underlined(statements).ShouldBeEmpty();
}
