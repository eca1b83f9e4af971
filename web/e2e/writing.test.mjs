// Writing a document: cells, a block from a spreadsheet, undo, findings and mends, two people, no network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cell, checked, choose, documentOf, openTask, read, saved, screenshot, showProject, startCounty, windowOf } from "./support.mjs";

let county;
before(async () => (county = await startCounty()));
after(() => county?.stop());

test("a clerk writes, pastes a block, takes it back, and what is saved is what was written", async () => {
  const page = await windowOf(county, "c326004");
  await openTask(page);
  const purpose = cell(page, "资金用途");
  await purpose.fill("支付干渠清淤、边坡修整和弃土清运费用。");
  await page.locator('[data-save="dirty"], [data-save="saving"]').first().waitFor();
  await saved(page);
  const id = documentOf(page);
  assert.equal((await read(page, `/documents/${id}/content`)).projects[0].purpose, "支付干渠清淤、边坡修整和弃土清运费用。");

  const rows = (await read(page, `/documents/${id}/content`)).projects[0].indicators.length;
  const block = '服务对象满意度指标\t沿渠村民满意度\t"受访村民中\n满意的比例"\t≥90%\t入户问卷\n\t管护员满意度\t受访管护员中满意的比例\t≥85%\t座谈问卷';
  await paste(cell(page, `第${rows}行 二级指标`), block);
  await cell(page, `第${rows + 1}行 三级指标`).waitFor();
  assert.equal(await cell(page, `第${rows}行 指标描述`).or(cell(page, `第${rows}行 绩效指标描述`)).inputValue(), "受访村民中\n满意的比例");
  assert.equal(await cell(page, `第${rows + 1}行 指标值`).inputValue(), "≥85%");
  await saved(page);
  const pasted = (await read(page, `/documents/${id}/content`)).projects[0].indicators;
  assert.equal(pasted.length, rows + 1);
  assert.equal(pasted.at(-1).level2, "服务对象满意度指标", "a blank below a merged cell belongs to it");
  assert.equal(pasted.at(-1).target.text, "≥85%");

  await page.keyboard.press("Control+z");
  await cell(page, `第${rows + 1}行 三级指标`).waitFor({ state: "detached" });
  await page.keyboard.press("Control+y");
  await cell(page, `第${rows + 1}行 三级指标`).waitFor();

  await page.getByRole("button", { name: "第1行的操作" }).click();
  await page.getByRole("menuitem", { name: "在下方插入一行" }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "第2行 三级指标");
  await page.keyboard.type("巡渠次数");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "第3行 三级指标");
  await saved(page);
  const typed = (await read(page, `/documents/${id}/content`)).projects[0].indicators[1];
  assert.deepEqual([typed.level1, typed.level3], ["产出指标", "巡渠次数"]);
});

