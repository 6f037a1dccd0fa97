using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>Takes what is found about objects when they are put together. Which rules that breaks is said above.</summary>
internal interface ICollectionReport
{
    /// <summary>What was left out, by name.</summary>
    NameCounts LeftOut { get; }

    /// <summary>An object has not what it needs itself.</summary>
    void Lack(DocumentObject item, string part);

    /// <summary>An object, in this part of it, refers to another that was not sent.</summary>
    void Miss(DocumentObject item, string needed, DocumentObject? part = null);

    /// <summary>Another object stands in place of one that was not sent; both are named.</summary>
    void StandIn(DocumentObject item, string needed);

    /// <summary>An object was changed that nobody sent: what the change does not say of it is missing.</summary>
    void ChangeUnsent(DocumentObject item);

    /// <summary>An object adds to none that was sent.</summary>
    void NotUse(DocumentObject item, string reason);
}
