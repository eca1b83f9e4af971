// Files into the record: dropped, read, looked at beside their source, confirmed as drafts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checked, documentOf, read, screenshot, startCounty, windowOf } from "./support.mjs";

const EXAMPLES = new URL("../../examples/", import.meta.url).pathname;
let county;
before(async () => (county = await startCounty()));
after(() => county?.stop());

test("three files of three kinds: doubts first, the source beside the form, one confirmed as a draft", async () => {
  const page = await windowOf(county, "c326004");
  await page.goto("/import");
  const files = ["qinghe-hebei.docx", "qinghe-hunan.xlsx", "qinghe-neimenggu.md"].map((name) => EXAMPLES + name);
  const broken = { name: "坏文件.docx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\u0003\u0004 cut") };
  await page.locator("input[type=file]").setInputFiles(files);
  await page.locator(".ant-table-row").nth(2).waitFor();
  await page.getByText("原文", { exact: true }).first().waitFor();
  await screenshot(page, "import-read");

  const row = page.locator(".ant-table-row", { hasText: "qinghe-hebei.docx" });
  await row.getByRole("button", { name: "qinghe-hebei.docx" }).click();
  await page.getByRole("heading", { name: "qinghe-hebei.docx" }).waitFor();
  if (await row.getByRole("combobox", { name: "归入" }).count()) {
    await row.getByRole("combobox", { name: "归入" }).click();
    await page.locator(".ant-select-dropdown:visible").getByText("新建草稿").click();
  }
  await pick(page, row, "单位", /灌区/);
  await pick(page, row, "年度", /2027|2026/);
  for (const other of await page.locator(".ant-table-row").all()) {
    const box = other.getByRole("checkbox");
    const wanted = (await other.innerText()).includes("qinghe-hebei.docx");
    if ((await box.isChecked()) !== wanted && (await box.isEnabled())) await box.click();
  }
  await page.getByRole("button", { name: "确认入库（1）" }).click();
  await row.getByRole("link", { name: /打开草稿/ }).click();
  await checked(page);
  const made = await read(page, `/documents/${documentOf(page)}`);
  assert.equal(made.state, "draft");
  assert.ok(made.projects > 0 && made.indicators > 0, "the draft holds what the file says");

  await page.goto("/import");
  await page.locator("input[type=file]").setInputFiles([broken]);
  await page.getByText("无法读取").waitFor();
  await screenshot(page, "import-broken");
});

test("what the reader doubts is named with why, and a key leads to it", async () => {
  const page = await windowOf(county, "c326004");
  const form = `| 项目编码 | 13999826P00001210021Q | 项目名称 | 河道巡查经费 |
|---|---|---|---|
| 预算规模及资金用途 | 预算数 | 12.50 | |
| 某栏 | 某值 | | |
`;
  await page.goto("/import");
  await page.locator("input[type=file]").setInputFiles([{ name: "存疑.md", mimeType: "text/markdown", buffer: Buffer.from(form) }]);
  await page.getByRole("heading", { name: "存疑.md" }).click();
  const doubts = page.getByRole("list", { name: "存疑的字段" });
  await doubts.getByText("有文字没有归入任何字段").first().waitFor();
  await page.keyboard.press("j");
  await doubts.locator("[aria-current]", { hasText: "某栏" }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.locator("td.cell-doubt:focus").waitFor();
});

async function pick(page, row, label, option) {
  const box = row.getByRole("combobox", { name: label });
  await box.click();
  await page.locator(".ant-select-dropdown:visible .ant-select-item-option", { hasText: option }).first().click();
}
