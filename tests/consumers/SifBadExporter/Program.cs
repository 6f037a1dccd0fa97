using Utrex.Sdk.Y2026.Codes;

// The project names the package of SIF only; the analyzers of the SDK come with it.
ExitCode exit = "WT"; // expect: UTREX1001
Console.WriteLine(exit.Meaning);
