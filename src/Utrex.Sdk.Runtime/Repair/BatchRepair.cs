using System.Runtime.ExceptionServices;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Repair;

/// <summary>
/// Repairs what is wrong with the form of a batch and certain: delimiters, quotation marks, encoding, line ends, blanks, lost zeros, dates and
/// numbers in another form, the case of codes, a row with names of columns. It invents no value; what can mean several things is left as it is and named. Repairing twice
/// changes nothing more, and lines with nothing to repair stay as they are, byte for byte.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
/// <example>
/// <code>
/// var repair = new BatchRepair(UtrexSpecification.Current);
/// using var spoiled = File.OpenRead("spoiled.utrex");
/// using var repaired = File.Create("repaired.utrex");
/// repair.Repair(spoiled, repaired, change => log.WriteLine(change));
/// </code>
/// </example>
public sealed class BatchRepair
{
    private readonly SpecificationInfo _specification;
    private readonly HeaderRow _header;

    /// <summary>Repairs batches of a specification, one after another.</summary>
    public BatchRepair(SpecificationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        _specification = specification;
        _header = new HeaderRow(specification);
    }

    /// <summary>How many threads may work at a time: by default as many as there are processors. What they make is the same for any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Repairs a batch. It is read twice: first to see in which order it writes days and months.</summary>
    /// <param name="input">The batch; it must be possible to go back to where it begins.</param>
    /// <param name="output">Takes the repaired batch.</param>
    /// <param name="report">
    /// Takes each change, and each value that was left although its form is wrong, in the order of the lines. It is called on the thread that called, as the streams are.
    /// </param>
    /// <param name="cancellationToken">Ends the repair at the next line.</param>
    /// <exception cref="ArgumentException">The input cannot go back to its beginning.</exception>
    /// <exception cref="InvalidDataException">The input is no text, or a line is longer than any batch has.</exception>
    /// <exception cref="IOException">The input cannot be read, or the output not written.</exception>
    /// <exception cref="OperationCanceledException">The repair was ended.</exception>
    public void Repair(Stream input, Stream output, Action<RepairedValue> report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        if (!input.CanSeek)
        {
            throw new ArgumentException("A batch is read twice to be repaired: the stream must be able to go back.", nameof(input));
        }

        var start = input.Position;
        var order = new DateOrderSearch(_specification).Search(new TextFileLines(input), cancellationToken);
        input.Position = start;
        var lines = new TextFileLines(input);
        using var queue = new RepairQueue(() => new LineRepair(_specification, _header, order), MaxDegreeOfParallelism, cancellationToken);
        var isComplete = false;
        while (true)
        {
            while (!isComplete && queue.HasRoom)
            {
                var block = queue.NewBlock();
                isComplete = !TryFill(block, lines);
                queue.Add(block);
            }

            if (queue.IsEmpty)
            {
                break;
            }

            Take(queue, output, report, cancellationToken);
        }

        output.Flush();
    }

    /// <summary>Puts lines into a block; what breaks off the reading waits in it until those before are written.</summary>
    /// <returns>Whether there may be more.</returns>
    private static bool TryFill(RepairBlock block, TextFileLines lines)
    {
        try
        {
            while (!block.IsFull)
            {
                if (!lines.Read())
                {
                    return false;
                }

                if (lines.Number == 1 && FileFormat.Of(lines.Line) is { } format)
                {
                    throw new InvalidDataException($"The input is {format}, of which no repair makes a batch.");
                }

                block.Add(lines);
            }

            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            block.Failure = ExceptionDispatchInfo.Capture(e);
            return false;
        }
    }

    private static void Take(RepairQueue queue, Stream output, Action<RepairedValue> report, CancellationToken cancellationToken)
    {
        var block = queue.Take();
        foreach (var change in block.Changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            report(change.ToValue());
        }

        output.Write(block.Output.WrittenSpan);
        block.Failure?.Throw();
        queue.Return(block);
    }
}
