// Files that leave: many documents as one archive, the year's forms in every format and before the eye.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look } from "./look.mjs";
import { choose, OFFICE, read, startCounty, windowOf } from "./support.mjs";

let county;
let year;
before(async () => {
  county = await startCounty();
  const page = await windowOf(county, "finance");
  // The oldest year of the demonstration is over: all of it was published and evaluated.
  year = (await read(page, "/years")).items.map((of) => of.year).sort((a, b) => a - b)[0];
});
after(() => county?.stop());

test("a reviewer chooses documents and kinds of file, sees the packing end, and takes the archive", async () => {
  const page = await windowOf(county, "finance");
  await page.goto("/review");
  await page.getByRole("link", { name: "批量下载" }).click();
  await page.getByRole("heading", { name: "批量下载" }).waitFor();
  await choose(page, "年度", String(year));
  await choose(page, "状态", "已公开");
  const all = (await read(page, `/documents?year=${year}&state=published&limit=200`)).items;
  const boxes = page.getByRole("checkbox", { name: /^选择/ });
  await boxes.nth(all.length - 1).waitFor();
  const go = page.getByRole("button", { name: /打包 \d+ 份/ });
  assert.ok(await go.isDisabled(), "nothing is chosen yet");
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await page.getByRole("checkbox", { name: "Markdown" }).check();
  await page.getByRole("button", { name: "打包 3 份" }).waitFor();
  await look(page, "export-choose");
  await page.setViewportSize(OFFICE);
  await go.click();
  await page.getByText("已打包 6 个文件").waitFor();
  await look(page, "export-made");
  const file = await page.request.get(await page.getByRole("link", { name: "下载压缩包" }).getAttribute("href"));
  assert.equal(file.status(), 200);
  const bytes = await file.body();
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  const names = bytes.toString("utf8");
  // Each name stands before its file and in the list at the end.
  for (const ending of [".docx", ".md"]) assert.equal(names.split(ending).length - 1, 6, ending);
});

test("a department's form, report and summary are seen as they will be printed, and leave as files", async () => {
  const page = await windowOf(county, "d326");
  await page.goto("/year?tab=departments");
  await page.getByRole("button", { name: "开展自评" }).click();
  await page.getByRole("dialog", { name: "开展自评" }).getByRole("button", { name: "开展自评" }).click();
  await page.getByRole("heading", { name: "部门整体支出绩效自评表" }).waitFor();
  const { whole } = await read(page, `/department-evaluations/${new URL(page.url()).searchParams.get("id")}`);
  await page.getByRole("button", { name: /下 ?载$/ }).click();
  const menu = page.getByRole("menu").last();
  for (const title of ["部门整体支出绩效自评表", "部门整体支出绩效自评报告", "部门项目支出绩效汇总表"]) await menu.getByText(title).waitFor();
  for (const link of await menu.getByRole("link", { name: /Word|Excel|PDF/ }).all()) {
    const file = await page.request.get(await link.getAttribute("href"));
    assert.equal(file.status(), 200);
    assert.match((await file.body()).subarray(0, 4).toString(), /^(PK|%PDF)/);
  }
  await menu.getByRole("menuitem", { name: "预览" }).nth(1).click();
  const dialog = page.getByRole("dialog", { name: "部门整体支出绩效自评报告" });
  await dialog.locator("iframe").contentFrame().getByText(whole.department.name).first().waitFor();
  await look(page, "export-preview");
});
