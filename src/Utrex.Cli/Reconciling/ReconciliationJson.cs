using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Utrex.Cli.Reports;

namespace Utrex.Cli.Reconciling;

/// <summary>A reconciliation for programs: a JSON object a line for each finding of either side.</summary>
internal static class ReconciliationJson
{
    private static readonly string[] Keys = ["lea", "school", "student", "ssid", "entryDate", "scramEntryDate", "yicEntryDate", "incident", "course"];

    /// <summary>Writes it.</summary>
    public static void Write(IReadOnlyList<ReconciledRule> rules, Stream stream)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var rule in rules)
        {
            foreach (var (state, own) in rule.Both)
            {
                Write(rule, "both", state.Keys, state, own);
            }

            foreach (var state in rule.OnlyState)
            {
                Write(rule, rule.NotCompared is null ? "state" : "notCompared", state.Keys, state, own: null);
            }

            foreach (var own in rule.OnlyOwn)
            {
                Write(rule, "ours", FindingKeys.Of(own), state: null, own);
            }
        }

        void Write(ReconciledRule rule, string side, string[] keys, StateFinding? state, ReportRow? own)
        {
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                json.WriteString("in", side);
                json.WriteString("rule", rule.Id);
                for (var i = 0; i < Keys.Length; i++)
                {
                    json.WriteString(Keys[i], keys[i].Length > 0 ? keys[i] : null);
                }

                json.WriteString("sheet", state?.Sheet);
                WriteNumber(json, "row", state?.Row);
                json.WriteString("stateLevel", state is null ? null : state.IsError ? "error" : "warning");
                json.WriteString("file", own?.File);
                WriteNumber(json, "line", own?.Line);
                json.WriteString("level", own?.Level);
                json.WriteString("message", own?.Message ?? state?.Message);
                json.WriteEndObject();
            }

            stream.Write(buffer.WrittenSpan);
            stream.Write("\n"u8);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