test("a broken number is found while typing and mended; a proposal is one click", async () => {
  const page = await windowOf(county, "c326004");
  await openTask(page);
  await showProject(page, 1);
  const total = cell(page, "预算数");
  await total.fill("134.50");
  const finding = page.locator(".findings-list li", { hasText: "134.50" }).first();
  await finding.waitFor();
  await page.getByText("财政资金与其他资金合计").waitFor();
  await screenshot(page, "document-findings");
  await finding.getByRole("button", { name: "为什么" }).click();
  await page.getByRole("dialog").getByRole("heading").first().waitFor();
  await page.getByRole("dialog").getByRole("button", { name: /关闭|Close/ }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await total.fill("143.50");
  await finding.waitFor({ state: "detached" });

  await showProject(page, 2);
  const item = page.locator(".findings-list li", { hasText: "灌溉投诉件数" });
  await item.getByRole("button", { name: /第\d行/ }).click();
  await page.waitForFunction(() => document.activeElement?.value === "≥5件");
  await item.getByRole("button", { name: "改为 ≤5件" }).click();
  await item.waitFor({ state: "detached" });
  assert.equal(await cell(page, "第5行 指标值").inputValue(), "≤5件");
  await saved(page);
});

test("two people at once: the second is told what differs and decides", async () => {
  const [first, second] = [await windowOf(county, "c370005"), await windowOf(county, "c370005")];
  await openTask(first);
  await second.goto(new URL(first.url()).pathname);
  await checked(second);
  await showProject(first, 1);
  await showProject(second, 1);
  await cell(first, "资金用途").fill("第一个人写的用途。");
  await saved(first);
  await first.waitForFunction(() => !localStorage.getItem(`zhunsheng.draft.${location.pathname.split("/").pop()}`));
  await cell(second, "资金用途").fill("第二个人写的用途。");
  const dialog = second.getByRole("dialog");
  await dialog.getByText("第一个人写的用途。").waitFor();
  await dialog.getByText("第二个人写的用途。").waitFor();
  await screenshot(second, "document-conflict");
  await dialog.getByRole("button", { name: "用我的，覆盖这些不同" }).click();
  await dialog.waitFor({ state: "hidden" });
  await saved(second);
  const id = documentOf(second);
  assert.equal((await read(second, `/documents/${id}/content`)).projects[0].purpose, "第二个人写的用途。");
  // The first one goes on and is told in turn; now the other's text is taken.
  await cell(first, "资金用途").fill("第一个人又写的用途。");
  await first.getByRole("dialog").getByRole("button", { name: "用对方的，放弃我的修改" }).click();
  await first.getByRole("dialog").waitFor({ state: "hidden" });
  await first.waitForFunction(() => document.querySelector('[aria-label="资金用途"]').value === "第二个人写的用途。");
});

test("without network nothing is lost: not on the page, not when it is closed", async () => {
  const page = await windowOf(county, "c405003");
  await openTask(page);
  await showProject(page, 1);
  await page.context().setOffline(true);
  await cell(page, "资金用途").fill("断网时写的用途。");
  await page.getByText("暂时连不上服务器").waitFor();
  await screenshot(page, "document-offline");
  await page.context().setOffline(false);
  await saved(page);
  const id = documentOf(page);
  assert.equal((await read(page, `/documents/${id}/content`)).projects[0].purpose, "断网时写的用途。");

  await page.context().setOffline(true);
  await cell(page, "资金用途").fill("断网后关掉窗口。");
  await page.getByText("暂时连不上服务器").waitFor();
  const again = await page.context().newPage();
  await page.close({ runBeforeUnload: false });
  await page.context().setOffline(false);
  await again.goto(`/documents/${id}`);
  await again.getByText("已恢复上次没有保存的修改").waitFor();
  await saved(again);
  assert.equal((await read(again, `/documents/${id}/content`)).projects[0].purpose, "断网后关掉窗口。");
});

/** As Ctrl+V of a block that a spreadsheet has put on the clipboard. */
async function paste(field, text) {
  await field.focus();
  await field.evaluate((element, block) => {
    const data = new DataTransfer();
    data.setData("text/plain", block);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test("usual indicators come from the library with one click, below their like", async () => {
  const page = await windowOf(county, "c326004");
  await openTask(page);
  const library = page.getByRole("region", { name: "指标库" });
  await choose(page, "项目类型", "设备购置");
  const { projects } = await read(page, `/documents/${documentOf(page)}/content`);
  await library.getByRole("button", { name: /设备验收合格率/ }).scrollIntoViewIfNeeded();
  await screenshot(page, "document-library");
  await library.getByRole("button", { name: /设备验收合格率/ }).click();
  await library.getByRole("button", { name: /设备验收合格率/ }).waitFor({ state: "detached" });
  await saved(page);
  const { indicators } = (await read(page, `/documents/${documentOf(page)}/content`)).projects[0];
  const at = indicators.findIndex((row) => row.level3 === "设备验收合格率");
  assert.equal(indicators.length, projects[0].indicators.length + 1);
  assert.equal(indicators[at].level2, indicators[at - 1].level2, "beside its kind");
  assert.equal(indicators[at].target.text, "100%");
});

test("the rows behind the charts leave as workbooks", async () => {
  const page = await windowOf(county, "finance");
  await page.goto("/overview");
  const all = page.getByRole("link", { name: "下载全部明细（Excel）" });
  await all.waitFor();
  await screenshot(page, "overview");
  for (const link of [all, page.getByRole("link", { name: "XLSX" }).first()]) {
    const file = await page.request.get(await link.getAttribute("href"));
    assert.equal(file.status(), 200);
    assert.equal((await file.body()).subarray(0, 2).toString(), "PK");
  }
});
