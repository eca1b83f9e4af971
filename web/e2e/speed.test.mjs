// A large document, 50 projects with 600 indicators: it opens, types and is checked; the times are told, not judged.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cell, checked, read, startCounty, windowOf } from "./support.mjs";

const [PROJECTS, ROWS] = [50, 12];
let county;
before(async () => (county = await startCounty()));
after(() => county?.stop());

test("50 projects with 600 indicators are written without waiting", async () => {
  const page = await windowOf(county, "c370005");
  const id = (await read(page, "/inbox")).tasks.flatMap((task) => task.items)[0].id;
  const { csrf } = await read(page, "/session");
  const small = await read(page, `/documents/${id}/content`);
  const head = await page.request.get(`/api/v1/documents/${id}`);
  const put = await page.request.put(`/api/v1/documents/${id}/content`, {
    data: large(small),
    headers: { "X-CSRF-Token": csrf, "If-Match": head.headers().etag },
  });
  assert.equal(put.status(), 200, await put.text());

  const answers = [];
  page.on("requestfinished", (request) => {
    if (request.url().endsWith("/api/v1/check")) answers.push(request.timing().responseEnd);
  });
  await page.goto(`/documents/${id}`);
  await checked(page);
  await page.evaluate(() => {
    globalThis.paints = [];
    const observer = new PerformanceObserver((list) => paints.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: "event", durationThreshold: 16 });
  });
  const text = "按月核对进度并公布结果";
  await cell(page, "第1行 绩效指标描述").focus();
  for (const letter of text) await page.keyboard.type(letter, { delay: 60 });
  await page.waitForResponse((answer) => answer.url().endsWith("/api/v1/check"));
  assert.ok((await cell(page, "第1行 绩效指标描述").inputValue()).includes(text));
  const paints = (await page.evaluate(() => globalThis.paints)).sort((a, b) => a - b);
  console.log(`typing: ${paints.length} events over 16 ms, the slowest ${paints.at(-1) ?? 0} ms to the next paint`);
  console.log(`checks answered after ${answers.map((ms) => ms.toFixed(0)).join(", ")} ms`);
});

function large(small) {
  const projects = Array.from({ length: PROJECTS }, (_, n) => {
    const like = small.projects[n % small.projects.length];
    const rows = Array.from({ length: ROWS }, (_, row) => {
      const of = like.indicators[row % like.indicators.length];
      return { ...of, level3: `${of.level3}${row >= like.indicators.length ? `（${row}）` : ""}` };
    });
    return { ...like, ordinal: n + 1, code: null, title: null, name: `${like.name}${n + 1}期`, indicators: rows };
  });
  return { ...small, projects };
}
