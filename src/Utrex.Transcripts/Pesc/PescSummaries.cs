using Utrex.Documents;
using Summary = Utrex.Transcripts.Mapping.StudentAcademicRecordAcademicSummaryShape;

namespace Utrex.Transcripts.Pesc;

/// <summary>
/// Summaries of credits and averages. That of all courses without weights is the one whose type is <c>NonWeighted</c>; those of single grades are
/// of the type <c>All</c> and have a level.
/// </summary>
internal static class PescSummaries
{
    /// <summary>In what credits are counted.</summary>
    public const string Units = "Units";

    private const string NonWeighted = "NonWeighted";

    // What others call the summary of all courses, the likeliest first.
    private static readonly string[] Overall = ["Cumulative", "All", "AllNotRepeated", "SenderOnly", "SenderNotRepeated", "", "UserDefined"];

    private static readonly (string Level, int Credits, int Average)[] Grades =
    [
        ("NinthGrade", Number(nameof(StudentTranscriptRecord.Grade9CreditsEarned)), Number(nameof(StudentTranscriptRecord.Grade9Gpa))),
        ("TenthGrade", Number(nameof(StudentTranscriptRecord.Grade10CreditsEarned)), Number(nameof(StudentTranscriptRecord.Grade10Gpa))),
        ("EleventhGrade", Number(nameof(StudentTranscriptRecord.Grade11CreditsEarned)), Number(nameof(StudentTranscriptRecord.Grade11Gpa))),
        ("TwelfthGrade", Number(nameof(StudentTranscriptRecord.Grade12CreditsEarned)), Number(nameof(StudentTranscriptRecord.Grade12Gpa))),
    ];

    /// <summary>Adds a summary for each grade of which a transcript record (ST) says anything.</summary>
    public static void AddGrades(DocumentObject record, Utf8Value[] head)
    {
        foreach (var (level, credits, average) in Grades)
        {
            if (head[credits].Length > 0 || head[average].Length > 0)
            {
                var summary = record.AddPart(Summary.Shape);
                summary[Summary.AcademicSummaryType] = Utf8Value.Of("All");
                summary[Summary.AcademicSummaryLevel] = Utf8Value.Of(level);
                summary[Summary.GPACreditHoursEarned] = head[credits].Length > 0 ? head[credits] : default;
                summary[Summary.GPAGradePointAverage] = head[average].Length > 0 ? head[average] : default;
            }
        }
    }

    /// <summary>Calls the summary of all courses by the type by which the map knows it, where others call it otherwise.</summary>
    public static void Name(DocumentObject record)
    {
        var all = record.PartsOf(Summary.Shape).Where(summary => summary[Summary.AcademicSummaryLevel].IsNone).ToList();
        if (all.Exists(summary => Type(summary) is NonWeighted))
        {
            return;
        }

        var overall = all.Where(summary => Overall.Contains(Type(summary), StringComparer.Ordinal)).MinBy(summary => Array.IndexOf(Overall, Type(summary)));
        if (overall is not null)
        {
            overall[Summary.AcademicSummaryType] = Utf8Value.Of(NonWeighted);
        }
    }

    /// <summary>Takes the summaries of single grades into the values of a transcript record (ST).</summary>
    public static void ReadGrades(DocumentObject record, Utf8Value[] head)
    {
        foreach (var (level, credits, average) in Grades)
        {
            var summary = record.PartsOf(Summary.Shape).FirstOrDefault(candidate => string.Equals(candidate[Summary.AcademicSummaryLevel].ToString(), level, StringComparison.Ordinal));
            head[credits] = summary?[Summary.GPACreditHoursEarned].Or(Utf8Value.Empty) ?? Utf8Value.Empty;
            head[average] = summary?[Summary.GPAGradePointAverage].Or(Utf8Value.Empty) ?? Utf8Value.Empty;
        }
    }

    private static string Type(DocumentObject summary) => summary[Summary.AcademicSummaryType].ToString();

    private static int Number(string property) => StudentTranscriptRecord.Info.FindProperty(property).Number;
}
