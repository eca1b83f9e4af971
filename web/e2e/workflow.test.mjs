// A document's way through all hands: submit, return, correct, pass, pass, pass, approve, publish.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cell, checked, documentOf, openTask, read, saved, screenshot, showProject, startCounty, windowOf } from "./support.mjs";

let county;
/** The newest year, which is in the making, and the one before it. */
let year;
let last;
before(async () => {
  county = await startCounty();
  const finance = await windowOf(county, "finance");
  [year, last] = (await read(finance, "/years")).items.map((of) => of.year).sort((a, b) => b - a);
});
after(() => county?.stop());

const state = (page, word) => page.locator(".document-bar").getByText(word, { exact: true }).waitFor();

/** The review form is filled with what was said on the way, is seen as it will be printed, and leaves as a file. */
async function seeReviewForm(page) {
  await page.getByRole("button", { name: "审核表" }).click();
  const menu = page.getByRole("menu").last();
  await menu.getByText("项目支出绩效目标审核表（重点项目）", { exact: true }).waitFor();
  const word = await menu.getByRole("link", { name: "Word", exact: true }).first().getAttribute("href");
  const file = await page.request.get(word);
  assert.equal(file.status(), 200);
  assert.equal((await file.body()).subarray(0, 2).toString(), "PK");
  await menu.getByRole("menuitem", { name: "预览" }).first().click();
  const dialog = page.getByRole("dialog", { name: "项目支出绩效目标审核表（一般性项目）" });
  const paper = dialog.locator("iframe").contentFrame();
  await paper.getByText("已审核，待批复").first().waitFor();
  await paper.getByText("请写明节制闸名称。").first().waitFor();
  await screenshot(page, "document-review-form");
  await dialog.getByRole("button", { name: /close|关闭/i }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("submit with acknowledgement, return with reason, correct, review, approve, publish", async () => {
  const clerk = await windowOf(county, "c326004");
  await openTask(clerk);
  const id = documentOf(clerk);
  const address = `/documents/${id}`;
  await clerk.getByRole("button", { name: "送审" }).click();
  const dialog = clerk.getByRole("dialog");
  await dialog.getByText(/还有 \d+ 处错误/).waitFor();
  await screenshot(clerk, "document-submit-errors");
  assert.ok(await dialog.getByRole("button", { name: "确认并送审" }).isDisabled(), "errors are not acknowledged away");
  await dialog.getByRole("button", { name: "回去修改" }).click();
  await dialog.waitFor({ state: "hidden" });

  await showProject(clerk, 2);
  await cell(clerk, "第4行 指标值").fill("≤97.20万元");
  await cell(clerk, "资金用途").fill("支付9座节制闸启闭机更换、测控终端和光纤通信费用，方便受益农户用水。");
  await clerk.locator(".findings .ant-segmented-item", { hasText: "错误 0" }).waitFor();
  // Not waiting for the autosave: submitting saves first.
  await clerk.getByRole("button", { name: "送审" }).click();
  await dialog.getByRole("checkbox").first().waitFor();
  for (const box of await dialog.getByRole("checkbox").all()) await box.check();
  await dialog.getByRole("button", { name: "确认并送审" }).click();
  await state(clerk, "单位审核");
  assert.equal(await cell(clerk, "第4行 指标值").getAttribute("readonly"), "", "what is under review is read only");
  await screenshot(clerk, "document-under-review");

  const unit = await windowOf(county, "u326004");
  await unit.getByRole("link", { name: "青禾县灌区服务中心" }).click();
  await checked(unit);
  await unit.getByRole("button", { name: "更多" }).click();
  await unit.getByRole("menuitem", { name: "退回" }).click();
  await unit.getByLabel("理由").fill("请写明节制闸名称。");
  await unit.getByRole("dialog").getByRole("button", { name: "退回" }).click();
  await state(unit, "已退回");

  await clerk.getByRole("link", { name: "工作台" }).click();
  await clerk.getByText("请写明节制闸名称。").waitFor();
  await screenshot(clerk, "workbench-returned");
  await openTask(clerk);
  await showProject(clerk, 2);
  assert.equal(await cell(clerk, "第4行 指标值").inputValue(), "≤97.20万元");
  await cell(clerk, "第1行 确定依据").or(cell(clerk, "第1行 指标值确定依据")).fill("灌区自动化改造方案所列9座节制闸名单");
  await saved(clerk);
  await clerk.getByRole("button", { name: "送审" }).click();
  // What was acknowledged stays so while its places do not grow.
  await state(clerk, "单位审核");

  for (const [login, before, after] of [
    ["u326004", "单位审核", "部门审核"],
    ["d326", "部门审核", "财政审核"],
    ["finance", "财政审核", "待批复"],
  ]) {
    const reviewer = await windowOf(county, login);
    await reviewer.goto(address);
    await state(reviewer, before);
    await reviewer.getByRole("button", { name: "审核通过" }).click();
    await state(reviewer, after);
    await reviewer.context().close();
  }
  const finance = await windowOf(county, "finance");
  await finance.goto(address);
  await state(finance, "待批复");
  await seeReviewForm(finance);
  await finance.getByRole("button", { name: "批复" }).click();
  await state(finance, "已批复");
  await finance.getByRole("button", { name: "公开" }).click();
  await state(finance, "已公开");
  await finance.getByRole("button", { name: "经过" }).click();
  await finance.getByText("请写明节制闸名称。").waitFor();
  await screenshot(finance, "document-history");
  assert.equal((await read(finance, `/documents/${id}`)).state, "published");
});

test("a reviewer works through the queue inside the documents, without the mouse", async () => {
  const page = await windowOf(county, "finance");
  await page.getByRole("link", { name: "审核", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".ant-table-row").nth(1).waitFor();
  const texts = await page.locator(".ant-table-row").allInnerTexts();
  const rows = texts.length;
  // One with something to look at, and with another after it.
  const found = texts.slice(0, -1).findIndex((text) => /错误|提示|建议/.test(text));
  assert.ok(found >= 0, texts.join("\n"));
  for (let n = 0; n < found; n += 1) await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await checked(page);
  const first = documentOf(page);
  const heading = await page.locator(".sheet-title").innerText();
  await page.keyboard.press("n");
  await page.waitForFunction((old) => document.querySelector(".sheet-title")?.innerText !== old, heading);
  await page.keyboard.press("p");
  await page.waitForFunction((old) => document.querySelector(".sheet-title")?.innerText === old, heading);
  await page.keyboard.press("j");
  await page.locator(".findings-list li[aria-current]").waitFor();
  await screenshot(page, "document-review-keys");
  await page.keyboard.press("r");
  await page.getByLabel("理由").fill("请补充测算依据。");
  await page.getByRole("dialog").getByRole("button", { name: "退回" }).focus();
  await page.keyboard.press("Enter");
  // The next of the queue opens by itself.
  await page.waitForURL((url) => /documents\/\d+/.test(url.pathname) && !url.pathname.endsWith(`/${first}`));
  await checked(page);
  assert.equal((await read(page, `/documents/${first}`)).state, "returned");
  await page.goBack();
  await page.goBack();
  await page.waitForFunction((n) => document.querySelectorAll(".ant-table-row").length === n, rows - 1);
});

test("a reviewer passes clean documents by keyboard and in one go", async () => {
  const page = await windowOf(county, "finance");
  await page.getByRole("link", { name: "审核", exact: true }).click();
  await page.locator(".ant-table-row").first().waitFor();
  await screenshot(page, "review");
  const rows = await page.locator(".ant-table-row").count();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("a");
  await page.waitForFunction((n) => document.querySelectorAll(".ant-table-row").length === n, rows - 1);
  await page.getByRole("button", { name: /选中 \d+ 份没有问题的/ }).click();
  await page.getByRole("button", { name: /审核通过/ }).click();
  await page.getByText("没有等待审核的文本。").waitFor();
});

test("a reviewer lets an error stand with a reason, and takes it back", async () => {
  const page = await windowOf(county, "d348");
  const drafts = (await read(page, `/documents?year=${year}&limit=200`)).items;
  const { id } = drafts.find((row) => row.errors > 0 && ["draft", "returned"].includes(row.state));
  await page.goto(`/documents/${id}`);
  await checked(page);
  const finding = page.locator(".findings-list li", { hasText: "错误" }).first();
  await finding.getByRole("button", { name: "豁免" }).click();
  await page.getByLabel("理由").fill("合同已经签订，按合同执行。");
  await page.getByRole("dialog").getByRole("button", { name: "豁免" }).click();
  await finding.getByText("合同已经签订，按合同执行。").waitFor();
  await screenshot(page, "document-waived");
  await finding.getByRole("button", { name: "撤销豁免" }).click();
  await finding.getByRole("button", { name: "豁免", exact: true }).waitFor();
});

test("what is under review is compared with last year's text", async () => {
  const page = await windowOf(county, "finance");
  const all = await read(page, `/documents?year=${last}&limit=200`);
  await page.goto(`/documents/${all.items[0].id}`);
  await checked(page);
  await page.getByRole("button", { name: "经过" }).click();
  const section = page.getByRole("region", { name: "版本对比" });
  await section.getByRole("combobox", { name: "对比的旧版本" }).click();
  await page.getByText(`上年（${last - 1}）`, { exact: true }).last().click();
  await section.locator(".ant-table-row").first().waitFor();
  await screenshot(page, "document-last-year");
});

test("a comment at a field is seen, answered and settled", async () => {
  const reviewer = await windowOf(county, "d348");
  await openTask(reviewer);
  await showProject(reviewer, 2);
  await cell(reviewer, "资金用途").focus();
  await reviewer.getByRole("button", { name: /意见/ }).click();
  await reviewer.getByLabel("写一条意见").fill("请说明补贴标准怎样定的。");
  await reviewer.locator(".thread").last().getByRole("button", { name: "发送" }).click();
  const thread = reviewer.locator(".thread", { hasText: "请说明补贴标准怎样定的。" });
  await thread.getByText("资金用途").waitFor();
  await thread.getByRole("button", { name: "已解决" }).click();
  await thread.getByRole("button", { name: "重新打开" }).waitFor();
  await screenshot(reviewer, "document-comments");
});
