namespace Utrex.Generators.Model;

/// <summary>A diagnostic as data: no compiler type, so that it can be compared and cached.</summary>
internal sealed record DiagnosticModel(string Id, string Path, int Line, int Column, EquatableArray<string> Arguments);
