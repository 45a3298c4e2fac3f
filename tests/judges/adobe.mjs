// Reads the pages whose paths are given, a line each, and prints what the validator finds in each, as JSON a line.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const modules = process.argv[2];
const load = (path) => import(pathToFileURL(`${modules}/${path}`).href);
const { default: Validator } = await load("@adobe/structured-data-validator/src/index.js");
const { default: WebAutoExtractor } = await load("@marbec/web-auto-extractor/dist/index.js");

for await (const path of createInterface({ input: process.stdin })) {
  const found = new WebAutoExtractor({ addLocation: true }).parse(readFileSync(path, "utf8"));
  const issues = await new Validator().validate(found);
  const told = issues.map((issue) => `${issue.severity} ${issue.rootType ?? issue.path?.at(-1)?.type}: ${issue.issueMessage}`);
  console.log(JSON.stringify({ path, types: Object.keys(found.jsonld ?? {}), issues: told }));
}
