using Utrex.Documents;
using Utrex.Sdk.Sif.Collecting;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif;

/// <summary>What a collection has to say besides its records: problems, in the words of rules, and counts of what was read and of what was left out.</summary>
internal sealed class CollectionReport : IReaderReport, ICollectionReport
{
    private const int MostProblems = 10_000;

    private readonly List<SifProblem> _problems = [];
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];

    public IReadOnlyList<SifProblem> Problems => _problems;

    public int ProblemCount { get; private set; }

    public int ErrorCount { get; private set; }

    /// <summary>The files, by number.</summary>
    public IReadOnlyList<string> Files => _files;

    public NameCounts LeftOut { get; } = new();

    public NameCounts Objects { get; } = new();

    public int AddFile(string file)
    {
        _files.Add(file);
        return _files.Count - 1;
    }

    /// <summary>Takes a problem. The first one of each rule is kept, however many there are of others.</summary>
    public void Add(SifProblem problem)
    {
        ProblemCount++;
        ErrorCount += problem.Rule.Severity == Severity.Error ? 1 : 0;
        if (_rules.Add(problem.Rule.Id) || _problems.Count < MostProblems || problem.IsFatal)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Takes a problem of an object.</summary>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="item">The object.</param>
    /// <param name="place">The object or part of it where the problem is.</param>
    /// <param name="detail">What is wrong, to be read after the object's name.</param>
    public void Add(RuleInfo rule, DocumentObject item, DocumentObject place, string detail) =>
        Add(new SifProblem(_files[place.File], place.Line, 0, rule, NameOf(item) + detail));

    public void Break(int file, int line, int position, string detail) => Add(SifRules.NotXml, file, line, position, detail);

    public void Cut(int file, int line, int position, string detail) => Add(SifRules.SifValueTooLong, file, line, position, detail);

    public void Refuse(int file, int line, int position, string detail) => Add(SifRules.SifAgentError, file, line, position, detail);

    public void LackPacket(int file, int line, string detail) => Add(SifRules.SifMissingPacket, file, line, 0, detail);

    public void Doubt(int file, int line, int position, string detail) => Add(SifRules.SifEnvelope, file, line, position, detail);

    public void Decode(int file, string detail) => Add(SifRules.SifEncoding, file, 1, 0, detail);

    public void ChangeUnsent(DocumentObject item) => Add(SifRules.SifUnsentChange, item, item, " was changed, but never sent");

    public void Lack(DocumentObject item, string part) => Add(SifRules.SifIncompleteObject, item, item, " has no " + part);

    public void Miss(DocumentObject item, string needed, DocumentObject? part = null) => Add(SifRules.SifMissingObject, item, part ?? item, " needs " + needed);

    public void StandIn(DocumentObject item, string needed) => Add(SifRules.SifStandIn, item, item, " needs " + needed);

    public void NotUse(DocumentObject item, string reason) => Add(SifRules.SifUnusedObject, item, item, " " + reason);

    /// <summary>Name and identifier of an object.</summary>
    private static string NameOf(DocumentObject item) => item.Id is { IsNone: false } id ? $"{item.Shape.Name} {PrintableText.Of(id.ToString())}" : item.Shape.Name;

    private void Add(RuleInfo rule, int file, int line, int position, string detail) => Add(new SifProblem(file < _files.Count ? _files[file] : "", line, position, rule, detail));
}
