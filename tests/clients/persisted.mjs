// Asks the same twice with Apollo Client's PersistedQueryLink: the hash alone, then with the document, then the hash again.
// Usage: node persisted.mjs URL QUERY GET; prints {"data": [of each], "requests": [{"method", "status", "hasQuery"}]}.
import { createHash } from "node:crypto";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";

const [url, query, byGet] = process.argv.slice(2);
const requests = [];
const recording = async (target, options) => {
  const response = await fetch(target, options);
  const sent = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(target).searchParams);
  requests.push({ method: options.method, status: response.status, hasQuery: "query" in sent });
  return response;
};
const link = new PersistedQueryLink({
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
  useGETForHashedQueries: byGet === "GET",
}).concat(new HttpLink({ uri: url, fetch: recording }));

const client = new ApolloClient({ cache: new InMemoryCache(), link });
const data = [];
for (let i = 0; i < 2; i++) {
  data.push((await client.query({ query: gql(query), fetchPolicy: "network-only" })).data);
}
client.stop();
console.log(JSON.stringify({ data, requests }));
