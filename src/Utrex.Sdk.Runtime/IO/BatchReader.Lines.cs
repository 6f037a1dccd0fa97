using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <content>How a line is found among the bytes, and whether it is a record or refused.</content>
public sealed partial class BatchReader
{
    private ReadState Cut()
    {
        _data = _block.Data;
        var rest = _block.End - _block.Position;
        if (rest == 0)
        {
            return NoLine(_block.IsComplete ? ReadState.End : ReadState.NeedsMore);
        }

        if (TryTakePositional(out var window))
        {
            return ReadState.Line;
        }

        var most = Math.Min(_block.End, _block.Position + _maxLineLength + LongestLineEnd);
        if (_cutter.TryCut(_data, _block.Position, most, _block.IsComplete && most == _block.End, window))
        {
            EndsInsideLine = _block.IsComplete && most == _block.End && _data[most - 1] != LineFeed;
            _block.Position = _cutter.Next;
            _cutter.MoveNext(_data);
            Take(_cutter.Start, _cutter.End);
            return ReadState.Line;
        }

        if (rest > _maxLineLength + 1)
        {
            // The rest of the line is forgotten as it comes, so that it never fills the memory.
            _data.AsSpan(_block.Position, KeptOfLongLine).CopyTo(_longLine);
            _isSkipping = true;
            return Skip();
        }

        return NoLine(ReadState.NeedsMore);
    }

    /// <summary>Goes on to the end of a line that is too long.</summary>
    private ReadState Skip()
    {
        var feed = _block.Data.AsSpan(_block.Position, _block.End - _block.Position).IndexOf(LineFeed);
        _block.Position = feed < 0 ? _block.End : _block.Position + feed + 1;
        if (feed < 0 && !_block.IsComplete)
        {
            return NoLine(ReadState.NeedsMore);
        }

        _isSkipping = false;
        LinesRead++;
        Refuse(LineProblem.TooLong, _longLine, 0, KeptOfLongLine);
        return ReadState.Line;
    }

    /// <summary>Takes a positional line that is clean, without looking for its end: that is where what may stand in it ends.</summary>
    /// <param name="window">How many bytes to cut where it is none: those after a positional line may be clean.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryTakePositional(out int window)
    {
        window = LineCutter.Window;
        var start = _block.Position;
        if (CheckRun is null || _block.End - start < 4 || _data[start + 3] == Delimiters.Tab
            || Specification.FindRecord(_data.AsSpan(start, 3)) is not CompiledRecord { LineCheck: var check } record
            || record.PositionalLength > _data.Length - start - Overread)
        {
            return false;
        }

        window = record.PositionalLength + LongestLineEnd;
        var length = check.Measure(ref _data[start], CheckRun);
        var end = start + length;
        if (length > _maxLineLength || end > _block.End - 2 || !IsEnd(end, out var next)
            || !check.IsCleanPositional(RecordLine.Cut(_data, start, length, default), CheckRun))
        {
            return false;
        }

        LinesRead++;
        _block.Position = next;
        Accept(record, start, length, fieldCount: 0, isClean: true);
        return true;
    }

    private bool IsEnd(int position, out int next)
    {
        next = _data[position] == CarriageReturn ? position + 2 : position + 1;
        return _data[next - 1] == LineFeed;
    }

    private void Take(int start, int end)
    {
        LinesRead++;
        var length = end - start;
        if (length > _maxLineLength)
        {
            Refuse(LineProblem.TooLong, _data, start, KeptOfLongLine);
            return;
        }

        var record = Specification.FindRecord(_data.AsSpan(start, length));
        if (record is not null)
        {
            var isDelimited = length > 3 && _data[start + 3] == Delimiters.Tab;
            var fields = isDelimited ? _cutter.FieldCount : 0;
            if (CheckRun is not null && record is CompiledRecord { LineCheck: var check } && Passes(check, record, start, length, fields))
            {
                Accept(record, start, length, fields, isClean: true);
                return;
            }
        }

        var problem = Inspect(record, start, length, out var fieldCount);
        if (problem == LineProblem.None)
        {
            Accept(record!, start, length, fieldCount, isClean: false);
        }
        else
        {
            Refuse(problem, _data, start, length);
            RefusedRecord = record;
            _firstEnd = _cutter.FirstEnd;
            _fieldCount = fieldCount;
        }
    }

