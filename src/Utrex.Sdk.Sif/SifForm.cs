namespace Utrex.Sdk.Sif;

/// <summary>What stands around SIF objects that are written.</summary>
public enum SifForm
{
    /// <summary>An agent's answers: for each type of object a <c>SIF_Response</c> of its own, in packets.</summary>
    Responses,

    /// <summary>The objects alone, under one <c>SIF_ObjectData</c>.</summary>
    Objects,

    /// <summary>A <c>SIF_Event</c> for each object, which adds it.</summary>
    Events,
}
