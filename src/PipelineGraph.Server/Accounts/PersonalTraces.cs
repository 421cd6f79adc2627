using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Accounts;

/// <summary>What is kept of a person beyond the contact itself.</summary>
internal static class PersonalTraces
{
    /// <summary>
    /// Takes the person out of answers stored with idempotency keys, which are rendered anew should they be asked for,
    /// and out of what an import remembers of the row. Former names are not known: answers from before the contact's
    /// last edit are all rendered anew.
    /// </summary>
    public static async Task EraseAsync(WriteSession session, Contact contact)
    {
        string?[] texts =
        [
            contact.Name, contact.Email, contact.Phone, contact.JobTitle,
            // Answers about the contact itself, which may tell what it was called before.
            contact.Id.ToString(), NodeIdCodec.Encode(nameof(Contact), contact.Id),
        ];
        foreach (var text in texts.OfType<string>())
        {
            var json = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
            await (session.Context.Database.IsSqlite()
                ? session.Context.Database.ExecuteSqlAsync(
                    $"""UPDATE "IdempotencyRecords" SET "Response" = NULL WHERE instr("Response", {json}) > 0 OR instr("Outcome", {json}) > 0""",
                    session.Cancelled)
                : session.Context.Database.ExecuteSqlAsync(
                    $"""UPDATE "IdempotencyRecords" SET "Response" = NULL WHERE position({json} in "Response") > 0 OR position({json} in "Outcome") > 0""",
                    session.Cancelled));
        }
        // Nothing keeps what a contact was called before an edit: any answer of that time may show it.
        if (contact.Version > 1)
            await session.Context.IdempotencyRecords.Where(row => row.CreatedAt <= contact.UpdatedAt)
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.Response, (byte[]?)null), session.Cancelled);
        // What is left makes the next import leave the row alone, see RecordImport.
        await session.Context.ImportedRows.Where(row => row.EntityId == contact.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.Values, ImportedRow.Erased), session.Cancelled);
    }
}
