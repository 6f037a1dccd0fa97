using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Utrex.Cli.Tests;

/// <summary>Batches in gzip and zip, which may come from anywhere.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly string Mistakes = File.ReadAllText(Utrex.Tests.Repository.PathOf("samples", "mistakes.utrex"));
    private static readonly string Clean = File.ReadAllText(Utrex.Tests.Repository.PathOf("samples", "clean.utrex"));

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    public async Task A_file_in_gzip_is_what_is_in_it(string format)
    {
        var plain = await CommandRun.Of("validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--format", format);

        var run = await CommandRun.Of("validate", Gzip("october.utrex.gz", Mistakes), "--today", "2025-10-01", "--format", format);

        run.ExitCode.ShouldBe(1);
        run.Output.Replace(_folder.File("october.utrex.gz"), "samples/mistakes.utrex", StringComparison.Ordinal)
            .Replace("file://samples", "samples", StringComparison.Ordinal).ShouldBe(plain.Output);
    }

    [Fact]
    public async Task Each_entry_is_a_batch_and_has_a_name_of_its_own()
    {
        var file = Zip(("north/october.utrex", Mistakes), ("south\\october.utrex", Clean), ("__MACOSX/north/._october.utrex", "x"), ("north/.DS_Store", "x"), ("empty/", ""));

        var run = await CommandRun.Of("validate", file, "--today", "2025-10-01", "--format", "jsonl");

        var files = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('"')[3]).Distinct();
        files.ShouldBe([$"{file}/north/october.utrex"]);
        run.Error.ShouldContain("records read: 1840, lines refused: 2");
    }

    [Fact]
    public async Task SIF_files_in_an_archive_are_one_batch()
    {
        var xml = (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--output", "-")).Output;

        var run = await CommandRun.Of("validate", Zip(("october.xml", xml)), "--today", "2025-10-01");

        (run.ExitCode, run.Output).ShouldBe((0, ""), run.Error);
    }

    /// <summary>An agent's packets come as the files of an archive, in any order; what is in them is what the plain files would be.</summary>
    [Fact]
    public async Task Packed_SIF_files_are_collected_as_plain_ones()
    {
        var messages = (await CommandRun.Of("convert", Gzip("clean.utrex.gz", Clean), "--to", "sif", "--packet-size", "50", "--output", "-")).Output.Split("<SIF_Message ")[1..];
        var files = messages.Select((message, i) => ($"packets/{i:000}.xml", "<SIF_Message " + message.Replace("</Messages>", "", StringComparison.Ordinal))).ToArray();
        files.Length.ShouldBeGreaterThan(14);

        var plain = await CommandRun.Of(["collect", .. files.Select(file => _folder.Write(Path.GetFileName(file.Item1), file.Item2)), "--output", "-"]);
        var zipped = await CommandRun.Of("collect", Zip(files), "--output", "-");
        var mixed = await CommandRun.Of(["collect", .. files.Select((file, i) => i % 2 == 0 ? Gzip($"{i}.gz", file.Item2) : _folder.File(Path.GetFileName(file.Item1))), "--output", "-"]);

        plain.ExitCode.ShouldBe(0, plain.Error);
        plain.Output.Length.ShouldBeGreaterThan(Clean.Length / 2);
        zipped.Output.ShouldBe(plain.Output);
        mixed.Output.ShouldBe(plain.Output);
    }

    [Fact]
    public async Task A_packet_that_is_missing_is_named_by_its_entry()
    {
        var response = (string number, string more) => $"<SIF_Message><SIF_Response><SIF_RequestMsgId>7</SIF_RequestMsgId><SIF_PacketNumber>{number}</SIF_PacketNumber><SIF_MorePackets>{more}</SIF_MorePackets><SIF_ObjectData><LEAInfo RefId='1'><StateProvinceId>01</StateProvinceId></LEAInfo><SchoolInfo RefId='2'><StateProvinceId>104</StateProvinceId><LEAInfoRefId>1</LEAInfoRefId></SchoolInfo></SIF_ObjectData></SIF_Response></SIF_Message>";
        var file = Zip(("1.xml", response("1", "Yes")), ("3.xml", response("3", "No")));

        var run = await CommandRun.Of("collect", file, "--school-year", "2026", "--output", _folder.File("out.utrex"));

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain($"{file}/3.xml");
        run.Error.ShouldContain("packet 2 of the response to 7 is missing before packet 3; nothing was written.");
        File.Exists(_folder.File("out.utrex")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_SIF_file_that_is_damaged_in_its_archive_makes_no_batch()
    {
        var file = Gzip("sent.xml.gz", (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--output", "-")).Output);
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);

        (await CommandRun.Of("collect", file, "--output", _folder.File("out.utrex"))).ShouldFailWith("is a damaged archive");
        File.Exists(_folder.File("out.utrex")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_command_that_takes_one_batch_takes_a_packed_one()
    {
        var one = await CommandRun.Of("summary", Zip(("october.utrex", Clean)), "--format", "json");

        one.Output.ShouldBe((await CommandRun.Of("summary", "samples/clean.utrex", "--format", "json")).Output);
        (await CommandRun.Of("summary", Zip(("a.utrex", Clean), ("b.utrex", Clean)))).ShouldFailWith("holds 2 files, and the command takes one batch");
    }

    [Fact]
    public async Task Much_from_little_is_refused()
    {
        var zeros = new string('0', 1 << 20);
        using (var file = File.Create(_folder.File("bomb.gz")))
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
        {
            for (var i = 0; i < 80; i++)
            {
                gzip.Write(Encoding.ASCII.GetBytes(zeros));
            }
        }

        (await CommandRun.Of("validate", _folder.File("bomb.gz"))).ShouldFailWith("unpacks to more than 200 times its length");
    }

    [Fact]
    public async Task Too_many_entries_are_refused_whatever_number_the_archive_states()
    {
        var file = Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.utrex", ""))]);
        (await CommandRun.Of("validate", file)).ShouldFailWith("holds more than 1000 entries");

        var bytes = await File.ReadAllBytesAsync(file);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 14), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 12), 3);
        await File.WriteAllBytesAsync(file, bytes);
        (await CommandRun.Of("validate", file)).ShouldFailWith("holds more than 1000 entries");
    }

    [Fact]
    public async Task Names_that_nobody_could_tell_apart_or_read_are_refused()
    {
        (await CommandRun.Of("validate", Zip(("a.utrex", Clean), ("a.utrex", Mistakes)))).ShouldFailWith("holds two entries of the name 'a.utrex'");
        (await CommandRun.Of("validate", Zip((new string('a', 300), Clean)))).ShouldFailWith("an entry whose name has 300 characters");
        (await CommandRun.Of("validate", Zip(("\u202Egnp.xertu", Mistakes)), "--today", "2025-10-01")).Output.ShouldContain("/<U+202E>gnp.xertu");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public async Task An_archive_that_was_not_copied_whole_says_so(double part)
    {
        foreach (var file in new[] { Zip(("a.utrex", Mistakes)), Gzip("a.gz", Mistakes) })
        {
            var bytes = await File.ReadAllBytesAsync(file);
            await File.WriteAllBytesAsync(file, bytes[..(int)(bytes.Length * part)]);

            (await CommandRun.Of("validate", file, "--format", "jsonl", "--output", _folder.File("out"))).ShouldFailWith("is a damaged archive");
        }
    }

    [Fact]
    public async Task An_archive_of_nothing_says_so() => (await CommandRun.Of("validate", Zip(("__MACOSX/x", "")))).ShouldFailWith("holds no file");

    public void Dispose() => _folder.Dispose();

    private string Gzip(string name, string text)
    {
        using var gzip = new GZipStream(File.Create(_folder.File(name)), CompressionLevel.Optimal);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return _folder.File(name);
    }

    private string Zip(params (string Name, string Text)[] entries)
    {
        using var zip = new ZipArchive(File.Create(_folder.File("a.zip")), ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return _folder.File("a.zip");
    }
}
