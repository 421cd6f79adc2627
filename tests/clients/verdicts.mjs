// graphql-js's verdict on each document of the corpus.
// Usage: node verdicts.mjs CORPUS_DIR; prints {"file#name": "ok" | "RuleName" | "Syntax", …}.
// A corpus file holds documents, each headed by a line `### name`; schema.graphql is the schema.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, specifiedRules, validate } from "graphql";

const [directory] = process.argv.slice(2);
const schema = buildSchema(readFileSync(join(directory, "schema.graphql"), "utf8"));

// The rule for subscriptions throws where it finds @skip or @include with a variable.
function breaks(document, rule) {
  try {
    return validate(schema, document, [rule]).length > 0;
  } catch {
    return true;
  }
}

function verdict(text) {
  let document;
  try {
    document = parse(text);
  } catch {
    return "Syntax";
  }
  const broken = specifiedRules.filter((rule) => breaks(document, rule));
  return broken.length === 0 ? "ok" : broken.map((rule) => rule.name).join(" ");
}

const verdicts = {};
for (const file of readdirSync(directory).filter((name) => name.endsWith(".corpus")).sort()) {
  const [, ...parts] = readFileSync(join(directory, file), "utf8").split(/^### /m);
  for (const part of parts) {
    const end = part.indexOf("\n");
    verdicts[`${file.replace(".corpus", "")}#${part.slice(0, end).trim()}`] = verdict(part.slice(end + 1));
  }
}

console.log(JSON.stringify(verdicts, null, 2));
