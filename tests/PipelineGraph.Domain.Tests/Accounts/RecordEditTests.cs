using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Domain.Tests.Accounts;

public class RecordEditTests
{
    private static readonly DateTime Tuesday = Given.Monday.AddDays(1);
    private readonly Account _account = new("Acme", Given.Monday, new AccountEdit { Country = "Austria" });

    [Fact]
    public void Edit_of_an_account_counts_once_and_leaves_alone_what_it_does_not_name()
    {
        var changed = _account.Edit(new AccountEdit { Industry = "retail", Website = "https://acme.example" }, Tuesday);

        Assert.True(changed);
        Assert.Equal(("Acme", "retail", "Austria"), (_account.Name, _account.Industry, _account.Country));
        Assert.Equal((2, Given.Monday, Tuesday), (_account.Version, _account.CreatedAt, _account.UpdatedAt));
    }

    [Fact]
    public void Edit_can_clear_a_field()
    {
        _account.Edit(new AccountEdit { Country = new Change<string?>(null) }, Tuesday);

        Assert.Null(_account.Country);
    }

    [Fact]
    public void Edit_that_says_what_is_known_changes_nothing()
    {
        Assert.False(_account.Edit(new AccountEdit { Name = "Acme", Country = "Austria" }, Tuesday));

        Assert.Equal((1, Given.Monday), (_account.Version, _account.UpdatedAt));
    }

    [Fact]
    public void Refused_edit_changes_nothing_and_names_every_fault()
    {
        var refused = Assert.Throws<InvalidInputException>(() => _account.Edit(
            new AccountEdit { Name = " ", Country = "Italy", Industry = new string('x', 201) }, Tuesday));

        Assert.Equal(["name", "industry"], refused.Faults.Select(fault => fault.Field));
        Assert.Equal(("Acme", "Austria", 1), (_account.Name, _account.Country, _account.Version));
    }

    [Fact]
    public void Contacts_and_sales_reps_are_edited_by_the_same_rules()
    {
        var contact = new Contact(_account, "Eve", Given.Monday, new ContactEdit { Email = "eve@acme.example" });
        var rep = new SalesRep("Bob", Given.Monday, new SalesRepEdit { Team = "North" });

        Assert.True(contact.Edit(new ContactEdit { IsDecisionMaker = true }, Tuesday));
        Assert.True(rep.Edit(new SalesRepEdit { IsActive = false }, Tuesday));
        Assert.Throws<InvalidInputException>(() => contact.Edit(new ContactEdit { Name = "" }, Tuesday));
        Assert.Throws<InvalidInputException>(() => rep.Edit(new SalesRepEdit { Email = new string('x', 321) },
            Tuesday));

        Assert.Equal((_account.Id, "Eve", "eve@acme.example", true, 2, Tuesday),
            (contact.AccountId, contact.Name, contact.Email, contact.IsDecisionMaker, contact.Version,
                contact.UpdatedAt));
        Assert.Equal(("Bob", "North", false, 2), (rep.Name, rep.Team, rep.IsActive, rep.Version));
    }

    [Fact]
    public void An_erased_contact_keeps_its_id_and_its_account_and_nothing_of_the_person()
    {
        var contact = new Contact(_account, "Eve", Given.Monday,
            new ContactEdit { Email = "eve@acme.example", Phone = "1", JobTitle = "CFO", IsDecisionMaker = true });

        Assert.True(contact.Erase(Tuesday));
        Assert.False(contact.Erase(Tuesday));

        Assert.Equal((_account.Id, "", null, null, null, 2), (contact.AccountId, contact.Name, contact.Email,
            contact.Phone, contact.JobTitle, contact.Version));
    }

    [Fact]
    public void Edits_tell_their_faults_without_being_made()
    {
        Assert.Equal(["name", "website"],
            new AccountEdit { Name = "", Website = "\0" }.Faults().Select(fault => fault.Field));
        Assert.Equal(["email"],
            new ContactEdit { Email = new string('x', 321) }.Faults().Select(fault => fault.Field));
        Assert.Equal(["subject"], new SalesRepEdit { Subject = "\ud800" }.Faults().Select(fault => fault.Field));
        Assert.Empty(new SalesRepEdit { Name = "Bob" }.Faults());
    }

    [Fact]
    public void Actors_of_different_combinations_have_different_keys()
    {
        var rep = Guid.CreateVersion7();
        Actor[] actors =
        [
            new(ActorKind.Person, "Bob"), new(ActorKind.Person, "Bob", "sub"), new(ActorKind.Person, "Bob", "sub", rep),
            new(ActorKind.Person, "Bob", null, rep), new(ActorKind.Import, "Bob"), new(ActorKind.Person, "Bo", "b"),
        ];

        Assert.Equal(actors.Length, actors.Select(actor => actor.Key).Distinct().Count());
        Assert.Equal(Actor.KeyOf(ActorKind.Person, "Bob", "sub", rep), actors[2].Key);
        Assert.Throws<InvalidInputException>(() => new Actor(ActorKind.Person, ""));
    }
}
