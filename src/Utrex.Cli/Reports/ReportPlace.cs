namespace Utrex.Cli.Reports;

/// <summary>A line of a file, from 1. What one command collects from several SIF files may refer from one to another.</summary>
internal readonly record struct ReportPlace(string File, int Line);
