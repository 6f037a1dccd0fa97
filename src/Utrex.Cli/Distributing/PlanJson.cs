using System.Text.Json;
using System.Text.Json.Serialization;

namespace Utrex.Cli.Distributing;

/// <summary>A plan as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(BatchPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
