using System.CommandLine;
using System.CommandLine.Completions;
using Utrex.Cli.SchoolYears;

namespace Utrex.Cli.Commands;

/// <summary>The option that names a submission.</summary>
internal static class SubmissionOption
{
    /// <summary>The option. The specification that knows the submissions is loaded where somebody asks.</summary>
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--for")
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Names().Contains(text, StringComparer.Ordinal))
                {
                    return text;
                }

                result.AddError($"'{text}' is no submission; there are {string.Join(", ", Names())}.");
                return null;
            },
        };
        option.CompletionSources.Add(_ => Names().Select(name => new CompletionItem(name)));
        return option;
    }

    private static IEnumerable<string> Names() => Years.Newest.Submissions.Select(submission => submission.Id);
}
