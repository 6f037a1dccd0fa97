using System.Text.Json.Nodes;

namespace Utrex.Cli.Tests.SpecificationDiffs;

/// <summary><c>utrex spec diff</c>: what it writes, and what it refuses in one line.</summary>
public class SpecDiffCommandTests
{
    [Theory]
    [InlineData("2025-26")]
    [InlineData("2026")]
    public async Task A_year_is_the_same_as_its_folder(string year)
    {
        var run = await CommandRun.Of("spec", "diff", year, "spec-schema/utah/2025-26");

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldBe("What changes from 2025-26 to 2025-26\nNothing has changed that a file shows.\n");
    }

    [Fact]
    public async Task The_JSON_is_exactly_this()
    {
        using var copy = NextYear();

        var run = await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path, "--format", "json");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBe("""
            {
              "old": "2030-31",
              "new": "2031-32",
              "changes": [
                {
                  "kind": "field",
                  "change": "changed",
                  "id": "BK.SHELF",
                  "property": "maxLength",
                  "old": 8,
                  "new": 12
                },
                {
                  "kind": "code",
                  "change": "added",
                  "id": "BookState.L",
                  "property": null,
                  "old": null,
                  "new": {
                    "meaning": "Lost <b>& gone</b> | for ever"
                  }
                },
                {
                  "kind": "code",
                  "change": "changed",
                  "id": "BookState.N",
                  "property": "retired",
                  "old": null,
                  "new": {
                    "since": "2031",
                    "replacement": "L"
                  }
                },
                {
                  "kind": "rule",
                  "change": "removed",
                  "id": "LN.001",
                  "property": null,
                  "old": {
                    "check": {
                      "type": "date"
                    },
                    "field": "FROM",
                    "kind": "field",
                    "level": "error"
                  },
                  "new": null
                },
                {
                  "kind": "rule",
                  "change": "changed",
                  "id": "LN.005",
                  "property": "text",
                  "old": "An open loan is young.",
                  "new": "An open loan is not old."
                }
              ]
            }

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_page_has_the_sections_of_a_vendor()
    {
        using var copy = NextYear();

        var run = await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path, "--format", "md");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBe("""
            # What changes from 2030-31 to 2031-32

            Added: 1, removed: 1, changed: 3.

            ## What to add to the export

            | what | id | in words |
            |---|---|---|
            | code | BookState.L | Lost \<b\>& gone\</b\> \| for ever. |

            ## What no longer may be sent

            | what | id | in words |
            |---|---|---|
            | code | BookState.N | New. Since 2030. Not taken since 2031. Send L. |

            ## What changed

            | id | property | before | now |
            |---|---|---|---|
            | BK.SHELF | greatest length | 8 | 12 |

            ## Rules that are new

            Nothing.

            ## Rules that are gone

            | rule | level | what it demands |
            |---|---|---|
            | LN.001 | error | FROM must be a date as YYYYMMDD. |

            ## Rules that changed

            | id | property | before | now |
            |---|---|---|---|
            | LN.005 | text | An open loan is young. | An open loan is not old. |

            ## What is uncertain

            The specification of 2030-31 is not the state's own text: it was made of that of 2031-32 and the history of revisions in it (entries used: 2). What that history leaves out, it cannot show.

            - What a fine was.

            The specification of 2031-32 is not the state's own text: it was made of that of 2030-31 and the history of revisions in it (entries used: 1). What that history leaves out, it cannot show.

            - Whether \<shelves\> are counted.
            - Which day: nobody says.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Html_is_one_page_with_everything_encoded()
    {
        using var copy = NextYear();
        using var folder = new TemporaryFolder();

        var run = await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path, "--format", "html", "--output", folder.File("changes.html"));

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBeEmpty();
        var page = await File.ReadAllTextAsync(folder.File("changes.html"));
        page.ShouldContain("<td>Lost &lt;b&gt;&amp; gone&lt;/b&gt; | for ever.</td>");
        page.ShouldContain("<li>Whether &lt;shelves&gt; are counted.</li>");
        page.ShouldContain("default-src 'none'");
        page.ShouldNotContain("<b>");
        page.ShouldNotContain("<shelves>");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<link");
        page.ShouldEndWith("</html>\n");
    }

    [Fact]
    public async Task The_table_leaves_out_what_is_empty_or_worded_otherwise_and_says_so()
    {
        using var copy = NextYear();

        var output = (await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path)).Output;

