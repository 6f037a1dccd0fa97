namespace Utrex.Cli.Sampling;

/// <summary>Names and places that a registrar in Utah would believe, from the lists in the folder Data.</summary>
internal static class SampleData
{
    public static IReadOnlyList<string> Surnames { get; } = Read("surnames");

    public static IReadOnlyList<string> Girls { get; } = Read("girls");

    public static IReadOnlyList<string> Boys { get; } = Read("boys");

    public static IReadOnlyList<string> Streets { get; } = Read("streets");

    public static IReadOnlyList<string> SchoolNames { get; } = Read("schools");

    public static IReadOnlyList<SamplePlace> Places { get; } = [.. Read("places").Select(line => line.Split('|')).Select(part => new SamplePlace(part[0], part[1]))];

    public static IReadOnlyList<SampleCourse> Courses { get; } =
    [
        .. Read("courses").Select(line => line.Split('|')).Select(part => new SampleCourse(
            part[0], part[1], int.Parse(part[2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(part[3], System.Globalization.CultureInfo.InvariantCulture), part[4], IsConcurrent: part.Length > 5)),
    ];

    /// <summary>The number and name of each school that every LEA uses.</summary>
    public static IReadOnlyList<string[]> SharedSchools { get; } = [.. Read("shared-schools").Select(line => line.Split('|'))];

    /// <summary>The CACTUS IDs that stand for a teacher where there is none of one's own.</summary>
    public static IReadOnlyList<string> SharedTeachers { get; } = Read("shared-teachers");

    public static IReadOnlyList<string> Incidents { get; } = Read("incidents");

    private static IReadOnlyList<string> Read(string name)
    {
        using var stream = typeof(SampleData).Assembly.GetManifestResourceStream($"Utrex.Cli.Sampling.Data.{name}.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}

/// <summary>A city and its zip code.</summary>
internal sealed record SamplePlace(string City, string Zip);

/// <summary>A course of the sample.</summary>
/// <param name="Title">The title.</param>
/// <param name="CoreCode">The state's core code.</param>
/// <param name="FromGrade">The lowest grade it is for, -1 for pre-kindergarten.</param>
/// <param name="ToGrade">The highest grade it is for.</param>
/// <param name="Part">The part of the year it is taught in: Y for all of it, 1 or 2 for a half.</param>
/// <param name="IsConcurrent">Whether a college grants credit for it too.</param>
internal sealed record SampleCourse(string Title, string CoreCode, int FromGrade, int ToGrade, string Part, bool IsConcurrent);
