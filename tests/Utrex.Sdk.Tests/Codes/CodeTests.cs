using System.Reflection;
using System.Text;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Generated;

namespace Utrex.Sdk.Tests.Codes;

/// <summary>Every code of every table, and thousands of near misses, against the plainest lookup there is.</summary>
public class CodeTests
{
    public static TheoryData<string> Types() =>
        [.. typeof(ExitCode).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CodeTableAttribute>() is not null).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_code_type_reads_exactly_the_codes_of_its_table(string name) =>
        typeof(CodeTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(ExitCode).Assembly.GetType("Utrex.Sdk.Y2026.Codes." + name, throwOnError: true)!)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);

    [Fact]
    public void A_code_is_a_value()
    {
        ExitCode code = "TD";

        code.Meaning.ShouldBe("Transferred within the LEA");
        code.ToString().ShouldBe("TD");
        code.Utf8Code.ToArray().ShouldBe("TD"u8.ToArray());
        code.ShouldBe(ExitCode.Parse("TD"));
        (code == "TO").ShouldBeFalse();
        $"{code}".ShouldBe("TD");
        default(ExitCode).IsBlank.ShouldBeTrue();
        default(ExitCode).Code.ShouldBe("");
        ((ExitCode)(string?)null).IsBlank.ShouldBeTrue();
    }

    [Fact]
    public void A_wrong_code_names_what_it_could_have_been()
    {
        var message = Should.Throw<FormatException>(() => (ExitCode)"TDD").Message;

        message.ShouldStartWith("'TDD' is no code of ExitCode. Did you mean 'TD' (Transferred within the LEA)");
        message.ShouldEndWith($" See line {ExitCode.Table.Source} of the specification.");
        message.Length.ShouldBeLessThan(300);
        Should.Throw<FormatException>(() => (YesNo)"Q").Message.ShouldContain(" Its codes are " + string.Join(", ", YesNo.All.Select(code => $"'{code.Code}' ({code.Meaning})")) + ".");
    }

    [Fact]
    public void Yes_and_no_come_from_a_boolean()
    {
        ((YesFlag)true).Code.ShouldBe("Y");
        ((YesFlag)false).IsBlank.ShouldBeTrue();
        ((YesNo)false).Code.ShouldBe("N");
        ((YesNo)(bool?)null).IsBlank.ShouldBeTrue();
    }

    [Fact]
    public void Languages_are_all_there() => Language.All.Count.ShouldBe(503);

    private static void Check<TCode>()
        where TCode : struct, ICode<TCode>
    {
        var spellings = TCode.Table.Codes
            .SelectMany(code => code.Aliases.Prepend(code.Code).Select(spelling => (spelling, code.Code)))
            .ToDictionary(pair => pair.spelling, pair => pair.Code, StringComparer.Ordinal);
        TCode.All.Select(code => code.Code).ShouldBe(TCode.Table.Codes.Select(code => code.Code));
        TCode.All.Distinct().Count().ShouldBe(TCode.Table.Codes.Count);

        foreach (var text in spellings.Keys.SelectMany(NearMisses).Distinct())
        {
            var expected = text.TrimEnd(' ').Length == 0 ? "" : spellings.GetValueOrDefault(text.TrimEnd(' '));

            TCode.TryParse(Encoding.UTF8.GetBytes(text), out var fromBytes).ShouldBe(expected is not null, text);
            TCode.TryParse(text, out var fromChars).ShouldBe(expected is not null, text);
            fromBytes.Code.ShouldBe(expected ?? "", text);
            fromChars.ShouldBe(fromBytes);
        }

        foreach (var code in TCode.All)
        {
            var member = typeof(TCode).GetProperty(TCode.Table.Codes.Single(info => info.Code == code.Code).Member, BindingFlags.Public | BindingFlags.Static)!;
            member.GetValue(null).ShouldBe(code);
            member.GetCustomAttribute<CodeAttribute>()!.Code.ShouldBe(code.Code);
        }
    }

    private static IEnumerable<string> NearMisses(string code)
    {
        yield return code;
        yield return code + " ";
        yield return " " + code;
        yield return code + "\0";
        yield return code.ToLowerInvariant();
        yield return code + "X";
        yield return "é" + code;
        for (var i = 0; i < code.Length; i++)
        {
            yield return code.Remove(i, 1);
            foreach (var c in "AZ09 y")
            {
                yield return code.Remove(i, 1).Insert(i, c.ToString());
            }
        }
    }
}
