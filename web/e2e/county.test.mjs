// The year's beginning: administration opens it, people come in for the first time, last year's text is carried over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, documentOf, checked, read, screenshot, startCounty, windowOf } from "./support.mjs";

let county;
before(async () => (county = await startCounty()));
after(() => county?.stop());

const done = (page) => page.getByText("已完成").first().waitFor();
const tab = (page, name) => page.getByRole("tab", { name }).click();

test("a new account: created, given a role and a password, which is changed at the first login", async () => {
  const system = await windowOf(county, "system");
  await system.goto("/admin");
  await tab(system, "账号");
  await system.getByRole("button", { name: "新建账号" }).click();
  const dialog = system.getByRole("dialog");
  await dialog.getByLabel("用户名").fill("newclerk");
  await dialog.getByLabel("姓名").fill("安小满");
  await dialog.getByLabel("单位").click();
  await system.keyboard.type("灌区服务中心");
  await system.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "保存" }).click();
  await system.getByRole("row", { name: /newclerk/ }).waitFor();
  await screenshot(system, "admin-accounts");

  const security = await windowOf(county, "security");
  await security.goto("/admin");
  await security.getByRole("row", { name: /newclerk/ }).getByRole("button", { name: "管理" }).click();
  const drawer = security.getByRole("dialog");
  await drawer.getByLabel("角色").click();
  await security.keyboard.type("填报");
  await security.keyboard.press("Enter");
  await drawer.getByLabel("单位").click();
  await security.keyboard.type("灌区服务中心");
  await security.keyboard.press("Enter");
  await drawer.getByRole("button", { name: "授予" }).click();
  await drawer.getByText("填报 · 青禾县灌区服务中心").waitFor();
  await drawer.getByLabel("初始密码").fill("Chushi-2026-mima");
  await drawer.getByRole("button", { name: "重置密码" }).click();
  await security.waitForFunction(() => document.querySelector('[aria-label="初始密码"]').value === "");
  await screenshot(security, "admin-account");

  const person = await county.window();
  const enter = async (password) => {
    await person.getByLabel("用户名").fill("newclerk");
    await person.getByLabel("密码").fill(password);
    await person.getByRole("button", { name: "登录" }).click();
  };
  await person.goto("/");
  await enter("wrong-password-1");
  await person.getByRole("alert").waitFor();
  await enter("Chushi-2026-mima");
  await person.getByLabel("原密码").fill("Chushi-2026-mima");
  await person.getByLabel("新密码").fill("Xiaoman-2026-gai");
  await screenshot(person, "first-login");
  await person.getByRole("button", { name: "修改" }).click();
  await person.getByLabel("用户名").waitFor();
  await enter("Xiaoman-2026-gai");
  await person.getByRole("heading", { name: "安小满，您好" }).waitFor();
  await person.getByRole("link", { name: "青禾县灌区服务中心" }).first().waitFor();
});

test("the tree, the rules on trial, the audit chain", async () => {
  const system = await windowOf(county, "system");
  await system.getByRole("link", { name: "系统管理" }).click();
  await system.getByRole("row", { name: /青禾县教育局 361 / }).getByRole("button", { name: "新增下级" }).click();
  await system.getByLabel("编码").fill("361099");
  await system.getByLabel("名称").fill("青禾县实验幼儿园");
  await system.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await system.getByRole("cell", { name: "青禾县实验幼儿园" }).waitFor();
  await screenshot(system, "admin-tree");

  await tab(system, "规则");
  await system.getByRole("switch").first().click();
  await system.getByRole("button", { name: /试算/ }).click();
  await system.getByText(/\d+ 份文本：现在/).waitFor();
  await screenshot(system, "admin-rules");

  const audit = await windowOf(county, "audit");
  await audit.getByRole("link", { name: "系统管理" }).click();
  await audit.getByRole("button", { name: "校验链" }).click();
  await audit.getByText(/审计链完整/).waitFor();
  await screenshot(audit, "admin-audit");
});

test("the next year is opened and last year's text carried over, with what changed listed", async () => {
  const system = await windowOf(county, "system");
  const years = (await read(system, "/years")).items.map((of) => of.year);
  const [last, next] = [Math.max(...years), Math.max(...years) + 1];
  await system.goto("/admin");
  await tab(system, "年度与日程");
  await system.getByLabel("年度", { exact: true }).and(system.locator("input.ant-input-number-input")).fill(String(next));
  await system.getByRole("button", { name: "开设年度" }).click();
  await done(system);
  await screenshot(system, "admin-years");

  const clerk = await windowOf(county, "c430001");
  await clerk.getByRole("link", { name: "绩效文本" }).click();
  await clerk.getByRole("button", { name: "新建" }).click();
  const dialog = clerk.getByRole("dialog");
  await dialog.getByText(new RegExp(`从 ${last} 年度沿用`)).waitFor();
  await screenshot(clerk, "document-new");
  await dialog.getByRole("button", { name: `沿用 ${last} 年度的文本` }).click();
  await checked(clerk);
  const content = await read(clerk, `/documents/${documentOf(clerk)}/content`);
  assert.equal(content.fiscal_year, next);
  assert.ok(content.projects.length > 0);
});

test("whoever is not asked in stays outside", async () => {
  const page = await county.window();
  await page.goto("/documents");
  await page.getByLabel("用户名").fill("c430001");
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "绩效文本" }).waitFor();
  await page.locator(".who summary").click();
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByLabel("用户名").waitFor();
  assert.equal((await page.request.get("/api/v1/documents?limit=1")).status(), 401);
});
