using System.Buffers;
using System.IO.Pipelines;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Tests;

namespace Utrex.Sdk.Sif.Tests.Api;

/// <summary>What every public type keeps to: null is refused, and the documentation says whether threads may share it.</summary>
public class SurfaceTests
{
    private static readonly PublicSurface Surface = new(typeof(SifWriter).Assembly);
    private static readonly NullArguments Nulls = new(Make);

    public static TheoryData<string> Types() => [.. Surface.Types.Where(type => Nulls.Of(type).Any()).Select(type => type.FullName!)];

    public static TheoryData<string> Classes() => [.. Surface.Classes.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Null_is_refused_where_the_type_rules_it_out(string name)
    {
        foreach (var (member, parameter) in Nulls.Of(Type(name)))
        {
            Nulls.Check(member, parameter);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_says_whether_threads_may_share_it(string name)
    {
        var remarks = Surface.RemarksOn(Type(name));

        (remarks.Contains(PublicSurface.Safe, StringComparison.Ordinal) ^ remarks.Contains(PublicSurface.NotSafe, StringComparison.Ordinal))
            .ShouldBeTrue($"the remarks on {name} have to say '{PublicSurface.Safe}' or '{PublicSurface.NotSafe}'");
    }

    /// <summary>Data that is never changed, and nothing else.</summary>
    [Fact]
    public void What_is_safe_is_data() =>
        Surface.Classes.Where(type => Surface.RemarksOn(type).Contains(PublicSurface.Safe, StringComparison.Ordinal)).ShouldBe(
            [typeof(SifCollectorOptions), typeof(SifLoss), typeof(SifOrigin), typeof(SifProblem), typeof(SifWriterOptions)], ignoreOrder: true);

    /// <summary>Several writers and collectors work with the same options at once.</summary>
    [Fact]
    public void Options_are_shared()
    {
        var (writing, collecting) = (new SifWriterOptions { SourceId = "shared" }, new SifCollectorOptions { SchoolYear = 2026 });
        var batch = SifRun.Sample(seed: 3, students: 20);
        var back = new string[4];

        Parallel.For(0, back.Length, new ParallelOptions { MaxDegreeOfParallelism = back.Length }, thread =>
        {
            using var collector = new SifCollector(collecting);
            collector.Add(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SifRun.ToSif(batch, writing).Xml)), "test.xml").ShouldBeTrue();
            back[thread] = SifRun.Write(collector) + string.Join('\n', collector.Problems);
        });

        back.ShouldAllBe(other => other == back[0]);
        back[0].Length.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-1)]
    public async Task There_is_no_other_layout(int layout)
    {
        using var collector = new SifCollector();

        (await Should.ThrowAsync<ArgumentOutOfRangeException>(() => collector.WriteAsync(PipeWriter.Create(Stream.Null), (RecordLayout)layout))).ParamName.ShouldBe("layout");

        // What it refuses does not use it up.
        (await collector.WriteAsync(PipeWriter.Create(Stream.Null), RecordLayout.Delimited)).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Lines_are_counted_from_one(int number)
    {
        using var writer = new SifWriter(Stream.Null);

        Should.Throw<ArgumentOutOfRangeException>(() => writer.Write(Text.RecordLine.Parse("SC=104"u8, default), SchoolRecord.Info, number)).ParamName.ShouldBe("number");
    }

    [Fact]
    public void A_line_is_not_written_as_another_record()
    {
        using var writer = new SifWriter(Stream.Null);

        Should.Throw<ArgumentException>(() => writer.Write(Text.RecordLine.Parse("S1=104"u8, default), SchoolRecord.Info)).Message.ShouldContain("does not begin with SC=");
        Should.Throw<ArgumentException>(() => writer.Write(Text.RecordLine.Parse("SL=104"u8, default), UtrexSpecification.Current.FindRecord("SL")!));
        Should.Throw<ArgumentException>(() => writer.Write(Text.RecordLine.Parse("SC=104"u8, default), new RecordInfo { Id = "SC", Name = "", TypeName = "", Description = "", Fields = SchoolRecord.Info.Fields, Rules = [] })).ParamName.ShouldBe("record");
        writer.Complete();
    }

    [Fact]
    public void Streams_of_the_other_direction_are_refused()
    {
        using var collector = new SifCollector();
        var closed = new MemoryStream();
        closed.Dispose();

        Should.Throw<ArgumentException>(() => collector.Add(closed, "x.xml")).ParamName.ShouldBe("stream");
        Should.Throw<ArgumentException>(() => new SifWriter(new MemoryStream([], writable: false))).ParamName.ShouldBe("output");
    }

    [Theory]
    [InlineData("a\u0001b", "'a<U+0001>b'")]
    [InlineData("a\nb", "'a<U+000A>b'")]
    [InlineData("\uFFFE", "'<U+FFFE>'")]
    public void A_text_that_XML_cannot_hold_is_refused_before_anything_is_written(string text, string shown)
    {
        var output = new MemoryStream();

        Should.Throw<ArgumentException>(() => new SifWriter(output, new SifWriterOptions { SourceId = text })).Message.ShouldContain(shown);
        Should.Throw<ArgumentException>(() => new SifWriter(output, new SifWriterOptions { SourceId = null! })).ParamName.ShouldBe("options");
        Should.Throw<ArgumentException>(() => new SifWriter(output, new SifWriterOptions { Defaults = null! })).ParamName.ShouldBe("options");
        output.Length.ShouldBe(0);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() =>
        Should.Throw<ArgumentException>(() => new SifWriter(Stream.Null, new SifWriterOptions { SourceId = "a" + (char)0xD800 })).Message.ShouldContain("'a<U+D800>'");

    /// <summary>What an agent sends does not come out as it is in what is said of it.</summary>
    [Fact]
    public void A_problem_shows_foreign_texts_shortened_and_printable()
    {
        using var collector = new SifCollector();
        var id = "\u202E" + new string('x', 5000);
        collector.Add(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SifRun.Message($"<StudentSchoolEnrollment RefId='{id}'/><SIF_Error><SIF_Desc>\u200Bno</SIF_Desc></SIF_Error><a RefId='1'><{new string('b', 5000)}/></a>"))), "a\u202Eb.xml");
        SifRun.Write(collector);

        var problems = collector.Problems.Select(problem => problem.ToString()).ToList();
        problems.ShouldNotBeEmpty();
        problems.ShouldAllBe(problem => problem.Length < 1000 && !problem.Contains('\u202E') && !problem.Contains('\u200B'));
        problems.ShouldContain(problem => problem.Contains("StudentSchoolEnrollment <U+202E>xxx", StringComparison.Ordinal));
        problems.ShouldContain(problem => problem.Contains("Desc <U+200B>no", StringComparison.Ordinal));
        problems.ShouldAllBe(problem => problem.StartsWith("a<U+202E>b.xml", StringComparison.Ordinal));
    }

    private static Type Type(string name) => typeof(SifWriter).Assembly.GetType(name, throwOnError: true)!;

    private static object Make(Type type) => type switch
    {
        { IsGenericParameter: true } => typeof(StudentRecord),
        _ when type == typeof(string) => "x",
        _ when type == typeof(Stream) => new MemoryStream(),
        _ when type == typeof(PipeWriter) => PipeWriter.Create(Stream.Null),
        _ when type == typeof(BatchWriter) => new BatchWriter(new ArrayBufferWriter<byte>(), RecordLayout.Delimited),
        _ when type == typeof(RecordInfo) => SchoolRecord.Info,
        _ when type == typeof(SifCollector) => new SifCollector(),
        _ when type == typeof(SifWriter) => new SifWriter(new MemoryStream()),
        _ => throw new InvalidOperationException($"{type} is new: say what it is to be made of."),
    };
}
