using System.Text;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Import;
using PipelineGraph.Server.Tests.Data;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>A person is erased for good, out of stored answers too.</summary>
public sealed class ErasureTests(Company company) : IClassFixture<Company>
{
    private const string Selection = "contact { id name email phone jobTitle }";

    /// <summary>Nothing in such an answer tells whom it is about.</summary>
    private const string WithoutId = "contact { name email phone jobTitle }";

    private readonly Office _office = company.Office;

    [Fact]
    public async Task An_erased_person_is_blank_in_the_contact_and_in_replayed_answers_under_former_names_too()
    {
        object created = new
        {
            accountId = company.Account,
            name = "Ada \"Countess\" Löwe <",
            email = "ada@example.org",
            phone = "0151",
        };
        var first = await SendAsync("createContact", created, "key-1");
        var id = (await _office.CallAsync("createContact", created, Selection)).Text("contact.id");
        var second = await SendAsync("updateContact", new { id, name = "Former name", jobTitle = "Poet" }, "key-2");
        await _office.CallAsync("updateContact",
            new { id, name = "Present name", jobTitle = "Editor", email = "new@example.org", phone = "0152" }, Selection);
        Assert.Equal(second, await SendAsync(
            "updateContact", new { id, name = "Former name", jobTitle = "Poet" }, "key-2"));

        var erased = await _office.CallAsync("eraseContact", new { id }, Selection);

        const string Blank = "\"name\":\"\",\"email\":null,\"phone\":null,\"jobTitle\":null}";
        Assert.Equal($$"""{"id":"{{id}}",{{Blank}}""", erased.Success.GetProperty("contact").GetRawText());
        Assert.Contains("{" + Blank, await SendAsync(
            "updateContact", new { id, name = "Former name", jobTitle = "Poet" }, "key-2"));
        Assert.Equal(first, await SendAsync("createContact", created, "key-1"));   // another person of the same name
        var dump = await _office.DumpAsync();
        foreach (var trace in new[] { "Former name", "Present name", "Poet" })
        {
            Assert.DoesNotContain(trace, dump);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(trace)), dump);
        }
    }

    [Fact]
    public Task Answers_of_other_mutations_forget_former_names_too() => AssertForgottenAsync(_office);

    [SkippableFact]
    public async Task On_PostgreSQL_a_person_is_erased_likewise()
    {
        await using var database = await TestDatabase.PostgreSqlAsync();
        await using var office = await Office.OpenAsync("--Database:Provider=PostgreSql",
            $"--ConnectionStrings:PipelineGraph={database.Database.Settings.ConnectionString}");

        await AssertForgottenAsync(office);
    }

    private static async Task AssertForgottenAsync(Office office)
    {
        var account = await office.AccountAsync();
        var contact = await office.ContactAsync(account, "Maiden name");
        var deal = await office.DealAsync(await office.PipelineAsync());
        object update = new { dealId = deal, accountId = account, primaryContactId = contact };
        var first = await SendAsync(office, "updateDeal", update, "key-deal", "deal { primaryContact { name } }");
        Assert.Contains("Maiden name", first);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.CallAsync("updateContact", new { id = contact, name = "Married name" }, "contact { id }");
        Assert.Equal(first, await SendAsync(office, "updateDeal", update, "key-deal", "deal { primaryContact { name } }"));
        office.Clock.Advance(TimeSpan.FromMinutes(1));

        await office.CallAsync("eraseContact", new { id = contact }, "contact { id }");

        Assert.Contains("\"primaryContact\":{\"name\":\"\"}",
            await SendAsync(office, "updateDeal", update, "key-deal", "deal { primaryContact { name } }"));
        if (office.Database.Settings.Provider is not DatabaseProvider.Sqlite) return;

        var dump = await office.DumpAsync();
        foreach (var name in new[] { "Maiden name", "Married name" })
        {
            Assert.DoesNotContain(name, dump);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(name)), dump);
        }
    }

    [Fact]
    public async Task A_later_import_does_not_bring_an_erased_person_back()
    {
        using var folder = new TestFolder();
        await File.WriteAllLinesAsync(folder.File("accounts.csv"), ["id,name", "a1,Quillon Books"]);
        await ImportAsync(folder, "c1,a1,Ida Imported,ida@example.org");
        var found = await _office.DataAsync(
            """{ contacts(where: { name: { eq: "Ida Imported" } }) { nodes { id } } }""");
        var id = found.GetProperty("contacts").GetProperty("nodes")[0].GetProperty("id").GetString()!;
        await _office.CallAsync("eraseContact", new { id }, Selection);

        var again = await ImportAsync(folder, "c1,a1,Ida Imported,ida@example.org");
        var changed = await ImportAsync(folder, "c1,a1,Ida Renamed,ida@example.com");

        Assert.Equal((0, 1, 0, 1), (again.Faults.Count, again.Kept.Count, changed.Faults.Count, changed.Kept.Count));
        var dump = await _office.DumpAsync();
        Assert.DoesNotContain("Ida", dump);
        Assert.DoesNotContain("ida@", dump);
    }

    private async Task<ImportReport> ImportAsync(TestFolder folder, string contact)
    {
        await File.WriteAllLinesAsync(folder.File("contacts.csv"), ["id,account,name,email", contact]);
        return await new ImportRun(_office.Database, _office.Clock).RunAsync(
            new ImportRequest(folder.Path, IsDryRun: false, Pipeline: null), map: null);
    }

    private Task<string> SendAsync(string mutation, object input, string key)
        => SendAsync(_office, mutation, input, key, WithoutId);

    private static async Task<string> SendAsync(Office office, string mutation, object input, string key, string selection)
    {
        using var request = Office.Request(Office.Text(mutation, selection), new { input }, office.TokenOf(Role.Admin));
        request.Headers.Add("Idempotency-Key", key);
        using var response = await office.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
