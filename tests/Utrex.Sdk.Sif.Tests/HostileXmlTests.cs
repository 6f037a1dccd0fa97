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
    [InlineData("<DisciplineIncident RefId='3'><OffenderList>", "<Offender><SIF_RefId>8015550001</SIF_RefId></Offender>", 1_000_000, "One object holds more than 16 MB")]
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

    /// <summary>Every record of a student looks among them for the one that it wants.</summary>
    [Fact]
    public void More_addresses_than_anybody_has_are_left_out_and_counted()
    {
        static string Phones(int first, int count) => "<PhoneNumberList>" + string.Concat(Enumerable.Range(first, count).Select(i => $"<PhoneNumber Type='{i}'><Number>801{i:0000000}</Number></PhoneNumber>")) + "</PhoneNumberList>";
        var student = "<StudentPersonal RefId='3'><LocalId>7</LocalId>" + Phones(1, 150) + "</StudentPersonal>";
        var change = "<SIF_EventObject ObjectName='StudentPersonal' Action='Change'><StudentPersonal RefId='3'>" + Phones(1000, 80) + "</StudentPersonal></SIF_EventObject>";

        SifRun.Collect(Sound + student, out var collector);
        collector.LeftOut["StudentPersonal/PhoneNumber beyond the first 100"].ShouldBe(50);

        SifRun.Collect(Sound + student + change, out collector);
        collector.LeftOut["StudentPersonal/PhoneNumber beyond the first 100"].ShouldBe(130);
    }

    /// <summary>What an XmlReader says of broken XML depends on how much of it is there.</summary>
    [Fact]
    public void Broken_XML_is_described_the_same_however_its_bytes_come()
    {
        var xml = Encoding.UTF8.GetBytes(Sound + "<StudentPersonal RefId='3'><LocalId><!DOCTYPE a></LocalId></StudentPersonal>");
        for (var step = 1; step < xml.Length; step++)
        {
            using var collector = new SifCollector();
            using var stream = new Fuzzing.SteppedStream(xml, step);

            collector.Add(stream, "bad.xml").ShouldBeFalse();

            collector.Problems.ShouldHaveSingleItem().Detail.ShouldBe("Unexpected DTD declaration.");
        }
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

        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Rule.Id, problem.Line, problem.Detail).ShouldBe(("FILE.017", 3, "StudentPersonal has no RefId"));
    }

    [Fact]
    public void The_temporary_file_is_gone_afterwards()
    {
        var name = OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";
        var folder = Directory.CreateTempSubdirectory("utrex-sif-tests");
        var before = Environment.GetEnvironmentVariable(name);
        using var watcher = new FileSystemWatcher(folder.FullName) { EnableRaisingEvents = true };
        using var wasThere = new ManualResetEventSlim();
        watcher.Created += (_, _) => wasThere.Set();
        try
        {
            Environment.SetEnvironmentVariable(name, folder.FullName);
            using (var collector = new SifCollector())
            {
                collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(Sound)), "a.xml");
                SifRun.Write(collector);
                wasThere.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue("objects wait in a file of this folder");
                folder.EnumerateFiles().Count().ShouldBe(OperatingSystem.IsWindows() ? 1 : 0, "elsewhere it has no name from the beginning");
            }

            folder.EnumerateFiles().ShouldBeEmpty();
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Many_comments_in_a_row_are_not_one()
    {
        using var collector = new SifCollector();
        using var stream = new RepeatingStream("<x>", "<!-- a comment of an agent that says much and means little, number {0} --><?agent too?>", 300_000);

        collector.Add(stream, "long.xml").ShouldBeFalse("it has no end");

        collector.Problems.ShouldHaveSingleItem().Detail.ShouldNotContain("MB");
        stream.Repeated.ShouldBe(300_000);
    }

    /// <summary>Each of these would take a step for every pair of them if they were looked for one by one. A GUID is not read without a trace, so that the steps can be counted.</summary>
    [Theory]
    [InlineData("<StudentAcademicRecord RefId='8' SIF_RefId='3'><SchoolAttendanceHistory>{0}</SchoolAttendanceHistory><CourseHistory>{1}</CourseHistory></StudentAcademicRecord>", "<SchoolAttended RefId='{0}'/>", "<Term><TermInfoData SchoolAttendedRefId='{0}'/><Courses><Course><SchoolCourseInfoData><CourseTitle>Art</CourseTitle></SchoolCourseInfoData></Course></Courses></Term>", "TC")]
    [InlineData("<DisciplineIncident RefId='9'><AgencyReporting>22</AgencyReporting><OffenderList>{0}</OffenderList><SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><DisciplineIncidentExtensions><StudentParticipantList>{1}</StudentParticipantList></DisciplineIncidentExtensions></SIF_ExtendedElement></SIF_ExtendedElements></DisciplineIncident>", "<Offender><SIF_RefId>{0}</SIF_RefId></Offender>", "<StudentParticipant><StudentPersonalRefId>{0}</StudentPersonalRefId></StudentParticipant>", "I2")]
    public void Work_within_an_object_grows_with_its_size(string item, string part, string other, string record)
    {
        const int Count = 4000;
        var ids = Enumerable.Range(1, Count).Select(i => $"00000000-0000-0000-0000-{i:000000000000}").ToList();
        var enrollment = "<StudentPersonal RefId='3'><LocalId>7</LocalId></StudentPersonal><StudentSchoolEnrollment RefId='4' StudentPersonalRefId='3' SchoolInfoRefId='22'/>";
        var students = record == "I2" ? string.Concat(ids.Select(id => $"<StudentPersonal RefId='{id}'><LocalId>{id}</LocalId></StudentPersonal>")) : "";
        var xml = Sound + enrollment + students + item.Replace("{0}", All(part, ids), StringComparison.Ordinal).Replace("{1}", All(other, ids.AsEnumerable().Reverse()), StringComparison.Ordinal);
        using var collector = new SifCollector();
        collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "a.xml");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var batch = SifRun.Write(collector);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Count * 20_000L, "a step for each pair would allocate many times as much");
        SifRun.Records(batch).Count(line => line.Record.Id == record).ShouldBe(Count);
        collector.Reads.ShouldBeLessThan((Count * 3) + 50);

        static string All(string part, IEnumerable<string> ids) => string.Concat(ids.Select(id => part.Replace("{0}", id, StringComparison.Ordinal)));
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
