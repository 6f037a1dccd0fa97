using System.Text;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Utrex.Sdk.Sif.Tests;

/// <summary>XML that is broken, or means harm: a finding with its place, never an exception, a silent loss or a full memory.</summary>
public sealed class HostileXmlTests
{
    private const string Sound = "<LEAInfo RefId='11111111111111111111111111111111'><StateProvinceId>01</StateProvinceId></LEAInfo>\n<SchoolInfo RefId='22'><StateProvinceId>104</StateProvinceId></SchoolInfo>\n";

    public static TheoryData<string, string, int, string> Broken() => new()
    {
        { "document type", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", 1, "DTD" },
        { "external entity", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><LEAInfo RefId='1'><LEAName>&b;</LEAName></LEAInfo>", 1, "DTD" },
        { "cut off", Sound + "<StudentPersonal RefId='3'><LocalId>7", 3, "StudentPersonal" },
        { "wrong end", Sound + "<StudentPersonal RefId='3'></StudentSchoolEnrollment>", 3, "StudentSchoolEnrollment" },
        { "unknown entity", Sound + "<StudentPersonal RefId='3'><LocalId>&nbsp;</LocalId></StudentPersonal>", 3, "nbsp" },
        { "control character", Sound + "<StudentPersonal RefId='3'><LocalId>\u0001</LocalId></StudentPersonal>", 3, "0x01" },
        { "character reference", Sound + "<StudentPersonal RefId='3'><LocalId>&#0;</LocalId></StudentPersonal>", 3, "" },
        { "deep", Sound + string.Concat(Enumerable.Repeat("<a>", 5000)), 3, "128 deep" },
        { "deep within an object", Sound + "<StudentPersonal RefId='3'>" + string.Concat(Enumerable.Repeat("<a>", 5000)), 3, "128 deep" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_not_XML_is_a_finding_with_its_place(string what, string xml, int line, string detail)
    {
        using var collector = new SifCollector();

        collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "bad.xml").ShouldBeFalse(what);

        var problem = collector.Problems.ShouldHaveSingleItem();
        problem.IsFatal.ShouldBeTrue();
        (problem.File, problem.Line, problem.Rule.Id).ShouldBe(("bad.xml", line, "FILE.011"));
        problem.Position.ShouldBeGreaterThan(0);
        problem.Detail.ShouldContain(detail);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_a_finding()
    {
        using var collector = new SifCollector();

        collector.Add(new MemoryStream([.. "<LEAInfo RefId='1'><LEAName>"u8, 0xC3, 0x28, .. "</LEAName></LEAInfo>"u8]), "bad.xml").ShouldBeFalse();

        collector.Problems.ShouldHaveSingleItem().Rule.Id.ShouldBe("FILE.011");
    }

    [Theory]
    [InlineData("<StudentPersonal RefId='3'><LocalId>{0}</LocalId></StudentPersonal>", 100_000, "FILE.012")]
    [InlineData("<StudentPersonal RefId='3'><LocalId>{0}</LocalId></StudentPersonal>", 5_000_000, "FILE.012")]
    [InlineData("<StudentPersonal RefId='3'><LocalId>{0}</LocalId></StudentPersonal>", 60_000_000, "FILE.011")]
    [InlineData("<StudentPersonal RefId='{0}'/>", 60_000_000, "FILE.011")]
    [InlineData("<{0}/>", 60_000_000, "FILE.011")]
    [InlineData("<!--{0}-->", 60_000_000, "FILE.011")]
    public void A_value_without_end_is_not_taken(string xml, int length, string rule)
    {
        using var collector = new SifCollector();
        var parts = (Sound + xml).Split("{0}");
        using var stream = new LongStream(parts[0], length, parts[1]);

        var before = GC.GetTotalAllocatedBytes();
        collector.Add(stream, "bad.xml").ShouldBe(rule == "FILE.012");

        collector.Problems[0].Rule.Id.ShouldBe(rule);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(400_000_000);
    }

    /// <summary>Each of these would fill the memory if all of it were kept.</summary>
    [Theory]
    [InlineData("<StudentPersonal RefId='3'><PhoneNumberList>", "<PhoneNumber Type='0350'><Number>8015550001</Number></PhoneNumber>", 1_000_000, "One object holds more than 16 MB")]
    [InlineData("<StudentAcademicRecord RefId='3'><CourseHistory><Term><Courses>", "<Course/>", 4_000_000, "One object holds more than 16 MB")]
    [InlineData("<Export>", "<a{0}/>", 1_000_000, "names of elements and attributes")]
    [InlineData("<Export>", "<a a{0}=''/>", 1_000_000, "names of elements and attributes")]
    [InlineData("<Export>", "<a xmlns='a{0}'/>", 1_000_000, "names of elements and attributes")]
    public void Parts_and_names_without_end_are_not_kept(string start, string part, int count, string detail)
    {
        using var collector = new SifCollector();
        using var stream = new RepeatingStream(Sound + start, part, count);

        collector.Add(stream, "bad.xml").ShouldBeFalse();

        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Rule.Id).ShouldBe((3, "FILE.011"));
        problem.Detail.ShouldContain(detail);
        stream.Repeated.ShouldBeLessThan(count / 2, "reading ends at the cap");
    }

    [Fact]
    public void Line_breaks_in_a_value_become_blanks_and_are_reported()
    {
        var batch = SifRun.Collect("<LEAInfo RefId='1'><StateProvinceId>01</StateProvinceId></LEAInfo><SchoolInfo RefId='2'><StateProvinceId>104</StateProvinceId></SchoolInfo>\n"
            + "<DisciplineIncident RefId='9'><AgencyReporting>2</AgencyReporting><IncidentNumber>5</IncidentNumber><IncidentDescription>He fell\r\nand\tcried &#10; twice</IncidentDescription></DisciplineIncident>", out var collector);

        SifRun.Value(batch, "I1", "INCIDENT DESCRIPTION").ShouldBe("He fell and cried   twice");
        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Rule.Id).ShouldBe((2, "FILE.014w"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<SIF_Message/>")]
    [InlineData("<LEAInfo RefId='1'/>")]
    [InlineData("DI=\t01")]
    public void Nothing_to_collect_is_said(string xml)
    {
        SifRun.Collect(xml, out var collector).ShouldBeEmpty();

        collector.Problems.ShouldHaveSingleItem().Rule.Id.ShouldBe("FILE.015");
    }

    [Fact]
    public void An_object_without_an_identifier_is_reported()
    {
        SifRun.Collect(Sound + "<StudentPersonal><LocalId>1</LocalId></StudentPersonal>", out var collector);

        collector.Problems.ShouldHaveSingleItem().Detail.ShouldBe("StudentPersonal without RefId needs a RefId of its own");
    }

    [Fact]
    public void The_temporary_file_is_gone_afterwards()
    {
        var folder = Directory.CreateTempSubdirectory("utrex-sif-tests");
        var before = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", folder.FullName);
        using (var collector = new SifCollector())
        {
            collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(Sound)), "a.xml");
            SifRun.Write(collector);
        }

        Environment.SetEnvironmentVariable("TMPDIR", before);
        folder.EnumerateFiles().ShouldBeEmpty();
        folder.Delete();
    }

    /// <summary>A text that goes on with numbered parts.</summary>
    private sealed class RepeatingStream(string head, string part, int times) : Stream
    {
        private ReadOnlyMemory<byte> _rest = Encoding.UTF8.GetBytes(head);

        public int Repeated { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_rest.IsEmpty && Repeated < times)
            {
                _rest = Encoding.UTF8.GetBytes(part.Replace("{0}", (++Repeated).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
            }

            var read = Math.Min(count, _rest.Length);
            _rest[..read].CopyTo(buffer.AsMemory(offset));
            _rest = _rest[read..];
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>A text with very many letters in its middle, which are never in memory together.</summary>
    private sealed class LongStream(string head, int length, string tail) : Stream
    {
        private readonly byte[] _head = Encoding.UTF8.GetBytes(head);
        private readonly byte[] _tail = Encoding.UTF8.GetBytes(tail);
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = 0;
            for (; read < count && _position < _head.Length + length + _tail.Length; read++, _position++)
            {
                buffer[offset + read] = _position < _head.Length ? _head[_position] : _position < _head.Length + length ? (byte)'a' : _tail[_position - _head.Length - length];
            }

            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
