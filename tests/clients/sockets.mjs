// Runs operations with graphql-ws over one WebSocket, as browsers do: the token is in its first message.
// Usage: node sockets.mjs URL TOKEN OPERATION...; prints a list with the results of each.
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [url, token, ...operations] = process.argv.slice(2);
let opened = 0;
const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: { Authorization: `Bearer ${token}` },
  lazyCloseTimeout: 1_000,
  retryAttempts: 0,
  on: { opened: () => opened++ },
});

const results = [];
for (const query of operations) {
  const answers = [];
  try {
    for await (const answer of client.iterate({ query })) answers.push(answer);
  } catch (refusal) {
    answers.push(Array.isArray(refusal) ? { errors: refusal } : { closed: refusal.code, reason: refusal.reason });
  }
  results.push(answers);
}

await client.dispose();
console.log(JSON.stringify({ opened, results }));