    private bool Passes(LineCheck check, RecordInfo record, int start, int length, int fields)
    {
        if (start + length > _data.Length - Overread || fields > record.FieldArray.Length || !IsPlain(start, length))
        {
            return false;
        }

        if (fields == 0)
        {
            // The last line of a batch may have no end, and nothing behind it: it is left to the rules.
            return record.PositionalLength <= _data.Length - start - Overread
                && _data[start + length] is LineFeed or CarriageReturn
                && check.Measure(ref _data[start], CheckRun!) == length
                && check.IsCleanPositional(RecordLine.Cut(_data, start, length, default), CheckRun!);
        }

        if (fields < record.FieldArray.Length)
        {
            _cutter.Complete(record.FieldArray.Length);
        }

        return check.IsCleanDelimited(RecordLine.Cut(_data, start, length, _cutter.FieldEnds), _cutter.FirstBytes, CheckRun!);
    }

    /// <summary>Whether a line is ASCII without NULs; mostly all that was cut with it is.</summary>
    private bool IsPlain(int start, int length) =>
        _cutter.IsPlain || !_data.AsSpan(start, length).ContainsAnyExceptInRange((byte)1, (byte)0x7F);

    private void Accept(RecordInfo record, int start, int length, int fieldCount, bool isClean)
    {
        RecordsRead++;
        if (Record != record)
        {
            Record = record;
        }

        RefusedRecord = null;
        Problem = LineProblem.None;
        IsClean = isClean;
        _start = start;
        _length = length;
        _firstEnd = _cutter.FirstEnd;
        _fieldCount = fieldCount;
    }

    private void Refuse(LineProblem problem, byte[] data, int start, int length)
    {
        RecordsRefused++;
        Forget();
        Problem = problem;
        _data = data;
        _start = start;
        _length = length;
    }

    /// <summary>There is no current line while more is fetched, nor at the end.</summary>
    private ReadState NoLine(ReadState state)
    {
        Forget();
        return state;
    }

    private void Forget()
    {
        Record = null;
        RefusedRecord = null;
        Problem = LineProblem.None;
        IsClean = false;
        _start = 0;
        _length = 0;
        _firstEnd = 0;
        _fieldCount = 0;
    }

    private LineProblem Inspect(RecordInfo? record, int start, int length, out int fieldCount)
    {
        var line = _data.AsSpan(start, length);

        // Exporters may end a line with empty fields; only a surplus value is a problem.
        var isDelimited = record is not null && line.Length > 3 && line[3] == Delimiters.Tab;
        fieldCount = isDelimited ? Math.Min(_cutter.FieldCount, record!.FieldArray.Length) : 0;
        if (record is null && !line.ContainsAnyExcept((byte)' ', Delimiters.Tab))
        {
            return LineProblem.Blank;
        }

        if (!_cutter.IsPlain)
        {
            if (line.Contains((byte)0))
            {
                return LineProblem.Nul;
            }

            if (!Ascii.IsValid(line) && !Utf8.IsValid(line))
            {
                return LineProblem.InvalidUtf8;
            }
        }

        if (record is null)
        {
            return LineProblem.UnknownRecordType;
        }

        if (!isDelimited)
        {
            return line.Length > record.PositionalLength && line[record.PositionalLength..].ContainsAnyExcept((byte)' ')
                ? LineProblem.ExtraBytes
                : LineProblem.None;
        }

        var end = _cutter.Ends[_cutter.FirstEnd + fieldCount - 1] - start;
        return line[end..].ContainsAnyExcept((byte)' ', Delimiters.Tab) ? LineProblem.TooManyFields : LineProblem.None;
    }
}
