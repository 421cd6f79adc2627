using PipelineGraph.Domain.Accounts;

namespace PipelineGraph.Server.Demo;

/// <summary>Whom the demo company sells to: accounts with one to four contacts each.</summary>
internal sealed class DemoMarket
{
    private static readonly string[] JobTitles =
    [
        "Head of Operations", "Chief Information Officer", "Purchasing Manager", "Managing Director", "Head of Sales",
        "IT Manager", "Controller", "Project Manager", "Head of Logistics", "Team Lead",
    ];

    private const int DealsPerAccount = 5, FewestAccounts = 20, MostAccounts = 50_000;

    public DemoMarket(int deals, DateTime begin, Dice dice)
    {
        var names = new HashSet<string>();
        var size = Math.Clamp(deals / DealsPerAccount, FewestAccounts, MostAccounts);
        while (Customers.Count < size)
        {
            var (name, industry, country, domain) = DemoNames.Company(dice);
            if (!names.Add(name)) continue;

            var account = new Account(name, begin.AddHours(dice.Between(0, 72)), new AccountEdit
            {
                Industry = industry,
                Country = country,
                Website = $"https://{domain}",
            });
            var contacts = Enumerable.Range(0, dice.Whole(1, 4)).Select(i => Person(account, domain, i, dice)).ToList();
            Customers.Add((account, contacts));
        }
    }

    public List<(Account Account, List<Contact> Contacts)> Customers { get; } = [];

    private static Contact Person(Account account, string domain, int index, Dice dice)
    {
        var name = DemoNames.Person(dice);
        return new Contact(account, name, account.CreatedAt, new ContactEdit
        {
            Email = $"{DemoNames.Mailbox(name)}@{domain}",
            Phone = $"+00 555 {dice.Whole(100, 999)} {dice.Whole(1000, 9999)}",
            JobTitle = dice.Pick(JobTitles),
            IsDecisionMaker = index == 0 || dice.Chance(0.2),
        });
    }
}
