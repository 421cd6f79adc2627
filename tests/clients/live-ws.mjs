// Follows the stages of deals with graphql-ws, over as many connections as it takes, and completes after COUNT events.
// Usage: node live-ws.mjs URL TOKEN AFTER COUNT; prints the version of each event's deal, and in the end
// {"after": [what each subscribe said], "roles"}: the latter by a query over the connection that is left.
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { recordingSocket, follow } from "./live.mjs";

const [url, token, after, count] = process.argv.slice(2);
const { Socket, sent } = recordingSocket();
const client = createClient({
  url,
  webSocketImpl: Socket,
  connectionParams: { Authorization: `Bearer ${token}` },
  lazyCloseTimeout: 5_000,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: () => wait(100),
});

const variables = { after };
let seen = 0;
for await (const { data } of client.iterate({ query: follow, variables })) {
  const { cursor, dealVersion } = data.onDealStageChanged;
  variables.after = cursor;
  console.log(dealVersion);
  if (++seen === Number(count)) break;
}

let roles;
for await (const { data } of client.iterate({ query: "{ me { roles } }" })) roles = data.me.roles;
await client.dispose();
console.log(JSON.stringify({
  after: sent.filter(({ variables }) => variables).map(({ variables }) => variables.after),
  roles,
}));
