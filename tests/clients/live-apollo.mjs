// Follows the stages of deals with Apollo Client and its GraphQLWsLink, and completes after COUNT events.
// Usage: node live-apollo.mjs URL TOKEN AFTER COUNT; prints the version of each event's deal, and in the end
// {"after": [what each subscribe said], "roles"}: the latter by a query over the connection that is left.
import { setTimeout as wait } from "node:timers/promises";
import { ApolloClient, ApolloLink, InMemoryCache, gql } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import { tap } from "rxjs";
import { follow, recordingSocket } from "./live.mjs";

const [url, token, after, count] = process.argv.slice(2);
const { Socket, sent } = recordingSocket();
const socket = createClient({
  url,
  webSocketImpl: Socket,
  connectionParams: { Authorization: `Bearer ${token}` },
  lazyCloseTimeout: 5_000,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: () => wait(100),
});

// The variables that Apollo is given are copied; those of the operation are the ones that are sent again.
const resume = new ApolloLink((operation, forward) => forward(operation).pipe(tap(({ data }) => {
  const [event] = Object.values(data ?? {});
  if (event?.cursor) operation.variables.after = event.cursor;
})));
const client = new ApolloClient({ cache: new InMemoryCache(), link: resume.concat(new GraphQLWsLink(socket)) });

await new Promise((resolve, reject) => {
  let seen = 0;
  const subscription = client.subscribe({ query: gql(follow), variables: { after } }).subscribe({
    next({ data }) {
      console.log(data.onDealStageChanged.dealVersion);
      if (++seen < Number(count)) return;
      subscription.unsubscribe();
      resolve();
    },
    error: reject,
  });
});

const { data } = await client.query({ query: gql("{ me { roles } }") });
client.stop();
await socket.dispose();
console.log(JSON.stringify({
  after: sent.filter(({ variables }) => variables?.after).map(({ variables }) => variables.after),
  roles: data.me.roles,
}));
