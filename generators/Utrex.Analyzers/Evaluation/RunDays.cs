using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Utrex.Analyzers.Evaluation;

/// <summary>
/// The days that rules compare with. At compile time nobody knows them, and rules that need them say nothing, unless the
/// project tells: <c>utrex_school_year</c>, <c>utrex_today</c>, <c>utrex_as_of_date</c> and <c>utrex_last_day_of_school</c> in .editorconfig.
/// </summary>
internal sealed class RunDays
{
    private RunDays(int? schoolYear, DateTime? today, DateTime? asOf, DateTime? lastDayOfSchool)
    {
        SchoolYear = schoolYear;
        Today = today;
        AsOf = asOf;
        LastDayOfSchool = lastDayOfSchool;
    }

    public static RunDays Unknown { get; } = new(schoolYear: null, today: null, asOf: null, lastDayOfSchool: null);

    /// <summary>The year in which the school year ends.</summary>
    public int? SchoolYear { get; }

    public DateTime? Today { get; }

    public DateTime? AsOf { get; }

    public DateTime? LastDayOfSchool { get; }

    public DateTime? FirstDay => SchoolYear is { } year ? new DateTime(year - 1, 7, 1) : null;

    public DateTime? LastDay => SchoolYear is { } year ? new DateTime(year, 6, 30) : null;

    /// <summary>The days that the .editorconfig of the code under analysis tells.</summary>
    public static RunDays Read(OperationAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree);

        DateTime? Day(string key) =>
            options.TryGetValue(key, out var text) && DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        int? year = options.TryGetValue("utrex_school_year", out var number) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 1 and <= 9999 ? value : null;
        var (today, asOf, last) = (Day("utrex_today"), Day("utrex_as_of_date"), Day("utrex_last_day_of_school"));
        return year is null && today is null && asOf is null && last is null ? Unknown : new RunDays(year, today, asOf, last);
    }

    /// <summary>A day by its name in a rule.</summary>
    public Measure Named(string name) => Measure.Of(name switch
    {
        "today" => Today,
        "asOf" => AsOf,
        "firstDayOfSchoolYear" => FirstDay,
        "september1" => FirstDay?.AddMonths(2),
        "lastDayOfSchool" => LastDayOfSchool,
        "lastDayOfSchoolYear" => LastDay,
        _ => null,
    });
}
