// Builds a schema with graphql-js and validates each operation file against it.
// Usage: node validate.mjs SCHEMA_FILE OPERATIONS_DIR; prints {"files", "failed": [{"file", "errors"}]}.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, specifiedRules, validate, validateSchema } from "graphql";

const [schemaFile, operationsDirectory] = process.argv.slice(2);
const schema = buildSchema(readFileSync(schemaFile, "utf8"));

// Each file stands alone, so fragments are expected to be used in the file that defines them.
function check(file) {
  try {
    return validate(schema, parse(readFileSync(join(operationsDirectory, file), "utf8")), specifiedRules);
  } catch (error) {
    return [error];
  }
}

const failed = [];
const schemaErrors = validateSchema(schema);
if (schemaErrors.length > 0) failed.push({ file: schemaFile, errors: schemaErrors.map((error) => error.message) });

const files = readdirSync(operationsDirectory, { recursive: true }).filter((file) => file.endsWith(".graphql")).sort();
for (const file of files) {
  const errors = check(file);
  if (errors.length > 0) failed.push({ file, errors: errors.map((error) => error.message) });
}

console.log(JSON.stringify({ files: files.length, failed }, null, 2));
process.exitCode = failed.length === 0 ? 0 : 1;
