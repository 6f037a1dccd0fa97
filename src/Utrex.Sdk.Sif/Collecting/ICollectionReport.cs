using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>Takes what is found about objects when they are put together. Which rules that breaks is said above.</summary>
internal interface ICollectionReport
{
    /// <summary>What was left out, by name.</summary>
    NameCounts LeftOut { get; }

    /// <summary>An object has not what it needs itself.</summary>
    void Lack(SifObject item, string part);

    /// <summary>An object, in this part of it, refers to another that was not sent.</summary>
    void Miss(SifObject item, string needed, SifObject? part = null);

    /// <summary>Another object stands in place of one that was not sent; both are named.</summary>
    void StandIn(SifObject item, string needed);

    /// <summary>An object adds to none that was sent.</summary>
    void NotUse(SifObject item, string reason);
}
