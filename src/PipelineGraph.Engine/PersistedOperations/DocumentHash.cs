using System.Security.Cryptography;
using System.Text;

namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>The name of a document as Apollo's clients make it.</summary>
public static class DocumentHash
{
    /// <returns>SHA-256 of the text in UTF-8, 64 small hexadecimal digits.</returns>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
