// Asks one operation of a manifest with Apollo Client's PersistedQueryLink, which sends the manifest's id in place of the document.
// Usage: node manifest.mjs URL MANIFEST TOKEN OPERATION; prints {"data", "hasQuery": [of each request]}.
import { readFile } from "node:fs/promises";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";

const [url, file, token, name] = process.argv.slice(2);
const manifest = JSON.parse(await readFile(file, "utf8"));
if (manifest.format !== "apollo-persisted-query-manifest" || manifest.version !== 1) throw new Error("no such manifest");
const byName = new Map(manifest.operations.map((operation) => [operation.name, operation]));
const nameOf = (document) => document.definitions.find((definition) => definition.kind === "OperationDefinition").name.value;

const hasQuery = [];
const recording = (target, options) => {
  hasQuery.push("query" in JSON.parse(options.body));
  return fetch(target, options);
};
const link = new PersistedQueryLink({ generateHash: (document) => byName.get(nameOf(document)).id })
  .concat(new HttpLink({ uri: url, fetch: recording, headers: { authorization: `Bearer ${token}` } }));

const client = new ApolloClient({ cache: new InMemoryCache(), link });
const { data } = await client.query({ query: gql(byName.get(name).body), fetchPolicy: "network-only" });
client.stop();
console.log(JSON.stringify({ data, hasQuery }));
