// A look at a page: for the eye, for axe, and on a phone.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { PHONE, screenshot } from "./support.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Screenshots for the eye; axe and the page's width for the machine. */
export async function look(page, name) {
  await screenshot(page, `page-${name}`);
  assert.deepEqual(await violations(page), [], name);
  await page.setViewportSize(PHONE);
  await screenshot(page, `phone-${name}`);
  assert.equal(await overflow(page), 0, `${name} scrolls sideways on a phone`);
}

export async function violations(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

export function overflow(page) {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}
