using Utrex.Sdk.Y2026.Codes;

// The code for a transfer within the LEA is TD; WT is none. Warnings are errors here, so this must not build.
ExitCode exit = "WT"; // expect: UTREX1001
Console.WriteLine(exit.Meaning);
