using Utrex.Cli.Reports;

namespace Utrex.Cli.Commands;

/// <summary>A thing that <c>utrex explain</c> can explain.</summary>
/// <param name="Name">The argument that means this thing and no other.</param>
/// <param name="Summary">The thing in a few words.</param>
/// <param name="Explain">Explains it in full.</param>
internal sealed record Subject(string Name, string Summary, Action<Explanation> Explain);
