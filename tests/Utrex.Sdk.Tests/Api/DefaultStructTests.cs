using System.Reflection;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Api;

/// <summary>The default of every public struct can be asked everything: it answers, or refuses with an exception that its documentation names.</summary>
public class DefaultStructTests
{
    private static readonly PublicSurface Surface = new(typeof(SpecificationInfo).Assembly, typeof(Utah.IReferenceData).Assembly, typeof(UtrexSpecification).Assembly);

    public static TheoryData<string> Structs() => [.. Surface.Structs.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Structs))]
    public void A_default_answers_or_refuses_as_documented(string name)
    {
        var type = Closed(Surface.Types.Single(candidate => candidate.FullName == name));
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property is { CanRead: true } && property.GetIndexParameters().Length == 0))
        {
            var mayBeNull = new NullabilityInfoContext().Create(property).ReadState != NullabilityState.NotNull;
            Ask(type, property, property.GetMethod!, mayBeNull);
        }

        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName && method.GetParameters().Length == 0))
        {
            var mayBeNull = new NullabilityInfoContext().Create(method.ReturnParameter).ReadState != NullabilityState.NotNull;
            Ask(type, method, method, mayBeNull);
        }
    }

    [Theory]
    [MemberData(nameof(Structs))]
    public void Two_defaults_are_equal(string name)
    {
        var type = Closed(Surface.Types.Single(candidate => candidate.FullName == name));
        if (!type.IsByRefLike)
        {
            var (one, other) = (Activator.CreateInstance(type)!, Activator.CreateInstance(type)!);
            one.Equals(other).ShouldBeTrue();
            one.Equals(null).ShouldBeFalse();
            one.GetHashCode().ShouldBe(other.GetHashCode());
            one.ToString().ShouldNotBeNull();
        }
    }

    [Fact]
    public void The_default_finding_breaks_no_rule()
    {
        var finding = default(Finding);

        Should.Throw<InvalidOperationException>(() => finding.Severity).Message.ShouldContain("default Finding");
        Should.Throw<InvalidOperationException>(() => finding.FormatMessage(new SubmissionContext(2026, new DateOnly(2025, 10, 1)))).Message.ShouldContain("default Finding");
        finding.OtherValues.ShouldBeEmpty();
        finding.Keys.Record.ShouldBeNull();
    }

    [Fact]
    public void The_default_dates_have_no_text_and_no_day()
    {
        default(MonthDay).ToString().ShouldBe("");
        default(MonthDay).ToDate(2026).ShouldBeNull();
        default(PartialDate).ToString().ShouldBe("");
        $"{default(PartialDate)}{default(MonthDay)}".ShouldBe("");
        Should.Throw<InvalidOperationException>(() => default(PartialDate).FirstDay).Message.ShouldContain("default PartialDate");
    }

    /// <summary>A generic struct, of something.</summary>
    private static Type Closed(Type type) => !type.IsGenericTypeDefinition ? type
        : type == typeof(NumberOrCode<>) ? typeof(NumberOrCode<GradePointAverage>)
        : type == typeof(FieldValue<>) ? typeof(FieldValue<NumberOrCode<GradePointAverage>>)
        : throw new InvalidOperationException($"{type} is new: say what it is to be made of.");

    private static void Ask(Type type, MemberInfo member, MethodInfo method, bool mayBeNull)
    {
        try
        {
            var answer = MemberCall.Invoke(method, instance: null);
            if (!mayBeNull && !method.ReturnType.IsValueType)
            {
                answer.ShouldNotBeNull($"{type}.{member.Name} is null, which its type rules out");
            }
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            Surface.Announced(type, member).ShouldContain(e.GetType().FullName!, $"{type}.{member.Name} throws what its documentation does not name: {e}");
        }
    }
}
