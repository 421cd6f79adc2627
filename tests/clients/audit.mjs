// Runs the GraphQL over HTTP audit suite against a server.
// Usage: node audit.mjs URL [TOKEN]; prints {"total", "ok", "failed": [{"id", "name", "reason"}]}.
import { serverAudits } from "graphql-http";

const [url, token] = process.argv.slice(2);
const authorized = token ? { authorization: `Bearer ${token}` } : {};

const audits = serverAudits({
  url,
  fetchFn: (address, init = {}) =>
    fetch(address, { ...init, headers: { ...authorized, ...init.headers } }),
});

const failed = [];
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status !== "ok") failed.push({ id: result.id, name: result.name, reason: result.reason });
}

console.log(JSON.stringify({ total: audits.length, ok: audits.length - failed.length, failed }, null, 2));
process.exitCode = failed.length === 0 ? 0 : 1;
