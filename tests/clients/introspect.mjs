// Asks a server for its schema with graphql-js's standard introspection query and builds a client schema from it.
// Usage: node introspect.mjs URL [TOKEN]; prints {"types", "errors"}.
import { buildClientSchema, getIntrospectionQuery, validateSchema } from "graphql";

const [url, token] = process.argv.slice(2);
const options = {
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
};
const response = await fetch(url, {
  method: "POST",
  headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
  body: JSON.stringify({ query: getIntrospectionQuery(options) }),
});

const { data, errors = [] } = await response.json();
const schema = data && buildClientSchema(data);
console.log(JSON.stringify({
  types: schema ? Object.keys(schema.getTypeMap()).length : 0,
  errors: [...errors, ...(schema ? validateSchema(schema) : [])].map((error) => error.message),
}));
