using System.Collections.Immutable;
using System.Globalization;
using Utrex.Sdk.Text;

namespace Utrex.Transcripts.Pages;

/// <summary>What a page says of a transcript, in the order in which it is read; how it looks is a matter of each format.</summary>
internal sealed class TranscriptSheet
{
    /// <summary>What the page is.</summary>
    public const string Title = "High School Transcript";

    /// <summary>The most terms that get a column each; of more, the grades stand in one.</summary>
    public const int MostTerms = 6;

    private TranscriptSheet()
    {
    }

    /// <summary>The school's name.</summary>
    public required string School { get; init; }

    /// <summary>Address, telephone, LEA and accreditation of the school.</summary>
    public required ImmutableArray<string> SchoolLines { get; init; }

    /// <summary>The student's name, or the number where no name is known.</summary>
    public required string Student { get; init; }

    /// <summary>What else is said of the student.</summary>
    public required ImmutableArray<SheetItem> StudentItems { get; init; }

    /// <summary>The courses by school year.</summary>
    public required ImmutableArray<SheetYear> Years { get; init; }

    /// <summary>Credits, averages and rank.</summary>
    public required ImmutableArray<SheetItem> Summary { get; init; }

    /// <summary>Credits and averages of each grade.</summary>
    public required ImmutableArray<SheetGrade> Grades { get; init; }

    /// <summary>Tests by name and day.</summary>
    public required ImmutableArray<SheetTest> Tests { get; init; }

    /// <summary>Entry, exit and graduation.</summary>
    public required ImmutableArray<SheetItem> Graduation { get; init; }

    /// <summary>What the columns mean.</summary>
    public required ImmutableArray<string> Legend { get; init; }

    /// <summary>The day of the extract, or empty.</summary>
    public required string AsOf { get; init; }

    /// <summary>Whose page it is, in a line at its edge.</summary>
    public string Running => $"{Title} · {Student}";

    /// <summary>The sheet of a transcript.</summary>
    public static TranscriptSheet Of(Transcript transcript)
    {
        var head = transcript.Head;
        var years = SheetYear.Of(transcript);
        return new TranscriptSheet
        {
            School = head.SchoolName ?? $"School {transcript.SchoolNumber}",
            SchoolLines = Texts(
                head.SchoolAddress,
                Join(" ", Join(", ", head.SchoolCity, head.SchoolState), Zip(head.SchoolZip)),
                head.SchoolPhone is { } phone ? Phone(phone) : null,
                Join(", ", head.LeaName, $"LEA {transcript.LeaNumber}, school {transcript.SchoolNumber}"),
                head.SchoolAccreditation is { } rating ? $"Accreditation: {rating}" : null),
            Student = transcript.Student is { FullName.Length: > 0 } student ? student.FullName : $"Student {transcript.StudentNumber}",
            StudentItems = Items(
                ("Student number", transcript.StudentNumber),
                ("Statewide ID (SSID)", transcript.Student?.StatewideStudentId),
                ("Date of birth", Day(transcript.Student?.BirthDate)),
                ("Grade", Grade(transcript.Student?.GradeLevel ?? default)),
                ("Address", Join(", ", head.StudentAddressLine1, head.StudentAddressLine2, head.StudentAddressCity, head.StudentAddressStateCode, head.StudentAddressCountry)),
                ("Parent or guardian", Join(" ", head.ParentGuardianFirstName, head.ParentGuardianLastName))),
            Years = years,
            Summary = Items(
                ("Cumulative GPA, unweighted", head.CumulativeUnweightedGpa.Number is { } average ? Average(average) : head.CumulativeUnweightedGpa.Code.IsBlank ? null : "not given"),
                ("Cumulative GPA, weighted", Average(head.CumulativeWeightedGpa)),
                ("Credits earned", Credits(head.CumulativeCredits)),
                ("Credits attempted", Credits(head.TotalCreditsAttempted)),
                ("Credits in the GPA", Credits(head.CumulativeGpaCredits)),
                ("Class rank", head.ClassRank is { } rank ? string.Create(CultureInfo.InvariantCulture, $"{rank}{(head.CohortSize is { } size ? $" of {size}" : "")}") : null),
                ("Percentile", head.PercentileRank?.ToString("0.##", CultureInfo.InvariantCulture))),
            Grades = SheetGrade.Of(head),
            Tests = SheetTest.Of(transcript.Tests),
            Graduation = Items(
                ("Entered high school", Day(head.StudentEntryDate)),
                ("Left high school", Day(head.StudentExitDate)),
                ("Graduated", Day(head.GraduationDate)),
                ("Expected graduation", head.GraduationDate is null ? Day(head.ExpectedGraduationDate) : null),
                ("Diploma", head.DiplomaType)),
            Legend = LegendOf(years),
            AsOf = transcript.AsOf is { } asOf ? Day(DateOnly.FromDateTime(asOf))! : "",
        };
    }

    /// <summary>Credits, with as many decimals as they need and two at least.</summary>
    public static string? Credits(decimal? credits) => credits?.ToString("0.00#", CultureInfo.InvariantCulture);

    /// <summary>A day as people of the state write it.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>A grade in words.</summary>
    public static string? Grade(GradeLevel grade) => grade.IsBlank ? null : grade.Meaning.Replace("Grade ", "", StringComparison.Ordinal);

    /// <summary>An average, with three decimals.</summary>
    public static string? Average(decimal? average) => average?.ToString("0.000", CultureInfo.InvariantCulture);

    private static string? Day(PartialDate? date) => date is not { Month: > 0 } day ? null
        : day.Day is null ? day.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture) : Day(day.FirstDay);

    private static string? Zip(string? zip) => zip is { Length: 9 } && zip.All(char.IsAsciiDigit) ? $"{zip[..5]}-{zip[5..]}" : zip;

    private static string Phone(string phone) => phone.Length == 10 && phone.All(char.IsAsciiDigit) ? $"({phone[..3]}) {phone[3..6]}-{phone[6..]}" : phone;

    private static string? Join(string between, params ReadOnlySpan<string?> texts)
    {
        var joined = new List<string>();
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text))
            {
                joined.Add(text);
            }
        }

        return joined.Count == 0 ? null : string.Join(between, joined);
    }

    private static ImmutableArray<string> Texts(params string?[] texts) => [.. texts.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!)];

    private static ImmutableArray<SheetItem> Items(params (string Label, string? Text)[] items) =>
        [.. items.Where(item => !string.IsNullOrEmpty(item.Text)).Select(item => new SheetItem(item.Label, item.Text!))];

    private static ImmutableArray<string> LegendOf(ImmutableArray<SheetYear> years)
    {
        var legend = ImmutableArray.CreateBuilder<string>();
        legend.Add("Credits: attempted are those that a course is worth, earned those that the student has.");
        legend.Add("GPA: the average of the grades on a scale of 4.0; weighted, advanced classes count up to 5.0.");
        if (years.Any(year => year.Rows.Any(row => row.Code.Length > 0)))
        {
            legend.Add("The number below a course is the state's code of it.");
        }

        if (years.Any(year => year.Terms.Length > 0))
        {
            legend.Add("Grades stand under the terms as the school calls them.");
        }

        return legend.ToImmutable();
    }
}

/// <summary>A label and what it is about.</summary>
internal readonly record struct SheetItem(string Label, string Text);
