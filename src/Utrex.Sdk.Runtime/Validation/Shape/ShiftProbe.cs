using System.Buffers;
using System.Globalization;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Shape;

/// <summary>
/// Finds out whether lines of a record type are wrong only since their columns or positions are shifted from some field on: it shifts them
/// back in every way and counts what the rules of the fields then find. The first bad lines are tried in every way, further ones in the way
/// that has turned out best.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class ShiftProbe
{
    private const int MostTried = 64;
    private const int MostColumns = 8;
    private const int MostShifted = 2;
    private const int FewestErrors = 3;
    private const int Gain = 4;
    private const int EnoughProof = 3;

    // A single line is a mistake of its record and not of the file.
    private const int FewestLines = 2;

    private readonly CompiledRecord _record;
    private readonly FieldTrial _trial;
    private readonly ArrayBufferWriter<byte> _shifted = new();
    private readonly int[] _ends;
    private readonly int[] _ways;
    private readonly bool _isDelimited;
    private readonly long[] _errors;
    private readonly List<(int Line, int Errors, int[] Left)> _tried = [];
    private readonly List<int> _lines = [];
    private int _best = -1;
    private int _columns;
    private int _attempts;

    /// <summary>A probe for the lines of a record type in one layout.</summary>
    public ShiftProbe(CompiledRecord record, FieldTrial trial, bool isDelimited)
    {
        _record = record;
        _isDelimited = isDelimited;
        _trial = trial;
        _ends = new int[record.Fields.Count + MostColumns + 1];
        _ways = isDelimited ? [-1, 1] : [-2, -1, 1, 2];
        _errors = new long[_ways.Length * (record.Fields.Count + 1)];
    }

    /// <summary>Whether enough lines have been tried to know that shifting explains nothing.</summary>
    public bool IsRuledOut => _attempts >= MostTried && _tried.Count == 0;

    /// <summary>Looks at a line that its fields' rules, or the reader, have something to say of.</summary>
    public void Look(BatchReader reader)
    {
        var line = reader.Line;
        if (_isDelimited && Delimiters.Count(line) > _record.Fields.Count + MostColumns)
        {
            return;
        }

        if (IsRuledOut)
        {
            return;
        }

        var isRefused = reader.Record is null;
        if (isRefused && _isDelimited && _columns == 0)
        {
            _columns = Delimiters.Count(line.TrimEnd("\t "u8));
        }

        var errors = _trial.ErrorsOf(line, _record);
        if (!isRefused && errors < (_best >= 0 ? 1 : FewestErrors))
        {
            return;
        }

        if (_attempts < MostTried)
        {
            _attempts++;
            Try(reader.LineNumber, line, errors, isRefused);
        }
        else if (_tried.Count > 0)
        {
            _best = _best < 0 ? Array.IndexOf(_errors, _errors.Min()) : _best;
            if (IsBetter(Left(line, _best), errors, isRefused, EnoughProof))
            {
                _lines.Add(reader.LineNumber);
            }
        }
    }

    /// <summary>The lines that are right once they are shifted back, and how they are shifted; none where shifting explains nothing.</summary>
    public (IReadOnlyList<int> Lines, string Evidence) Judge()
    {
        if (_tried.Count == 0)
        {
            return ([], "");
        }

        var least = _errors.Min();
        var best = Array.IndexOf(_errors, least);
        var proofs = _tried.Where(line => IsBetter(line.Left[best], line.Errors, line.Errors == int.MaxValue, proof: 0)).Select(line => line.Line).ToList();
        if (proofs.Count + _lines.Count < FewestLines)
        {
            return ([], "");
        }

        var fields = _record.Fields.Count + 1;
        var way = _ways[best / fields];
        var last = best % fields;
        while (last + 1 < fields && _errors[best + last + 1 - (best % fields)] == least)
        {
            last++;
        }

        return ([.. proofs, .. _lines], Words(way, best % fields, Math.Min(last, fields - 1)));
    }

    private string Words(int way, int first, int last)
    {
        var place = first == last || first >= _record.Fields.Count - 1 ? Place(first) : string.Create(CultureInfo.InvariantCulture, $"somewhere from {Name(first)} to {Name(Math.Min(last, _record.Fields.Count - 1))}");
        if (_isDelimited)
        {
            return way < 0 ? $"lack a column {place}"
                : _columns == 0 ? $"have a column too many {place}"
                : string.Create(CultureInfo.InvariantCulture, $"have {_columns} columns where {_record.Fields.Count} are expected; what is too many stands {place}");
        }

        var bytes = Math.Abs(way) == 1 ? "a byte" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(way)} bytes");
        return way < 0 ? $"lack {bytes} {place}" : $"have {bytes} too many {place}";

        string Place(int number) => number >= _record.Fields.Count ? "behind the last one" : "before " + Name(number);

        string Name(int number) => number >= _record.Fields.Count ? "the end" : string.Create(CultureInfo.InvariantCulture, $"{_record.Fields[number].Title} (field {number + 1})");
    }

    private void Try(int number, ReadOnlySpan<byte> line, int errors, bool isRefused)
    {
        var left = new int[_errors.Length];
        var best = int.MaxValue;
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = Left(line, i);
            best = Math.Min(best, left[i]);
        }

        if (!IsBetter(best, errors, isRefused, _tried.Count))
        {
            return;
        }

        for (var i = 0; i < left.Length; i++)
        {
            _errors[i] += left[i];
        }

        _tried.Add((number, isRefused ? int.MaxValue : errors, left));
    }

    /// <summary>Whether a shift leaves so little that it must be the cause.</summary>
    private static bool IsBetter(int left, int errors, bool isRefused, int proof) =>
        left == 0 ? isRefused || errors >= FewestErrors || proof >= EnoughProof : isRefused ? left <= 1 : left * Gain <= errors;

    /// <summary>The errors that are left when the line is shifted back in a way.</summary>
    private int Left(ReadOnlySpan<byte> line, int number)
    {
        var fields = _record.Fields.Count + 1;
        var way = _ways[number / fields];
        var field = number % fields;
        if (field == 0)
        {
            return int.MaxValue >> 8;
        }

        _shifted.Clear();
        return (_isDelimited ? TryShiftColumn(line, way, field) : TryShiftBytes(line, way, field)) ? _trial.ErrorsOf(_shifted.WrittenSpan, _record) : int.MaxValue >> 8;
    }

    private bool TryShiftColumn(ReadOnlySpan<byte> line, int way, int field)
    {
        var count = Delimiters.Split(line, _ends);
        if (field >= count + (way < 0 ? 1 : 0))
        {
            return false;
        }

        var start = _ends[field - 1];
        if (way < 0)
        {
            _shifted.Write(line[..start]);
            _shifted.Write("\t"u8);
            _shifted.Write(line[start..]);
            return count < _record.Fields.Count;
        }

        // All columns too many stand together.
        var surplus = Math.Max(1, count - _record.Fields.Count);
        if (field + surplus > count)
        {
            return false;
        }

        _shifted.Write(line[..start]);
        _shifted.Write(line[_ends[field + surplus - 1]..]);
        return true;
    }

    private bool TryShiftBytes(ReadOnlySpan<byte> line, int way, int field)
    {
        var start = field < _record.Fields.Count ? _record.Fields[field].Offset : _record.PositionalLength;
        if (start >= line.Length || (way > 0 && start + way > line.Length))
        {
            return false;
        }

        _shifted.Write(line[..start]);
        if (way < 0)
        {
            _shifted.Write("  "u8[..Math.Min(-way, MostShifted)]);
            _shifted.Write(line[start..]);
        }
        else
        {
            _shifted.Write(line[(start + way)..]);
        }

        return _shifted.WrittenCount <= _record.PositionalLength || _shifted.WrittenSpan[_record.PositionalLength..].Trim((byte)' ').IsEmpty;
    }
}
