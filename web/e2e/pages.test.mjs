// Every page: nothing serious for axe, fits the phone, speaks English, and the first load is light.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, overflow, violations } from "./look.mjs";
import { OFFICE, PHONE, openTask, screenshot, startCounty, windowOf } from "./support.mjs";

const FIRST_LOAD_BYTES = 300 * 1024;
let county;
before(async () => (county = await startCounty()));
after(() => county?.stop());

/** Address, who reads it, and what shows that it is drawn. */
const PAGES = [
  { name: "workbench", login: "c326004", open: "/", shows: ".task-item" },
  { name: "documents", login: "c326004", open: "/documents", shows: ".ant-table-row" },
  { name: "document", login: "c326004", open: openTask, shows: ".grid" },
  { name: "import", login: "c326004", open: "/import", shows: "main h1" },
  { name: "review", login: "finance", open: "/review", shows: ".ant-table-row" },
  { name: "year-execution", login: "finance", open: "/year", shows: ".ant-table-row .ant-btn" },
  { name: "year-undertaking", login: "finance", open: (page) => openFirst(page, "/year"), shows: ".paid-curve" },
  { name: "year-actuals", login: "finance", open: openActuals, shows: '[role="tabpanel"] .ant-table-row-expand-icon' },
  { name: "year-payments", login: "c326004", open: "/year?tab=payments", shows: ".drop" },
  { name: "year-monitoring", login: "finance", open: "/year?tab=monitoring", shows: ".ant-table-row" },
  { name: "year-sheet", login: "finance", open: (page) => openFirst(page, "/year?tab=monitoring"), shows: ".monitoring-grid" },
  { name: "year-rectifications", login: "finance", open: "/year?tab=rectifications", shows: ".ant-table-row" },
  ...["机构", "年度与日程", "规则", "备份", "账号"].map((tab, n) => ({
    name: `admin-${n + 1}`,
    login: "system",
    open: (page) => openTab(page, tab),
    shows: '[role="tabpanel"] button',
  })),
  { name: "admin-keys", login: "security", open: (page) => openTab(page, "接口密钥"), shows: '[role="tabpanel"] button' },
  { name: "admin-audit", login: "audit", open: "/admin", shows: ".ant-table-row" },
];

async function openTab(page, tab) {
  await page.goto("/admin");
  await page.getByRole("tab", { name: tab }).click();
}

async function openFirst(page, address) {
  await page.goto(address);
  await page.locator(".ant-table-row .ant-btn").first().click();
}

async function openActuals(page) {
  await openFirst(page, "/year");
  await page.getByRole("tab", { name: "指标完成值" }).click();
}

const logins = [...new Set(PAGES.map((page) => page.login))];
for (const login of logins) {
  test(`the pages of ${login} are accessible and fit an office screen and a phone`, async () => {
    const page = await windowOf(county, login);
    for (const { name, open, shows } of PAGES.filter((of) => of.login === login)) {
      await page.setViewportSize(OFFICE);
      if (typeof open === "string") await page.goto(open);
      else {
        await page.goto("/");
        await open(page);
      }
      await page.locator(shows).first().waitFor();
      await look(page, name);
    }
  });
}

test("the login page is accessible, fits the phone and turns English", async () => {
  const page = await county.window({ viewport: PHONE });
  await page.goto("/login");
  await page.getByLabel("用户名").waitFor();
  await screenshot(page, "phone-login");
  assert.deepEqual(await violations(page), []);
  assert.equal(await overflow(page), 0);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Log in" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

test("the public pages need no login, are accessible and fit the phone", async () => {
  const page = await county.window();
  await page.goto("/public");
  const first = page.getByRole("main").getByRole("link", { name: /青禾县/ }).first();
  await first.waitFor();
  await look(page, "public");
  await page.setViewportSize(OFFICE);
  await first.click();
  await page.locator(".official-form .grid").first().waitFor();
  await look(page, "public-document");
});

test("the English face has no Chinese word of its own", async () => {
  const page = await windowOf(county, "c326004");
  await page.locator(".who summary").click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("link", { name: "Documents" }).waitFor();
  await openTask(page);
  const chinese = /[\u4e00-\u9fff]/;
  for (const place of [".frame-nav", ".document-bar button", ".grid thead th", ".findings-state"]) {
    for (const text of await page.locator(place).allInnerTexts()) assert.doesNotMatch(text, chinese, place);
  }
  await screenshot(page, "page-document-english");
});

test("login and workbench load less than 300 KiB of compressed script", async () => {
  const page = await county.window();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.add(requestId));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto("/");
  await page.getByLabel("用户名").fill("c326004");
  await page.getByLabel("密码").fill("Qinghe-2026");
  await page.getByRole("button", { name: "登录" }).click();
  await page.locator(".task-item").first().waitFor();
  console.log(`first load: ${scripts.size} scripts, ${(bytes / 1024).toFixed(1)} KiB`);
  assert.ok(scripts.size > 3 && bytes > 50_000, "scripts were counted");
  assert.ok(bytes < FIRST_LOAD_BYTES, `${bytes} bytes`);
});
