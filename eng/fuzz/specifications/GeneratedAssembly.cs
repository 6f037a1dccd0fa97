using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Fuzzing.Specifications;

/// <summary>Loads what was generated and reads lines with it.</summary>
internal static class GeneratedAssembly
{
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2026, 1, 15));

    /// <summary>What goes wrong when the generated code is used, or <see langword="null"/>.</summary>
    public static string? Fault(Stream image)
    {
        image.Position = 0;
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            foreach (var type in context.LoadFromStream(image).GetTypes().Where(type => type.IsDefined(typeof(SpecificationAttribute), inherit: false)))
            {
                var specification = (CompiledSpecification)type.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
                Read(specification);
            }

            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.ToString();
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>Lines of every record type, in both layouts, blank and filled: each is read or refused, and none throws.</summary>
    private static void Read(CompiledSpecification specification)
    {
        var batch = new StringBuilder();
        foreach (var record in specification.Records.Where(record => record.Fields.Count > 0))
        {
            batch.Append(record.Id).Append("=\n");
            foreach (var value in new[] { "", "1", "20260101", "A-1", "2026-01-01" })
            {
                batch.Append(record.Id).Append('=').Insert(batch.Length, "\t" + value, record.Fields.Count - 1).Append('\n');
                batch.Append(record.Id).Append('=').Append(new string(value.Length > 0 ? value[0] : ' ', Math.Max(0, record.PositionalLength - record.Id.Length - 1))).Append('\n');
            }
        }

        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(batch.ToString()), specification);
        new BatchValidator(specification, Context) { MaxDegreeOfParallelism = 1 }.Validate(reader, static finding => finding.FormatMessage(Context));
    }
}
