using System.Buffers;
using System.Diagnostics;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation;

/// <summary>
/// Validation in one call, with all rules, to a <see cref="ValidationResult"/>. It is seen by OpenTelemetry under the names of
/// <see cref="ValidationTelemetry"/>. A <see cref="BatchValidator"/> does the same for who wants findings one by one.
/// </summary>
public static class ExportValidation
{
    extension(CompiledSpecification specification)
    {
        /// <summary>Validates an export that is in memory: <c>specification.Validate([district, school, .. students], context)</c>.</summary>
        /// <param name="records">The records in the order of the batch. The line of a finding is the place of its record, from 1.</param>
        /// <param name="context">What the run knows besides the records.</param>
        /// <param name="registers">The state's registers; without them the rules that need them are reported as not evaluated.</param>
        /// <param name="cancellationToken">Ends the validation.</param>
        /// <exception cref="FieldFormatException">A value cannot stand in a batch file; the message names record and field.</exception>
        /// <exception cref="OperationCanceledException">The validation was ended.</exception>
        public ValidationResult Validate(IEnumerable<IRecord> records, SubmissionContext context, IRegisters? registers = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(specification);
            ArgumentNullException.ThrowIfNull(records);
            ArgumentNullException.ThrowIfNull(context);
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new BatchWriter(buffer, RecordLayout.Delimited);
            foreach (var record in records)
            {
                writer.Write(record);
                cancellationToken.ThrowIfCancellationRequested();
            }

            using var activity = ValidationTelemetry.Start(context);
            var start = Stopwatch.GetTimestamp();
            using var reader = BatchReader.Open(buffer.WrittenMemory, specification);
            var findings = new List<Finding>();
            var summary = new BatchValidator(specification, context, registers).Validate(reader, findings.Add, cancellationToken);
            ValidationTelemetry.Report(activity, context, summary, findings, Stopwatch.GetElapsedTime(start));
            return new ValidationResult(findings, context, summary);
        }

        /// <summary>Validates a batch from a stream, such as the body of a request, without blocking.</summary>
        /// <param name="batch">The batch; it stays open.</param>
        /// <param name="context">What the run knows besides the batch.</param>
        /// <param name="registers">The state's registers; without them the rules that need them are reported as not evaluated.</param>
        /// <param name="cancellationToken">Ends the validation.</param>
        /// <exception cref="IOException">The batch cannot be read.</exception>
        /// <exception cref="OperationCanceledException">The validation was ended.</exception>
        public Task<ValidationResult> ValidateAsync(Stream batch, SubmissionContext context, IRegisters? registers = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(specification);
            ArgumentNullException.ThrowIfNull(batch);
            ArgumentNullException.ThrowIfNull(context);
            return RunAsync(specification, batch, context, registers, cancellationToken);
        }
    }

    private static async Task<ValidationResult> RunAsync(CompiledSpecification specification, Stream batch, SubmissionContext context, IRegisters? registers, CancellationToken cancellationToken)
    {
        using var activity = ValidationTelemetry.Start(context);
        var start = Stopwatch.GetTimestamp();
        using var reader = BatchReader.Open(batch, specification, leaveOpen: true);
        var findings = new List<Finding>();
        var summary = await new BatchValidator(specification, context, registers).ValidateAsync(reader, findings.Add, cancellationToken).ConfigureAwait(false);
        ValidationTelemetry.Report(activity, context, summary, findings, Stopwatch.GetElapsedTime(start));
        return new ValidationResult(findings, context, summary);
    }
}
