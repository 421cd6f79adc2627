using PipelineGraph.Domain.Accounts;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Accounts;

internal sealed class AccountQueries : ReaderQueries
{
    public AccountQueries()
    {
        Connection("accounts", () => Rows.Of<Account>()).Description("All accounts.");
        ById<Account>("accountById").Description("An account by its global id; null when there is none.");
        Connection("contacts", () => Rows.Of<Contact>()).Description("All contacts.");
    }
}
