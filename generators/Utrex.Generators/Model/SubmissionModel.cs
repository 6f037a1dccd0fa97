namespace Utrex.Generators.Model;

/// <summary>Something that a user must know, and where it stands.</summary>
/// <param name="Text">The fact, in our words.</param>
/// <param name="Standing">Whose word it is; <see langword="null"/> for the specification's.</param>
/// <param name="Source">The line of the specification's text, or 0.</param>
internal sealed record FactModel(string Text, string? Standing, int Source);

/// <summary>submissions.json: what is submitted in a year, and when.</summary>
internal sealed record SubmissionsModel(EquatableArray<SubmissionModel> Submissions);

internal sealed record SubmissionModel(
    string Id,
    string Title,
    string Description,
    EquatableArray<string> Records,
    EquatableArray<string> Optional,
    EquatableArray<FactModel> Facts,
    EquatableArray<SubmissionDateModel> Dates);

/// <summary>A day of the year's calendar.</summary>
/// <param name="Title">What happens.</param>
/// <param name="Date">The day, as YYYY-MM-DD.</param>
/// <param name="Time">The hour, as HH:MM.</param>
/// <param name="Fact">Which rule gives the day, and whose word that is.</param>
internal sealed record SubmissionDateModel(string Title, string Date, string? Time, FactModel Fact);
