using System.Globalization;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;

namespace Utrex.Sdk.Validation.Shape;

/// <summary>Judges a file as a whole: decides, once it has been read, which causes explain the evidence.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class FileShape(ShapeEvidence evidence)
{
    // Of so many lines one may be explained, and rules across records still have something to say.
    private const int FewOf = 20;

    private readonly ExplainedLines _explained = new();
    private readonly List<ShapeVerdict> _verdicts = [];
    private bool _isOther;
    private bool _isCut;

    /// <summary>What is wrong with the file, from its first line on.</summary>
    public IReadOnlyList<ShapeVerdict> Verdicts => _verdicts;

    /// <summary>Whether a line is wrong only since the file is.</summary>
    public bool Explains(int line) => _isOther || (evidence.SecondBatch > 0 && line >= evidence.SecondBatch) || _explained.Contains(line);

    /// <summary>
    /// The line of the finding that is the cause of another: of what follows from a line that is explained, that of the verdict; of what rules
    /// across records say of a line that was refused, the line itself.
    /// </summary>
    public int? CauseOf(in Finding finding) => finding.CausedBy is { } cause ? _explained.CauseOf(cause) ?? cause : evidence.Refused.BinarySearch(finding.Line) >= 0 ? finding.Line : null;

    /// <summary>How many of the lines are refused: those that the reader could not read, and those that are wrong only since the file is.</summary>
    public int CountRefused(int lines)
    {
        var end = evidence.SecondBatch > 0 ? evidence.SecondBatch : lines + 1;
        return _isOther ? lines : lines + 1 - end + _explained.CountWith(evidence.Refused, end);
    }

    /// <summary>Whether so much of the file is missing or unreadable that rules across records would only say so again.</summary>
    public bool IsBroken(int lines) =>
        _isOther || _isCut || _explained.Count > ShapeEvidence.FewExplained || _explained.Count * FewOf > lines || evidence.Beginnings.Exists(_explained.Contains)
        || (lines > 0 && evidence.LacksBeginning);

    /// <summary>Decides, once the file has been read.</summary>
    /// <param name="reader">The reader, at its end.</param>
    public void Judge(BatchReader reader)
    {
        var lines = reader.LinesRead;
        if (evidence.Format is { } format)
        {
            _isOther = true;
            _verdicts.Add(new ShapeVerdict(ShapeKind.OtherFormat, 1, Record: null, format, Of(lines, lines)));
            return;
        }

        if (evidence.UnknownBeginning is { } beginning && reader.RecordsRead == 0 && evidence.Lines.Count == 0)
        {
            _isOther = true;
            _verdicts.Add(new ShapeVerdict(ShapeKind.OtherRecords, 1, Record: null, beginning, Of(lines, lines)));
            return;
        }

        JudgeShifts(lines);
        JudgeForms(lines);
        if (evidence.SecondBatch is > 0 and var second)
        {
            _verdicts.Add(new ShapeVerdict(ShapeKind.SecondBatch, second, Record: null, second.ToString(CultureInfo.InvariantCulture), Of(lines - second + 1, lines)));
        }

        if (reader.EndsInsideLine && lines > 1 && evidence.LastBad == (lines, true) && !Explains(lines))
        {
            _isCut = true;
            _explained.Add([lines]);
            _verdicts.Add(new ShapeVerdict(ShapeKind.EndsInsideRecord, lines, Record: null, "", ""));
        }

        _verdicts.Sort(static (one, other) => (one.Line, one.Kind).CompareTo((other.Line, other.Kind)));
    }

    private void JudgeShifts(int lines)
    {
        foreach (var ((record, isDelimited), probe) in evidence.Probes)
        {
            var (shifted, words) = probe.Judge();
            if (shifted.Count > 0)
            {
                _explained.Add(shifted);
                _verdicts.Add(new ShapeVerdict(isDelimited ? ShapeKind.Columns : ShapeKind.Positions, shifted.Min(), record, words, Of(shifted.Count, lines)));
            }
        }
    }

    private void JudgeForms(int lines)
    {
        var found = ShapeKind.None;
        foreach (var (_, kinds) in evidence.Lines)
        {
            found |= kinds;
        }

        foreach (var kind in Enum.GetValues<ShapeKind>().Where(kind => (kind & found) != ShapeKind.None))
        {
            var isValue = (kind & ValueForms.Kinds) != ShapeKind.None;
            var shown = LinesOf(kind, isValue);
            if (shown.Count == 0 || (isValue && shown.Count < ShapeEvidence.FewestLines && shown.Count * 2 < lines))
            {
                continue;
            }

            _explained.Add(shown);
            _verdicts.Add(new ShapeVerdict(kind, shown[0], Record: null, evidence.Of(kind), Of(shown.Count, lines)));
        }
    }

    /// <summary>The lines that show a kind; of those with nothing but values in another form only the ones that nothing explains yet.</summary>
    private List<int> LinesOf(ShapeKind kind, bool isValue)
    {
        var lines = new List<int>();
        foreach (var (line, kinds) in evidence.Lines)
        {
            if ((kinds & kind) != ShapeKind.None && !(isValue && (kinds & ~ValueForms.Kinds) == ShapeKind.None && _explained.Contains(line)))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static string Of(int count, int lines) => string.Create(CultureInfo.InvariantCulture, $"{count} of {lines} lines");
}
