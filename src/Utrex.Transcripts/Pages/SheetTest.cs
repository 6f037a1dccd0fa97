using System.Collections.Immutable;

namespace Utrex.Transcripts.Pages;

/// <summary>A test on a day.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Day">The day, or empty.</param>
/// <param name="Scores">Its parts and their scores; the part is empty where the test has none.</param>
internal sealed record SheetTest(string Name, string Day, ImmutableArray<SheetItem> Scores)
{
    /// <summary>The tests of a transcript, in the order of their first parts.</summary>
    public static ImmutableArray<SheetTest> Of(ImmutableArray<TranscriptAssessmentRecord> tests) =>
    [
        .. tests.GroupBy(test => (Name: test.TestName ?? "", test.TestDate?.Day))
            .Select(test => new SheetTest(test.Key.Name, TranscriptSheet.Day(test.Key.Day) ?? "", [.. test.Select(part => new SheetItem(part.Subtest ?? "", part.TestScore ?? ""))])),
    ];
}
