using System.CommandLine;
using System.Globalization;
using System.Text;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Statewide;
using Utrex.Statewide.Rules;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex statewide membership</c>: what each LEA is left of the days of students that all LEAs together claim too many of.</summary>
internal static class StatewideMembershipCommand
{
    private static readonly string[] Formats = ["table", "csv"];
    private static readonly string[] Columns = ["SSID", "LEANumber", "Claimed", "Limit", "Allowed"];

    public static Command Create(CommandConsole console)
    {
        var store = StatewideCommand.StoreOption();
        var schoolYear = Years.Option("The school year, by the year in which it ends or as 2025-26; the newest of the store by default.");
        var reference = StatewideCommand.ReferenceOption();
        var format = new Option<string>("--format") { Description = "How the days are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the days; standard output by default." };
        var command = new Command("membership", "Lists the students whose days of membership in all LEAs are more than the limit, and prorates them at year end (board rule R277-419): each LEA is left what is in proportion to its claim.\n\nExample:\n  utrex statewide membership --store state.db --format csv --output membership.csv")
        {
            store, schoolYear, reference, format, output,
        };
        command.SetAction((parsed, cancellation) =>
        {
            using var opened = SubmissionStore.Open(parsed.GetValue(store)!);
            var year = StatewideCommand.YearOf(opened, parsed.GetValue(schoolYear));
            var validation = new StatewideValidation(opened, year, Dates.Today()) { Registers = StatewideCommand.OpenRegisters(parsed.GetValue(reference), cancellation) };
            var shares = validation.ProrateMembership(cancellation);
            using var file = OutputFile.Create(parsed.GetValue(output), console);
            using (var text = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" })
            {
                Write(text, shares, parsed.GetValue(format) is "csv");
            }

            file.Complete();
            console.Error.WriteLine($"{Numbers.Of(shares.Select(share => share.StatewideStudentId).Distinct(StringComparer.Ordinal).Count(), "student")} over the limit in {year.SchoolYear}");
            console.Error.WriteLine("rounding is ours, the rule states none: one decimal, half up; the largest claim takes what is left, of equal ones that of the lowest LEA");
            if (validation.Registers is not { HasApprovedSchedules: true })
            {
                console.Error.WriteLine("no schedule is taken for approved under R277-419: there is no REF_SCHOOL_LEA.csv with the column APPROVED_SCHEDULE");
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static void Write(TextWriter text, IReadOnlyList<MembershipShare> shares, bool isCsv)
    {
        var csv = new CsvWriter(text);
        foreach (var row in shares.Select(Cells).Prepend(Columns))
        {
            if (isCsv)
            {
                csv.WriteRow(row);
            }
            else
            {
                text.WriteLine($"{row[0],-12}{row[1],-11}{row[2],9}{row[3],9}{row[4],9}");
            }
        }
    }

    private static string[] Cells(MembershipShare share) =>
        [share.StatewideStudentId, share.Lea, Days(share.Claimed), Days(share.Limit), Days(share.Allowed)];

    private static string Days(decimal days) => days.ToString("0.###", CultureInfo.InvariantCulture);
}