        output.ShouldContain("In words only: 1");
        output.ShouldNotContain("LN.005");
        output.ShouldNotContain("Rules that are new");
        output.Split('\n').Where(line => line.Length > 0 && line[0] != ' ').Skip(2).ShouldBe(["What to add to the export", "What no longer may be sent", "What changed", "Rules that are gone", "What is uncertain"]);
        output.Split('\n').ShouldAllBe(line => line.Length <= 120 && line.TrimEnd() == line);
    }

    /// <summary>What is new is said so that nobody has to look it up.</summary>
    [Fact]
    public async Task What_is_new_is_said_in_full()
    {
        using var copy = SpecificationCopy.OfLibrary()
            .Change("records/BK.json", record =>
            {
                record["fields"]!.AsArray().Add(JsonNode.Parse("""{ "name": "STARS", "property": "Stars", "title": "Stars", "type": "decimal", "digits": 1, "decimals": 2, "required": "conditional", "requiredWhen": "It is read.", "description": "How good it is.", "since": "2032" }"""));
                record["fields"]!.AsArray().Add(JsonNode.Parse("""{ "name": "LOST ON", "property": "LostOn", "title": "Lost On", "type": "isoDate", "required": "optional", "description": "The day." }"""));
            })
            .Change("rules/BK.json", rules =>
            {
                rules["rules"]!.AsArray().Add(JsonNode.Parse("""{ "number": "X20", "field": "STARS", "level": "error", "kind": "field", "check": { "type": "range", "min": 0, "exclusiveMin": true, "max": 5 } }"""));
                rules["rules"]!.AsArray().Add(JsonNode.Parse("""{ "number": "X21", "field": "LOST ON", "level": "warning", "kind": "field", "check": { "type": "date" }, "until": "2032-01-31" }"""));
                rules["rules"]!.AsArray().Add(JsonNode.Parse("""{ "number": "X22", "field": "SHELF", "level": "warning", "kind": "field", "check": { "type": "characters", "set": "noSpaces" }, "text": "[ColumnName] of a [TableName] has [CharacterSet] and [Nonsense]." }"""));
                rules["rules"]!.AsArray().Add(JsonNode.Parse("""{ "number": "X23", "field": "SHELF", "level": "warning", "kind": "field", "check": { "type": "maxLength" }, "inactive": { "reason": "withdrawn", "why": "Shelves grow." } }"""));
            });

        var output = (await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path, "--format", "md")).Output;

        output.ShouldContain("| field | BK.STARS | Stars. decimal, digits before the point: 1, after it: 2, required in some cases (It is read). How good it is. Since 2032. |\n");
        output.ShouldContain("| field | BK.LOST ON | Lost On. iso date, optional. The day. |\n");
        output.ShouldContain("| BK.X20 | error | Stars must be a number above 0 to 5. |\n");
        output.ShouldContain("| BK.X21 | warning | Lost On must be a date as YYYY-MM-DD, perhaps with a time. Until 2032-01-31. |\n");
        output.ShouldContain("| BK.X22 | warning | Shelf Mark of a Book has no spaces and \\[Nonsense\\]. |\n");
        output.ShouldContain("| BK.X23 | warning | Shelf Mark must be at most 8 characters long. Not evaluated: Shelves grow. |\n");
    }

    [Fact]
    public async Task A_text_that_steers_the_terminal_does_not()
    {
        using var copy = SpecificationCopy.OfLibrary().Change("codes/BookState.json", table => table["codes"]!.AsArray().Add(JsonNode.Parse("""{ "code": "L\u001b[2J", "meaning": "[red]Lost[/]\u202e" }""")));

        var run = await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path);

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("[red]Lost[/]<U+202E>");
        run.Output.ShouldNotContain('\u001b');
        run.Output.ShouldNotContain('\u202e');
    }

    [Fact]
    public async Task A_year_that_is_not_held_is_refused_with_those_that_are()
    {
        (await CommandRun.Of("spec", "diff", "1999-00", "2025-26")).ShouldFailWith("'1999-00' is not held; those that are: ");
        (await CommandRun.Of("spec", "diff", "2025-26", "2999")).ShouldFailWith("2025-26");
    }

    [Fact]
    public async Task What_is_no_specification_is_refused()
    {
        using var folder = new TemporaryFolder();

        (await CommandRun.Of("spec", "diff", "2025-26", folder.Path)).ShouldFailWith("has no specification.json");
        (await CommandRun.Of("spec", "diff", folder.File("nowhere"), "2025-26")).ShouldFailWith("neither a school year nor a folder");
        (await CommandRun.Of("spec", "diff", "2025-26")).ShouldFailWith("Try 'utrex spec diff --help'.");
    }

    [Theory]
    [InlineData("codes/YesNo.json", "{ \"codes\": [", "YesNo.json' is no JSON")]
    [InlineData("codes/YesNo.json", "", "YesNo.json' is empty")]
    [InlineData("codes/YesNo.json", """{ "id": "YesNo", "id": "No", "codes": [] }""", "YesNo.json' is no JSON")]
    [InlineData("codes/YesNo.json", """{ "id": "YesNo", "codes": [] }""", "has no $schema")]
    [InlineData("codes/YesNo.json", """{ "$schema": "specification.schema.json", "codes": [] }""", "needs a text 'id'")]
    [InlineData("codes/YesNo.json", """{ "$schema": "specification.schema.json", "id": "YesNo", "codes": "Y" }""", "needs a list 'codes'")]
    [InlineData("codes/YesNo.json", """{ "$schema": "specification.schema.json", "id": "YesNo", "codes": [1] }""", "that is no object")]
    [InlineData("codes/YesNo.json", """{ "$schema": "specification.schema.json", "id": "BookState", "codes": [] }""", "has 'BookState', which the specification has already")]
    [InlineData("codes/YesNo.json", """{ "$schema": "specification.schema.json", "id": "YesNo", "codes": [{ "code": "Y", "meaning": "a" }, { "code": "Y", "meaning": "b" }] }""", "has 'YesNo.Y', which the specification has already")]
    [InlineData("codes/YesNo.json", """{ "$schema": "specification.schema.json", "id": "YesNo", "codes": [{ "code": "Y", "meaning": "\ud800" }] }""", "half a character")]
    [InlineData("rules/ALL.json", """{ "$schema": "specification.schema.json", "record": "ALL", "rules": [{ "number": 1 }] }""", "needs a text 'number'")]
    [InlineData("lookups/Holidays.json", """{ "$schema": "specification.schema.json", "id": "Holidays", "rows": [{}] }""", "has a row without values")]
    [InlineData("specification.json", """{ "$schema": "specification.schema.json", "schoolYear": 2030 }""", "needs a text 'schoolYear'")]
    [InlineData("specification.json", "[]", "does not say its schoolYear")]
    public async Task A_broken_file_is_refused(string file, string text, string message)
    {
        using var copy = SpecificationCopy.OfLibrary().Write(file, text);

        (await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path)).ShouldFailWith(message);
    }

    [Fact]
    public async Task A_JSON_that_is_too_deep_is_refused()
    {
        using var copy = SpecificationCopy.OfLibrary().Write("codes/YesNo.json", new string('[', 100_000));

        (await CommandRun.Of("spec", "diff", copy.Path, "tests/library-spec")).ShouldFailWith("YesNo.json' is no JSON");
    }

    [Fact]
    public async Task A_huge_file_is_refused_before_it_is_read()
    {
        using var copy = SpecificationCopy.OfLibrary();
        await using (var file = File.Create(copy.PathOf("codes/Huge.json")))
        {
            file.SetLength(1L << 32);
        }

        (await CommandRun.Of("spec", "diff", "2025-26", copy.Path)).ShouldFailWith("has more than 8 MB");
    }

    [Fact]
    public async Task Too_many_files_are_refused()
    {
        using var copy = SpecificationCopy.OfLibrary();
        for (var i = 0; i < 2000; i++)
        {
            await File.WriteAllTextAsync(copy.PathOf($"codes/{i}.json"), "{}");
        }

        (await CommandRun.Of("spec", "diff", "2025-26", copy.Path)).ShouldFailWith("more than 2000 JSON files");
    }

    [Fact]
    public async Task Other_JSON_in_the_folder_is_left_alone()
    {
        using var copy = SpecificationCopy.OfLibrary().Write("appsettings.json", """{ "Logging": {} }""");

        var run = await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path, "--format", "json");

        run.ExitCode.ShouldBe(0);
        JsonNode.Parse(run.Output)!["changes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_output_that_is_a_file_of_the_specification_is_refused()
    {
        using var copy = SpecificationCopy.OfLibrary();

        (await CommandRun.Of("spec", "diff", "tests/library-spec", copy.Path, "--output", copy.PathOf("codes/YesNo.json"))).ShouldFailWith("would be lost");
    }

    /// <summary>A copy in which something of each section has changed.</summary>
    private static SpecificationCopy NextYear() => SpecificationCopy.OfLibrary()
        .Change("specification.json", root =>
        {
            root["schoolYear"] = "2031-32";
            root["reconstruction"] = JsonNode.Parse("""{ "from": "2030-31", "entries": [{ "source": 1, "date": "2030-01-01", "change": "A code." }], "uncertain": ["Whether <shelves> are counted.", { "what": "Which day", "why": "nobody says." }] }""");
        })
        .Change("codes/BookState.json", table =>
        {
            table["codes"]![0]!["retired"] = JsonNode.Parse("""{ "since": "2031", "replacement": "L" }""");
            table["codes"]!.AsArray().Add(JsonNode.Parse("""{ "code": "L", "meaning": "Lost <b>& gone</b> | for ever" }"""));
        })
        .Change("records/BK.json", record => record["fields"]![1]!["maxLength"] = 12)
        .Change("rules/LN.json", rules =>
        {
            rules["rules"]!.AsArray().RemoveAt(0);
            rules["rules"]![3]!["text"] = "An open loan is not old.";
        });
}
