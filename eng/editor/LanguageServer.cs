using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

/// <summary>A language server that runs, and what an editor asks it (language server protocol 3.17).</summary>
internal sealed class LanguageServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly bool _analyzersEnabled;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _waiting = new();
    private readonly Lock _writing = new();
    private int _last;

    /// <summary>Starts the server in the folder of a project.</summary>
    public LanguageServer(string command, string folder, bool analyzersEnabled)
    {
        _folder = folder;
        _analyzersEnabled = analyzersEnabled;
        _process = Process.Start(new ProcessStartInfo(command) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, line) => Trace(line.Data);
        _process.BeginErrorReadLine();
        _ = Task.Run(ReadAsync);
    }

    /// <summary>Says hello and opens a file. The server loads the project when it is asked the first question.</summary>
    public async Task OpenAsync(string file, string text)
    {
        await AskAsync("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = Uri(""),
            ["workspaceFolders"] = new JsonArray(new JsonObject { ["uri"] = Uri(""), ["name"] = "exporter" }),
            ["capabilities"] = new JsonObject
            {
                ["workspace"] = new JsonObject { ["configuration"] = true, ["workspaceFolders"] = true },
                ["window"] = new JsonObject { ["workDoneProgress"] = true },
                ["textDocument"] = new JsonObject
                {
                    ["completion"] = new JsonObject { ["completionItem"] = new JsonObject { ["labelDetailsSupport"] = false } },
                    ["codeAction"] = new JsonObject { ["codeActionLiteralSupport"] = new JsonObject { ["codeActionKind"] = new JsonObject { ["valueSet"] = new JsonArray("quickfix") } } },
                    ["diagnostic"] = new JsonObject(),
                },
            },
        });
        Say("initialized", new JsonObject());
        Say("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri(file), ["languageId"] = "csharp", ["version"] = 1, ["text"] = text } });
    }

    /// <summary>The items of completion right behind a piece of the text.</summary>
    public async Task<IReadOnlyList<JsonNode>> CompleteAsync(string file, string text, string behind)
    {
        var at = text.IndexOf(behind, StringComparison.Ordinal) + behind.Length;
        var answer = await AskAsync("textDocument/completion", new JsonObject
        {
            ["textDocument"] = Document(file),
            ["position"] = new JsonObject { ["line"] = text[..at].Count(character => character == '\n'), ["character"] = at - (text.LastIndexOf('\n', at - 1) + 1) },
            ["context"] = new JsonObject { ["triggerKind"] = 1 },
        });
        return Items(answer is JsonArray ? answer : answer?["items"]);
    }

    /// <summary>
    /// Whether there is a list behind a piece of the text, if not at once then soon: what a package brings to completion is loaded when it is first asked for,
    /// in the background.
    /// </summary>
    public async Task<bool> CompletesAsync(string file, string text, string behind)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(200))
        {
            if ((await CompleteAsync(file, text, behind)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The diagnostics of a file whose ids are ours, in the order of the text.</summary>
    public async Task<IReadOnlyList<JsonNode>> DiagnoseAsync(string file)
    {
        var answer = await AskAsync("textDocument/diagnostic", new JsonObject { ["textDocument"] = Document(file) });
        return [.. Items(answer?["items"]).Where(item => item["code"]?.GetValue<string>().StartsWith("UTREX", StringComparison.Ordinal) == true).OrderBy(item => (int)item["range"]!["start"]!["line"]!)];
    }

    /// <summary>The titles of the fixes of a diagnostic.</summary>
    public async Task<IReadOnlyList<string>> FixAsync(string file, JsonNode diagnostic)
    {
        var answer = await AskAsync("textDocument/codeAction", new JsonObject
        {
            ["textDocument"] = Document(file),
            ["range"] = diagnostic["range"]!.DeepClone(),
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray(diagnostic.DeepClone()) },
        });
        return [.. Items(answer).Select(item => item["title"]!.GetValue<string>())];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static IReadOnlyList<JsonNode> Items(JsonNode? array) => [.. (array as JsonArray ?? []).OfType<JsonNode>()];

    private static void Trace(string? line)
    {
        if (Environment.GetEnvironmentVariable("UTREX_TRACE") is not null && line is not null)
        {
            Console.Error.WriteLine(line);
        }
    }

    private JsonObject Document(string file) => new() { ["uri"] = Uri(file) };

    private string Uri(string file) => new Uri(Path.Combine(_folder, file)).AbsoluteUri;

    private async Task<JsonNode?> AskAsync(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        return await answer.Task.WaitAsync(Patience);
    }

    private void Say(string method, JsonObject parameters) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private void Send(JsonObject message)
    {
        Trace("-> " + message.ToJsonString());
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        lock (_writing)
        {
            var stream = _process.StandardInput.BaseStream;
            stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n")));
            stream.Write(body);
            stream.Flush();
        }
    }

    private async Task ReadAsync()
    {
        var stream = _process.StandardOutput.BaseStream;
        while (await ReadMessageAsync(stream) is { } message)
        {
            Trace("<- " + message.ToJsonString() is var line && line.Length > 600 ? line[..600] : line);
            if (message["method"]?.GetValue<string>() is { } method)
            {
                Take(method, message);
            }
            else if (message["id"] is { } id && _waiting.TryRemove((int)id, out var answer))
            {
                answer.SetResult(message["result"]?.DeepClone());
            }
        }
    }

    /// <summary>What the server asks by itself: it is told its settings.</summary>
    private void Take(string method, JsonNode message)
    {
        if (message["id"] is { } id)
        {
            JsonNode? result = method == "workspace/configuration"
                ? new JsonArray([.. message["params"]!["items"]!.AsArray().Select(_ => (JsonNode)new JsonObject { ["analyzersEnabled"] = _analyzersEnabled })])
                : null;
            Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = result });
        }
    }

    private static async Task<JsonNode?> ReadMessageAsync(Stream stream)
    {
        var length = 0;
        while (await ReadLineAsync(stream) is { } header)
        {
            if (header.Length == 0)
            {
                var body = new byte[length];
                await stream.ReadExactlyAsync(body);
                return JsonNode.Parse(body);
            }

            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header["Content-Length:".Length..], CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var next = new byte[1];
        while (await stream.ReadAsync(next) > 0)
        {
            if (next[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next[0]);
        }

        return null;
    }
}
