namespace Utrex.Cli.Approving;

/// <summary>A submission that the kit expects: the year as it is known on a day.</summary>
/// <param name="Id">Its id, which is also the name of its files.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="AsOf">The day of the extract.</param>
/// <param name="Records">The ids of the record types that are compared.</param>
internal sealed record KitSubmission(string Id, string Title, DateOnly AsOf, IReadOnlyList<string> Records);
