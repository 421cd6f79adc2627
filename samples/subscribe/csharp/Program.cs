// Follows a subscription for as long as it runs, and goes on where it stopped when it is started again.
using System.Text.Json;
using Subscribe;

var follower = new Follower(Settings.Read(), Handle, Console.Error.WriteLine);
return await follower.RunAsync();

// Your part. After a crash an event may come a second time, with the same cursor. The next event is read when this one
// has been handled; the server cuts off who is silent for 24 seconds, so what takes longer belongs into a queue.
static Task Handle(JsonElement happened)
{
    Console.WriteLine(happened.GetRawText());
    return Task.CompletedTask;
}
