using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Codes;

namespace Utrex.Cli.Commands;

/// <summary>
/// <c>utrex.json</c> in the folder or above it: options by their names, for which the command line has none, and what is acknowledged. It may
/// have come with the batches: it names no output outside of its folder.
/// </summary>
internal sealed class Settings
{
    private const string Name = "utrex.json";
    private const string Acknowledged = "acknowledged";
    private const int LongestFile = 1 << 20;
    private const string Day = "yyyy-MM-dd";

    // Relative to the file, wherever the command runs.
    private static readonly string[] Paths = ["reference", "baseline", "output"];
    private static readonly string[] OwnKeys = ["rule", "reason", "by", "until"];

    private readonly string _path;
    private readonly JsonElement _json;

    private Settings(string path, JsonElement json)
    {
        (_path, _json) = (path, json);
        Acknowledgements = json.TryGetProperty(Acknowledged, out var list) ? [.. Items(list).Select(Read)] : [];
    }

    /// <summary>What is acknowledged.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledgements { get; }

    /// <summary>The file, as it is said to the user.</summary>
    public string Path => System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), _path);

    /// <summary>Reads the file of the current folder or the nearest one above; <see langword="null"/> where there is none.</summary>
    /// <exception cref="CommandException">It cannot be read, or says what no command knows.</exception>
    public static Settings? Find()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (new FileInfo(System.IO.Path.Combine(folder.FullName, Name)) is { Exists: true } file)
            {
                return Read(file);
            }
        }

        return null;
    }

    /// <summary>The command line with the options of the file that it does not name itself.</summary>
    /// <exception cref="CommandException">An option is none of the command, or takes another value.</exception>
    public ParseResult Complete(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var more = new List<string>();
        foreach (var setting in _json.EnumerateObject().Where(setting => setting.Name is not (Acknowledged or "$schema")))
        {
            var option = command.Options.FirstOrDefault(option => string.Equals(option.Name, "--" + setting.Name, StringComparison.Ordinal) && !option.Hidden && option is not System.CommandLine.Help.HelpOption)
                ?? throw Wrong($"'{setting.Name}' is no option of 'utrex {command.Name}'{Near(setting.Name, command.Options.Select(option => option.Name.TrimStart('-')).Append(Acknowledged))}");
            if (parsed.GetResult(option) is null or { Implicit: true })
            {
                more.AddRange(Words(option, setting.Name, setting.Value));
            }
        }

        var words = parsed.Tokens.Select(token => token.Value).ToList();
        words.InsertRange(parsed.Tokens.ToList().IndexOf(parsed.CommandResult.IdentifierToken) + 1, more);
        var whole = parsed.RootCommandResult.Command.Parse(words, parsed.Configuration);
        return Misuse.Of(whole) is { } misuse ? throw Wrong(misuse.TrimEnd('.')) : whole;
    }

    private static Settings Read(FileInfo file)
    {
        try
        {
            if (file.Length > LongestFile)
            {
                throw new CommandException($"'{file.FullName}' has more than {LongestFile} bytes; is it the right file?");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new Settings(file.FullName, document.RootElement.Clone())
                : throw new CommandException($"'{file.FullName}' is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{file.FullName}' is no JSON: see line {e.LineNumber + 1}."), e);
        }
    }

    private IEnumerable<string> Words(Option option, string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => [option.Name],
        JsonValueKind.False => [],
        JsonValueKind.Number => [option.Name, value.GetRawText()],
        JsonValueKind.String => [option.Name, Paths.Contains(name, StringComparer.Ordinal) ? PathOf(name, value.GetString()!) : value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Words(option, name, item) : throw Wrong($"'{name}' takes texts")),
        _ => throw Wrong($"'{name}' is neither a text, a number, true nor false"),
    };

    private string PathOf(string name, string value)
    {
        var folder = System.IO.Path.GetDirectoryName(_path)!;
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, value));
        return name is "output" && !path.StartsWith(folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw Wrong("'output' leads out of its folder; name such a file on the command line")
            : path;
    }

    private IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Wrong($"'{Acknowledged}' is no list");

    private Acknowledgement Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"an item of '{Acknowledged}' is no object");
        }

        var texts = item.EnumerateObject().ToDictionary(
            property => property.Name,
            property => property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : throw Wrong($"'{property.Name}' in '{Acknowledged}' is no text"),
            StringComparer.Ordinal);
        if (texts.Keys.FirstOrDefault(key => !OwnKeys.Contains(key, StringComparer.Ordinal) && !Acknowledgement.KnownKeys.ContainsKey(key)) is { } unknown)
        {
            throw Wrong($"'{unknown}' in '{Acknowledged}' is no key of a finding{Near(unknown, OwnKeys.Concat(Acknowledgement.KnownKeys.Keys))}");
        }

        var rule = texts.GetValueOrDefault("rule") ?? throw Wrong($"an item of '{Acknowledged}' names no 'rule'");
        if (!Years.Judged.Any(year => RuleArgument.Find(year.Specification, rule) is not null))
        {
            throw Wrong($"'{rule}' in '{Acknowledged}' is no rule");
        }

        var until = texts.GetValueOrDefault("until");
        DateOnly last = default;
        return until is not null && !DateOnly.TryParseExact(until, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out last)
            ? throw Wrong($"'{until}' in '{Acknowledged}' is no day; write it as YYYY-MM-DD")
            : new Acknowledgement(
                rule,
                texts.Where(text => Acknowledgement.KnownKeys.ContainsKey(text.Key)).ToDictionary(StringComparer.Ordinal),
                texts.GetValueOrDefault("reason") is { Length: > 0 } reason ? reason : throw Wrong($"the acknowledgement of {rule} gives no 'reason'"),
                texts.GetValueOrDefault("by"),
                until is null ? null : last);
    }

    private static string Near(string name, IEnumerable<string> known) => NearCodes.Of(name, [.. known], other => other).FirstOrDefault() is { } near ? $"; did you mean '{near}'?" : "";

    private CommandException Wrong(string problem) => new($"'{Path}': {problem}{(problem[^1] is '?' ? "" : ".")}");
}
