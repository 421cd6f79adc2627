// Follows the stages of deals with graphql-sse, a connection for each operation, and completes after COUNT events.
// Usage: node live-sse.mjs URL TOKEN AFTER COUNT; prints the version of each event's deal, and in the end
// {"after": [the Last-Event-ID of each request, null without], "roles"}: the latter by a query over server-sent events.
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "graphql-sse";
import { follow } from "./live.mjs";

const [url, token, after, count] = process.argv.slice(2);
const sent = [];
let last;
const client = createClient({
  url,
  singleConnection: false,
  headers: () => ({ Authorization: `Bearer ${token}`, ...(last && { "Last-Event-ID": last }) }),
  retryAttempts: Infinity,
  retry: () => wait(100),
  fetchFn: (address, init) => {
    if (init.body.includes("subscription")) sent.push(init.headers["Last-Event-ID"] ?? null);
    return fetch(address, init);
  },
});

let seen = 0;
for await (const { data } of client.iterate({ query: follow, variables: { after } })) {
  const { cursor, dealVersion } = data.onDealStageChanged;
  last = cursor;
  console.log(dealVersion);
  if (++seen === Number(count)) break;
}

let roles;
for await (const { data } of client.iterate({ query: "{ me { roles } }" })) roles = data.me.roles;
client.dispose();
console.log(JSON.stringify({ after: sent, roles }));
