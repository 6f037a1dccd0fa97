using System.Globalization;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes what a user must know, and the submissions of a year.</summary>
internal static class FactEmitter
{
    /// <summary>The expression that creates a list of facts.</summary>
    public static string List(EquatableArray<FactModel> facts) => $"[{string.Join(", ", facts.Select(fact => $"new() {{ {Properties(fact)} }}"))}]";

    /// <summary>The property initializer of the submissions.</summary>
    public static void EmitSubmissions(CodeWriter writer, EquatableArray<SubmissionModel> submissions)
    {
        if (submissions.Count == 0)
        {
            return;
        }

        writer.Line("Submissions =").Indent("[");
        foreach (var submission in submissions)
        {
            writer.Open("new()")
                .Line($"Id = {Literal(submission.Id)},")
                .Line($"Title = {Literal(submission.Title)},")
                .Line($"Description = {Literal(submission.Description)},")
                .Line($"Records = {Literals(submission.Records)},")
                .Line($"OptionalRecords = {Literals(submission.Optional)},")
                .Line($"Facts = {List(submission.Facts)},")
                .Line("Dates =")
                .Indent("[");
            foreach (var date in submission.Dates)
            {
                writer.Line($"new() {{ Title = {Literal(date.Title)}, Date = {Day(date.Date)}, {(date.Time is null ? "" : $"Time = {Time(date.Time)}, ")}Rule = new() {{ {Properties(date.Fact)} }} }},");
            }

            writer.Close("],").Close("},");
        }

        writer.Close("],");
    }

    private static string Properties(FactModel fact) =>
        $"Text = {Literal(fact.Text)}, {(fact.Standing is null ? "" : $"Standing = global::Utrex.Sdk.Specification.FactStanding.{RecordInfoEmitter.Capitalize(fact.Standing)}, ")}Source = {fact.Source}";

    /// <summary>The expression that creates a day.</summary>
    public static string Day(string text) => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? $"new global::System.DateOnly({day.Year}, {day.Month}, {day.Day})"
        : "default";

    private static string Time(string text) => DateTime.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? $"new global::System.TimeOnly({time.Hour}, {time.Minute})"
        : "null";
}
