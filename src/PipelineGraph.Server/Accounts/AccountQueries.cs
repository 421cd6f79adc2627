using PipelineGraph.Domain.Accounts;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Accounts;

internal sealed class AccountQueries : ObjectFields
{
    public AccountQueries()
    {
        Connection("accounts", () => Rows.Of<Account>()).Description("All accounts.");
        ById<Account>("accountById").Description("An account by its global id; null when there is none.");
        Connection("contacts", () => Rows.Of<Contact>()).Description("All contacts.");
    }
}
