namespace PipelineGraph.Server.Tests.Import;

public sealed class FaultyImportTests
{
    [Theory]
    [InlineData("d2,,Prospecting,OPEN,a1,r1,10,2026-03-01,", "deals.csv, line 3, title: it is empty")]
    [InlineData(",Shelves,Prospecting,OPEN,a1,r1,10,2026-03-01,", "deals.csv, line 3, id: it is empty")]
    [InlineData(
        "d2,Shelves,Nowhere,OPEN,a1,r1,10,2026-03-01,",
        "deals.csv, line 3, stage: Sales has no stage 'Nowhere'; it has "
        + "Prospecting, Qualification, Proposal, Negotiation, Closing")]
    [InlineData(
        "d2,Shelves,Prospecting,DONE,a1,r1,10,2026-03-01,",
        "deals.csv, line 3, status: 'DONE' is none of OPEN, WON, LOST, DISQUALIFIED")]
    [InlineData(
        "d2,Shelves,Prospecting,OPEN,a9,r1,10,2026-03-01,", "deals.csv, line 3, account: there is no account 'a9'")]
    [InlineData("d2,Shelves,Prospecting,OPEN,a1,r9,10,2026-03-01,", "deals.csv, line 3, owner: there is no owner 'r9'")]
    [InlineData(
        "d2,Shelves,Prospecting,OPEN,a1,r1,ten,2026-03-01,", "deals.csv, line 3, amount: 'ten' is no number (1234.5)")]
    [InlineData(
        "d2,Shelves,Prospecting,OPEN,a1,r1,-1,2026-03-01,",
        "deals.csv, line 3, amount: -1 is no amount: it must be 0 to 99999999999.9999, with at most 4 decimals")]
    [InlineData(
        "d2,Shelves,Prospecting,OPEN,a1,r1,10,01.03.2026,",
        "deals.csv, line 3, created_at: '01.03.2026' is no date of the form 2026-03-31 or 2026-03-31T14:30:00Z")]
    [InlineData(
        "d2,Shelves,Prospecting,OPEN,a1,r1,10,,",
        "deals.csv, line 3, created_at: the deal has no date; a mapping can give a defaultDate")]
    [InlineData(
        "d2,Shelves,Prospecting,OPEN,a1,r1,10,2026-09-01,",
        "deals.csv, line 3: It lies after the instant of recording")]
    [InlineData(
        "d2,Shelves,Prospecting,WON,a1,r1,10,2026-03-01,",
        "deals.csv, line 3, closed_at: a deal that is WON has a close")]
    [InlineData(
        "d2,Shelves,Prospecting,OPEN,a1,r1,10,2026-03-01,2026-03-02",
        "deals.csv, line 3, closed_at: an open deal has no close")]
    [InlineData(
        "d2,Shelves,Prospecting,WON,a1,r1,10,2026-03-01,2026-02-01",
        "deals.csv, line 3: It lies before the deal's latest transition")]
    [InlineData("d1,Twice,Prospecting,OPEN,a1,r1,10,2026-03-01,", "deals.csv, line 3, id: 'd1' is there twice")]
    [InlineData("d2,Shelves,Prospecting", "deals.csv, line 3: it has more or fewer columns than the first line")]
    [InlineData("d2,Sh\"elves,Prospecting,OPEN,a1,r1,10,2026-03-01,", "deals.csv, line 3: a quote is in a wrong place")]
    [InlineData(
        "d2,\"Shelves,Prospecting,OPEN,a1,r1,10,2026-03-01,",
        "deals.csv, line 3: a quote is not closed before the end of the file")]
    public async Task A_faulty_row_is_told_with_its_place_and_nothing_is_imported(string row, string fault)
    {
        await using var scene =
            await ImportScene.WithDealsAsync("d1,Good one,Prospecting,OPEN,a1,r1,10,2026-03-01,", row);
        var before = await scene.Database.DumpAsync();

        var report = await scene.RunAsync();

        Assert.Equal([fault], report.Faults.Select(each => each.ToString()));
        Assert.Equal(before, await scene.Database.DumpAsync());
    }

    [Fact]
    public async Task All_faulty_rows_are_told_at_once_but_not_what_only_follows_from_them()
    {
        await using var scene = await ImportScene.WithDealsAsync(
            "d1,One,Prospecting,OPEN,a3,r1,x,2026-03-01,",
            "d2,Two,Prospecting,OPEN,a1,r7,10,2026-03-01,",
            "d3,Three,Prospecting,OPEN,a3,r1,10,2026-03-01,");
        scene.Write("accounts.csv", "id,name,created_at", "a1,Quillon Books,", "a3,Tessaly,yesterday");
        scene.Write(
            "activities.csv", "deal,type,subject,completed_at", "d1,CALL,Call,2026-03-02", "d1,SHOUT,Shout,2026-03-02",
                "d8,CALL,Call,2026-03-02");

        var report = await scene.RunAsync();

        Assert.Equal(
            [
                "accounts.csv, line 3, created_at: 'yesterday' is no date of the form "
                    + "2026-03-31 or 2026-03-31T14:30:00Z",
                "activities.csv, line 4, deal: deals have no 'd8'",
                "deals.csv, line 2, amount: 'x' is no number (1234.5)",
                "deals.csv, line 3, owner: there is no owner 'r7'",
            ],
            report.Faults.Select(fault => fault.ToString()).Order());
    }

