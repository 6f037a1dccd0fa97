namespace Utrex.Sdk.Validation.Shape;

/// <summary>
/// The lines that are wrong only since the file is, each with the first line of what explains it: in their order, since they may be nearly
/// all of a file.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class ExplainedLines
{
    private List<int> _lines = [];
    private List<int> _causes = [];

    /// <summary>How many there are.</summary>
    public int Count => _lines.Count;

    /// <summary>Adds lines that one cause explains; those that are there already keep theirs.</summary>
    /// <param name="lines">The lines, in their order.</param>
    public void Add(IReadOnlyList<int> lines)
    {
        var (oldLines, oldCauses) = (_lines, _causes);
        _lines = new List<int>(oldLines.Count + lines.Count);
        _causes = new List<int>(oldLines.Count + lines.Count);
        var next = 0;
        foreach (var line in lines)
        {
            for (; next < oldLines.Count && oldLines[next] <= line; next++)
            {
                Append(oldLines[next], oldCauses[next]);
            }

            if (_lines.Count == 0 || _lines[^1] != line)
            {
                Append(line, lines[0]);
            }
        }

        for (; next < oldLines.Count; next++)
        {
            Append(oldLines[next], oldCauses[next]);
        }
    }

    /// <summary>Whether a line is one of them.</summary>
    public bool Contains(int line) => _lines.BinarySearch(line) >= 0;

    /// <summary>The first line of what explains a line, or <see langword="null"/> where it is none of them.</summary>
    public int? CauseOf(int line) => _lines.BinarySearch(line) is var place and >= 0 ? _causes[place] : null;

    /// <summary>How many lines before another are among them or in a second list.</summary>
    /// <param name="others">Other lines, in their order.</param>
    /// <param name="end">The line.</param>
    public int CountWith(List<int> others, int end)
    {
        var count = 0;
        var next = 0;
        foreach (var line in _lines)
        {
            for (; next < others.Count && others[next] < line && others[next] < end; next++)
            {
                count++;
            }

            if (line >= end)
            {
                break;
            }

            count++;
            next += next < others.Count && others[next] == line ? 1 : 0;
        }

        for (; next < others.Count && others[next] < end; next++)
        {
            count++;
        }

        return count;
    }

    private void Append(int line, int cause)
    {
        _lines.Add(line);
        _causes.Add(cause);
    }
}
