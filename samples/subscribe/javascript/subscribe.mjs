// Follows a subscription for as long as it runs, and goes on where it stopped when it is started again.
// Settings are environment variables, see ../README.md.
import { execSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const {
  PIPELINEGRAPH_URL: url = "ws://127.0.0.1:5080/graphql",
  TOKEN: token = "",
  TOKEN_COMMAND: tokenCommand,
  CURSOR_FILE: cursorFile = "cursor.txt",
  SUBSCRIPTION: subscription = new URL("../subscription.graphql", import.meta.url),
} = process.env;
const silence = 30_000; // milliseconds; the server sends a ping every 12 seconds
const longestWait = 10_000; // milliseconds between two attempts to connect

// Your part. After a crash an event may come a second time, with the same cursor. It counts as handled when the promise
// resolves: here, when the line has left this process (`console.log` keeps lines in memory while a pipe is full).
function handle(event) {
  return new Promise((resolve, reject) =>
    process.stdout.write(`${JSON.stringify(event)}\n`, (error) => (error ? reject(error) : resolve())));
}

// Either the old cursor is in the file or the new one, whatever happens meanwhile.
function store(cursor) {
  writeFileSync(`${cursorFile}.new`, cursor, { flush: true });
  renameSync(`${cursorFile}.new`, cursorFile);
}

// Asked for at every connection, so that a new token follows one that has expired (the server closes with 4403 then).
function authorization() {
  return `Bearer ${tokenCommand ? execSync(tokenCommand, { encoding: "utf8" }).trim() : token}`;
}

let watch;
const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: () => ({ Authorization: authorization() }),
  lazyCloseTimeout: 1_000, // keeps the connection from the first question until the subscription
  retryAttempts: Infinity,
  shouldRetry: () => true, // a server that is not there is an error, no close: by itself graphql-ws would give up
  retryWait: (retries) => wait(Math.min(250 * 2 ** retries, longestWait) * (0.5 + Math.random() / 2)),
  on: {
    // A connection may die without a word: the server's pings tell that it lives.
    opened: (socket) => (watch = setTimeout(() => socket.terminate(), silence)),
    message: () => watch.refresh(),
    ping: (isReceived, payload) => isReceived && payload?.cursor && take({ cursor: payload.cursor }),
    closed: ({ code, reason }) => {
      clearTimeout(watch);
      console.error(`closed: ${code} ${reason}`);
    },
    error: (error) => console.error(`no connection: ${error.message}`),
  },
});

// graphql-ws sends this same object again after each reconnection, so `after` is always the newest cursor that came;
// with the first one every reconnection would replay all from there. The file has the newest one that was handled.
const variables = {};
const waiting = [];
let working = Promise.resolve();

function take(item) {
  variables.after = item.cursor;
  if (waiting.push(item) === 1) working = work();
}

async function work() {
  for (; waiting.length > 0; waiting.shift()) {
    const { cursor, event } = waiting[0];
    if (event) await handle(event);
    store(cursor); // of a ping, too: a cursor that only rare events renew would get too old
  }
}

function request(query) {
  return new Promise((resolve, reject) => {
    let answer;
    client.subscribe({ query }, {
      next: (value) => (answer = value),
      error: reject,
      complete: () => resolve(answer.data),
    });
  });
}

function follow(query) {
  return new Promise((resolve, reject) => {
    client.subscribe({ query, variables }, {
      next({ data, errors }) {
        const [event] = Object.values(data ?? {});
        if (event) take({ cursor: event.cursor, event });
        else reject(errors);
      },
      error: reject,
      complete: resolve,
    });
  });
}

async function run() {
  if (!existsSync(cursorFile)) store((await request("{ latestEventCursor }")).latestEventCursor);
  variables.after = readFileSync(cursorFile, "utf8").trim();
  await follow(readFileSync(subscription, "utf8"));
}

function explain(failure) {
  const [error] = Array.isArray(failure) ? failure : [failure];
  if (error?.extensions?.code !== "EVENT_CURSOR_EXPIRED") return error?.message ?? `closed: ${error?.code}`;
  return `Events after the cursor in ${cursorFile} have been removed. Read a fresh snapshot, delete the file and start `
    + `again; or write ${error.extensions.oldestCursor} into it, to go on behind the hole.`;
}

try {
  await run();
} catch (failure) {
  await working;
  console.error(explain(failure));
  process.exit(1);
}
