using System.Text;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Y2026;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Repair;

/// <summary>Several threads change neither what is repaired nor what is said of it, and end together.</summary>
public class ParallelRepairTests
{
    private static readonly byte[] Spoiled = Spoil();

    [Fact]
    public void A_batch_is_repaired_in_the_same_way_however_many_threads_work()
    {
        var alone = Repair(Spoiled, threads: 1, out var changes);

        alone.Length.ShouldBeGreaterThan(1 << 19, "every thread must have something to do");
        changes.Count.ShouldBeGreaterThan(50_000);
        changes.Select(change => change.Kind).Distinct().Count().ShouldBeGreaterThan(5);
        foreach (var threads in new[] { 2, 3, 9 })
        {
            Repair(Spoiled, threads, out var others).AsSpan().SequenceEqual(alone).ShouldBeTrue();
            others.ShouldBe(changes);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changes_are_reported_on_the_thread_that_called(int threads)
    {
        var caller = Environment.CurrentManagedThreadId;
        var others = 0;
        using var input = new MemoryStream(Spoiled);

        new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = threads }.Repair(input, Stream.Null, _ => others += Environment.CurrentManagedThreadId == caller ? 0 : 1);

        others.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_repair_that_is_ended_says_nothing_more(int threads)
    {
        using var end = new CancellationTokenSource();
        using var input = new MemoryStream(Spoiled);
        var changes = 0;
        var repair = new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = threads };

        Should.Throw<OperationCanceledException>(() => repair.Repair(input, Stream.Null, _ => EndAt(++changes), end.Token)).CancellationToken.ShouldBe(end.Token);

        changes.ShouldBe(1_000);
        input.Position = 0;
        Should.Throw<OperationCanceledException>(() => repair.Repair(input, Stream.Null, _ => changes++, end.Token));
        changes.ShouldBe(1_000);

        void EndAt(int change)
        {
            if (change == 1_000)
            {
                end.Cancel();
            }
        }
    }

    /// <summary>What stands before the place where the file cannot be read is repaired and said.</summary>
    [Fact]
    public void A_file_that_cannot_be_read_to_its_end_breaks_off_at_the_same_place()
    {
        var end = Spoiled.Length / 2;
        var (output, changes) = Broken(threads: 1);

        changes.Count.ShouldBeGreaterThan(10_000);
        foreach (var threads in new[] { 2, 3 })
        {
            var (otherOutput, otherChanges) = Broken(threads);
            otherOutput.AsSpan().SequenceEqual(output).ShouldBeTrue();
            otherChanges.ShouldBe(changes);
        }

        (byte[] Output, List<RepairedValue> Changes) Broken(int threads)
        {
            // The first reading, which looks for the order of days and months, comes to the end.
            using var input = new FailingStream(Spoiled, failsAt: end, readings: 2);
            using var written = new MemoryStream();
            var said = new List<RepairedValue>();
            Should.Throw<IOException>(() => new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = threads }.Repair(input, written, said.Add)).Message.ShouldBe("cannot be read");
            return (written.ToArray(), said);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_failure_of_the_output_or_of_the_report_reaches_the_caller(int threads)
    {
        using var input = new MemoryStream(Spoiled);
        using var full = new MemoryStream(new byte[1 << 18], writable: true);
        var repair = new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = threads };

        Should.Throw<NotSupportedException>(() => repair.Repair(input, full, _ => { }));
        input.Position = 0;
        Should.Throw<InvalidOperationException>(() => repair.Repair(input, Stream.Null, _ => throw new InvalidOperationException("failing"))).Message.ShouldBe("failing");
        input.Position = 0;
        Repair(Spoiled, threads, out var changes);
        changes.ShouldNotBeEmpty("what was broken off leaves nothing behind");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_line_that_no_batch_has_is_refused_before_anything_is_written(int threads)
    {
        var input = new MemoryStream([.. "S4=,1\n"u8, .. Enumerable.Repeat((byte)'x', (1 << 24) + (1 << 19))]);
        var output = new MemoryStream();

        Should.Throw<InvalidDataException>(() => new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = threads }.Repair(input, output, _ => { })).Message.ShouldStartWith("Line 2 is longer");

        output.Length.ShouldBe(0);
    }

    [Fact]
    public void A_degree_of_parallelism_is_positive() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = 0 });

    [Theory]
    [InlineData("AM=\t3000001\t0701001\t01\t\u0661/\u0662/\u0662\u0660\u0662\u0665")]
    [InlineData("AC=\t0701001\t01\t\t\t300117\t\tHomeroom\t2.2E+\u0661\u0660")]
    public void Digits_of_other_scripts_are_left(string line) =>
        Encoding.UTF8.GetString(Repair(Encoding.UTF8.GetBytes(line), threads: 1, out _)).ShouldBe(line);

    private static byte[] Repair(byte[] batch, int threads, out List<RepairedValue> changes)
    {
        using var input = new MemoryStream(batch);
        using var output = new MemoryStream();
        var found = changes = [];
        new BatchRepair(UtrexSpecification.Current) { MaxDegreeOfParallelism = threads }.Repair(input, output, found.Add);
        return output.ToArray();
    }

    /// <summary>Many lines, each of them spoiled in one way or another.</summary>
    private static byte[] Spoil()
    {
        var lines = File.ReadAllLines(Repository.PathOf("samples", "clean.utrex"));
        var random = new Random(3);
        var text = new StringBuilder();
        for (var times = 0; times < 30; times++)
        {
            foreach (var line in lines)
            {
                var values = line.Split('\t').Select(value => (random.Next(12), value) switch
                {
                    (0 or 1 or 2, ['0', ..]) => value.TrimStart('0') + (value.All(letter => letter == '0') ? "0" : ""),
                    (3 or 4, { Length: 8 }) when DateOnly.TryParseExact(value, "yyyyMMdd", out var day) => day.ToString("M/d/yyyy", System.Globalization.CultureInfo.InvariantCulture),
                    (5, { Length: > 0 }) => "\u00A0" + value,
                    (6, { Length: 1 or 2 }) => value.ToLowerInvariant(),
                    (7, { Length: > 0 }) => value + " ",
                    _ => value,
                }).ToArray();
                values[0] = line[..3];
                text.Append(random.Next(5) switch
                {
                    0 => string.Join(',', values),
                    1 => string.Join('\t', values.Select((value, number) => number == 0 ? value : $"\"{value}\"")),
                    2 => string.Join('|', values).ToLowerInvariant()[..3] + string.Join('|', values)[3..],
                    3 => "LEA NUMBER\tSCHOOL_NUMBER\tStudent Number\tLAST NAME",
                    _ => string.Join('\t', values),
                }).Append(random.Next(30) == 0 ? "\r\n" : "\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Bytes that cannot be read from some place on, in the last of several readings.</summary>
    private sealed class FailingStream(byte[] bytes, int failsAt, int readings) : MemoryStream(bytes)
    {
        private int _readings;

        public override int Read(Span<byte> buffer)
        {
            var copy = new byte[buffer.Length];
            var read = Read(copy, 0, copy.Length);
            copy.AsSpan(0, read).CopyTo(buffer);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            _readings += Position == 0 && count > 4 ? 1 : 0;
            if (_readings < readings)
            {
                return base.Read(buffer, offset, count);
            }

            return Position >= failsAt ? throw new IOException("cannot be read") : base.Read(buffer, offset, (int)Math.Min(count, failsAt - Position));
        }
    }
}