    [Fact]
    public async Task A_name_that_two_accounts_have_identifies_neither()
    {
        await using var scene =
            await ImportScene.WithDealsAsync(
                "d1,One,Prospecting,OPEN,Same,r1,1,2026-03-01,",
                    "d2,Two,Prospecting,OPEN,Other,Jon Velk,1,2026-03-01,");
        scene.Write("accounts.csv", "id,name", "a1,Same", "a2,Same", "a3,Other");

        var report = await scene.RunAsync();

        Assert.Equal(
            ["deals.csv, line 2, account: more than one account is called 'Same'"],
                report.Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("id,title,amout", "deals.csv has a column 'amout' that deals do not have")]
    [InlineData("id,stage", "deals.csv: the column 'title' is missing; deals must have id, title.")]
    [InlineData("id,title,id", "deals.csv has the column 'id' twice.")]
    [InlineData("", "deals.csv is empty; its first line names the columns.")]
    public async Task A_file_without_the_right_columns_is_refused(string header, string message)
    {
        await using var scene = await ImportScene.CreateAsync();
        File.WriteAllText(Path.Combine(scene.Folder, "deals.csv"), header.Length == 0 ? "" : $"{header}\n");

        var refused = await Assert.ThrowsAsync<OperatorException>(() => scene.RunAsync());

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_UTF8_is_refused()
    {
        await using var scene = await ImportScene.CreateAsync();
        File.WriteAllBytes(Path.Combine(scene.Folder, "deals.csv"), [.. "id,title\n1,Z"u8, 0xFC, .. "rich\n"u8]);

        var refused = await Assert.ThrowsAsync<OperatorException>(() => scene.RunAsync());

        Assert.StartsWith("deals.csv is not UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_says_what_could_be_in_it()
    {
        await using var scene = await ImportScene.CreateAsync();

        var refused = await Assert.ThrowsAsync<OperatorException>(() => scene.RunAsync());

        Assert.Contains("deals.csv", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_with_line_breaks_counts_as_the_line_where_it_begins()
    {
        await using var scene = await ImportScene.WithDealsAsync(
            "d1,\"Two\nlines\",Prospecting,OPEN,a1,r1,1,2026-03-01,", "d2,Next,Prospecting,OPEN,a1,r1,x,2026-03-01,");

        var report = await scene.RunAsync();

        Assert.Equal([4], report.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public async Task Deals_that_name_no_pipeline_need_one_where_there_are_several()
    {
        await using var scene = await ImportScene.WithDealsAsync("d1,One,First,OPEN,a1,r1,1,2026-03-01,");
        scene.Write("pipelines.csv", "name,currency", "A,EUR", "B,USD");
        scene.Write("stages.csv", "pipeline,name,probability", "A,First,0.5", "B,First,0.6");

        var without = await scene.RunAsync();
        var with = await scene.RunAsync(pipeline: "b");
        var unknown = await Assert.ThrowsAsync<OperatorException>(() => scene.RunAsync(pipeline: "C"));

        Assert.Equal(
            ["deals.csv, line 2, pipeline: it names no pipeline, and there are 2; --pipeline gives one to such rows"],
            without.Faults.Select(fault => fault.ToString()));
        Assert.Empty(with.Faults);
        Assert.Equal("--pipeline C: there is no pipeline of that name.", unknown.Message);
    }

    [Theory]
    [InlineData("A,Offer,1.5,", "stages.csv, line 2, probability: It must be 0 to 1")]
    [InlineData(
        "A,Offer,0.5,HAVE_FUN",
        "stages.csv, line 2, exit_criteria: 'HAVE_FUN' is no exit criterion, such as "
        + "FIELD_PRESENT AMOUNT: The amount is known")]
    [InlineData("X,Offer,0.5,", "stages.csv, line 2, pipeline: there is no pipeline 'X'")]
    public async Task A_faulty_stage_is_told_with_its_place(string stage, string fault)
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Write("pipelines.csv", "name,currency", "A,EUR");
        scene.Write("stages.csv", "pipeline,name,probability,exit_criteria", stage);

        var report = await scene.RunAsync();

        Assert.Equal([fault], report.Faults.Select(each => each.ToString()));
    }
}
