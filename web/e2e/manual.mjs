// Brings the manual's pictures up to date: each one named in docs/manual is taken from the journeys' screenshots.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { SCREENSHOTS } from "./support.mjs";

const MANUAL = new URL("../../docs/manual/", import.meta.url).pathname;
mkdirSync(`${MANUAL}images`, { recursive: true });
const pages = readdirSync(MANUAL).filter((name) => name.endsWith(".md"));
const named = pages.flatMap((name) => [...readFileSync(MANUAL + name, "utf8").matchAll(/\(images\/([\w-]+)\.png\)/g)]);
const names = [...new Set(named.map((match) => match[1]))];
const missing = names.filter((name) => !existsSync(`${SCREENSHOTS}${name}.png`));
if (missing.length > 0) throw new Error(`no journey makes ${missing.join(", ")}; run cargo xtask test first`);
for (const name of names) copyFileSync(`${SCREENSHOTS}${name}.png`, `${MANUAL}images/${name}.png`);
console.log(`${names.length} pictures of ${pages.length} pages are up to date`);
