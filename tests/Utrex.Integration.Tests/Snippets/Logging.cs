using Microsoft.Extensions.Logging;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

/// <summary>Findings as structured events: 2001 an error, 2002 a warning, 2000 how many there were. Personal values are in none of them.</summary>
public static partial class ValidationLog
{
    /// <summary>Logs what a validation found.</summary>
    public static void LogValidation(this ILogger logger, ValidationResult result)
    {
        foreach (var finding in result.Findings)
        {
            if (finding.Severity == Severity.Error)
            {
                LogError(logger, finding.Rule.Id, finding.Field?.Name, finding.Line, result.MessageOf(finding));
            }
            else
            {
                LogWarning(logger, finding.Rule.Id, finding.Field?.Name, finding.Line, result.MessageOf(finding));
            }
        }

        LogSummary(logger, result.Errors, result.Warnings);
    }

    [LoggerMessage(2001, LogLevel.Error, "Line {Line}, {Field}, {Rule}: {Message}", EventName = "UtrexError")]
    private static partial void LogError(ILogger logger, string rule, string? field, int line, string message);

    [LoggerMessage(2002, LogLevel.Warning, "Line {Line}, {Field}, {Rule}: {Message}", EventName = "UtrexWarning")]
    private static partial void LogWarning(ILogger logger, string rule, string? field, int line, string message);

    [LoggerMessage(2000, LogLevel.Information, "UTREx validation: {Errors} errors, {Warnings} warnings", EventName = "UtrexValidated")]
    private static partial void LogSummary(ILogger logger, int errors, int warnings);
}
