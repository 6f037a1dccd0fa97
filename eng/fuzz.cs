// Tries the project with damaged input, as long as one likes.
//
//     dotnet run -c Release eng/fuzz.cs -- MODE [--seed S] [--count N] [--minutes M] [--first I] [--output DIR]
//
// MODE says what is tried:
//
//     batches          damaged batches of samples/ and of the sampler, in both layouts: nothing throws, every line is read or refused, and
//                      the findings are the same however the bytes come and however many threads work; then some of them again on other
//                      settings of the processor's vector units
//     records          typed records of random values: they are written and read back
//     sif              damaged SIF objects: nothing throws, memory is bounded, and each line of the batch has an origin
//     specifications   damaged specifications through the source generator: it never fails, says what is wrong where it stands, and
//                      what it writes compiles, loads and reads lines
//
// --seed S        the campaign, 1 by default: the same seed gives the same cases on every machine
// --count N       how many cases; without --minutes 1,000
// --minutes M     for how long
// --first I       the number of the first case; with --count 1 to see one again
// --output DIR    where failing specifications are saved, made smaller; by default a folder for temporary files
//
// Exit code 1 if anything failed. A new mode is a function of the options, in eng/fuzz, and a line below.
#:project ../generators/Utrex.Generators/Utrex.Generators.csproj
#:project ../src/Utrex.Documents/Utrex.Documents.csproj
#:project ../src/Utrex.Sdk/Utrex.Sdk.csproj
#:project ../src/Utrex.Sdk.Sif/Utrex.Sdk.Sif.csproj
#:project ../src/Utrex.Cli/Utrex.Cli.csproj
#:package Microsoft.CodeAnalysis.CSharp
#:property PublishAot=false
using Utrex.Fuzzing;
using Utrex.Fuzzing.Specifications;

var modes = new Dictionary<string, Func<FuzzOptions, int>>(StringComparer.Ordinal)
{
    ["batches"] = OtherProcessors.Run,
    ["records"] = Records.Run,
    ["sif"] = options => SampledBatches.Use(options, SifFiles.Run),
    ["specifications"] = options => new FuzzCampaign(new SpecificationFuzz(FuzzOptions.Root()), options, Console.Out).Run(),
};
if (args is not [var name, .. var rest] || !modes.TryGetValue(name, out var mode))
{
    Console.Error.WriteLine($"Say what to try: dotnet run eng/fuzz.cs -- {string.Join('|', modes.Keys)} [--seed S] [--count N] [--minutes M] [--first I] [--output DIR]");
    return 2;
}

if (FuzzOptions.Read(rest, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    return 2;
}

return mode(options) == 0 ? 0 : 1;
