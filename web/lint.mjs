// What the type checker cannot see: both languages hold the same keys, and every key is used.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const read = (name) => JSON.parse(readFileSync(new URL(`src/i18n/${name}.json`, import.meta.url)));
const [zh, en] = [read("zh-CN"), read("en")];
const complaints = [];

for (const key of Object.keys(zh)) if (!(key in en)) complaints.push(`en.json lacks ${key}`);
for (const key of Object.keys(en)) if (!(key in zh)) complaints.push(`zh-CN.json lacks ${key}`);

const folder = new URL("src", import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
const source = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
// Words of the API are looked up by group: `state.` + word.
const groups = [...source.matchAll(/`([a-z_.]+)\.\$\{/g)].map((match) => match[1]);
const looked = ["state", "role", ...groups];
for (const key of Object.keys(zh)) {
  const grouped = looked.some((group) => key.startsWith(`${group}.`));
  if (!grouped && !source.includes(`"${key}"`)) complaints.push(`no page uses ${key}`);
}

if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
