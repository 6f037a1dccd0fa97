namespace Utrex.Cli.SchoolYears;

/// <summary>A file of a specification.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Content">The JSON.</param>
internal sealed record SpecificationFile(string Name, byte[] Content);
