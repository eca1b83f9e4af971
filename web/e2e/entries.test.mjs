// What people enter in a running year: a round of monitoring, actual values, a rectification, sheets of payments, proofs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, read, screenshot, startCounty, windowOf } from "./support.mjs";

let county;
let year;
before(async () => {
  county = await startCounty();
  year = new Date().getFullYear();
});
after(() => county?.stop());

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const project = async (page, choice = () => true) =>
  (await read(page, `/execution?year=${year}&limit=200`)).items.find((row) => row.unit_code && row.adjusted_fen > 0 && choice(row));

test("finance opens a round of monitoring; every project of the branch has its sheet", async () => {
  const finance = await windowOf(county, "finance");
  await finance.goto("/year?tab=monitoring");
  await finance.getByRole("button", { name: "开展监控" }).click();
  const dialog = finance.getByRole("dialog", { name: "开展监控" });
  await dialog.getByLabel("报送截止日期").fill(`${year}-12-31`);
  await dialog.getByLabel("备注").fill("请各单位核对完成值。");
  await screenshot(finance, "year-round-new");
  await dialog.getByRole("button", { name: "开展监控" }).click();
  await dialog.waitFor({ state: "hidden" });
  const month = new Date().getMonth() + 1;
  const round = (await read(finance, `/monitoring-rounds?year=${year}`)).items.find((of) => of.month === month);
  assert.ok(round.sheets > 0 && round.states.draft === round.sheets, "new sheets, all to be written");
  await finance.getByText(`已签批 0 / ${round.sheets} 份`).waitFor();
  await finance.getByRole("button", { name: "更新监控表" }).click();
  await finance.getByText("已更新").waitFor();
  await screenshot(finance, "year-round");
});

test("actual values: missing is shown as missing, a record counts, a proof is attached, an entry is taken back", async () => {
  const finance = await windowOf(county, "finance");
  const one = await project(finance);
  const clerk = await windowOf(county, `c${one.unit_code}`);
  await clerk.goto(`/year?id=${one.id}`);
  await clerk.getByRole("tab", { name: "指标完成值" }).click();
  const at = `/undertakings/${one.id}/actuals`;
  const before = await read(clerk, at);
  const blank = before.items.find((row) => !row.counting);
  const write = async (words, choice) => {
    await clerk.getByRole("button", { name: `填报：${blank.level3}`, exact: true }).click();
    const dialog = clerk.getByRole("dialog", { name: "填报" });
    await dialog.getByLabel("数值、日期或文字").check();
    await dialog.getByLabel("完成值").fill(words);
    await choice(dialog);
    await dialog.getByRole("button", { name: /保 ?存/ }).click();
    await dialog.waitFor({ state: "hidden" });
  };
  await write("已办完九成", async (dialog) => {
    await dialog.getByLabel("记录名称").fill("验收台账");
    await screenshot(clerk, "year-actual-new");
  });
  await write("已全部办完", async (dialog) => {
    await dialog.getByLabel("附件证明").check();
    await dialog.locator("input[type=file]").setInputFiles(file("验收单.csv", "设备,结论\n打印机,合格\n"));
    await dialog.getByText("验收单.csv").waitFor();
  });
  const row = clerk.getByRole("row", { name: new RegExp(blank.level3) });
  await row.getByText("已全部办完").waitFor();
  await row.getByRole("button", { name: /展开|Expand/ }).click();
  await clerk.getByText(/业务记录：验收台账/).waitFor();
  const proof = clerk.locator(".ant-table-expanded-row").getByRole("link", { name: "附件" }).first();
  await screenshot(clerk, "year-actuals");
  const kept = await clerk.request.get(await proof.getAttribute("href"));
  assert.equal(kept.status(), 200);

  await clerk.getByRole("button", { name: `撤回：${blank.level3}`, exact: true }).click();
  const back = clerk.getByRole("dialog", { name: "撤回" });
  await back.getByLabel("撤回原因").fill("验收单填错，重新核对。");
  await back.getByRole("button", { name: /保 ?存/ }).click();
  await back.waitFor({ state: "hidden" });
  await row.getByText("未填报").waitFor();
  const now = (await read(clerk, at)).items.find((of) => of.indicator === blank.indicator);
  assert.equal(now.counting, null);
  assert.equal(now.entries.length, blank.entries.length + 3);
});

test("finance issues a rectification from a sheet, with a last day; the clerk receives it", async () => {
  const finance = await windowOf(county, "finance");
  const sheet = (await read(finance, `/monitoring-sheets?year=${year}`)).items[0];
  await finance.goto(`/year?tab=monitoring&id=${sheet.id}`);
  await finance.getByRole("button", { name: "下发整改" }).click();
  const dialog = finance.getByRole("dialog", { name: "下发整改" });
  await dialog.getByLabel("整改要求").fill("支出明显慢于计划，请排定剩余工作并按月报送。");
  await dialog.getByLabel("整改期限").fill(`${year + 1}-01-20`);
  await screenshot(finance, "year-rectification-new");
  await dialog.getByRole("button", { name: /下 ?发/ }).click();
  await dialog.waitFor({ state: "hidden" });
  const made = (await read(finance, `/rectifications?year=${year}`)).items[0];
  assert.equal(made.sheet, sheet.id);

  const undertaking = await read(finance, `/execution/${made.undertaking}`);
  const clerk = await windowOf(county, `c${undertaking.unit_code}`);
  await clerk.goto(`/year?tab=rectifications&id=${made.id}`);
  await clerk.getByText("支出明显慢于计划，请排定剩余工作并按月报送。").first().waitFor();
  await clerk.getByRole("button", { name: /接 ?收/ }).click();
  await clerk.getByRole("dialog").getByText("已接收").first().waitFor();
});

test("a sheet of payments with headings of its own: mapped once, doubts accepted by hand, booked", async () => {
  const finance = await windowOf(county, "finance");
  const one = await project(finance, (row) => row.code && row.adjusted_fen > row.paid_fen + 100_000);
  const clerk = await windowOf(county, `c${one.unit_code}`);
  await clerk.goto("/year?tab=payments");
  const head = "票据编码,付款日,项目编码,对方户名,金额（元）,摘要";
  const line = (number, code, sum, day = today()) => `${number},${day},${code},青禾县新华书店,${sum},资料`;
  const before = await read(finance, `/execution/${one.id}`);
  const above = before.remaining_fen / 100 + 1;
  const rows = [line("DR-1", one.code, "100.00"), line("DR-2", one.code, above.toFixed(2)), line("DR-3", "没有这个项目", "5.00")];
  await clerk.locator("input[type=file]").setInputFiles(file("支付明细.csv", [head, ...rows].join("\n")));
  const columns = clerk.getByRole("region", { name: "各列的含义" });
  await columns.waitFor();
  await screenshot(clerk, "year-payments-columns");
  for (const [heading, field] of [["票据编码", "凭证号"], ["付款日", "支付日期"]]) {
    await choose(clerk, heading, field);
    await columns.getByText(field, { exact: true }).waitFor();
  }
  await clerk.getByRole("checkbox", { name: "入账第 2 行" }).waitFor();
  assert.ok(await clerk.getByRole("checkbox", { name: "入账第 4 行" }).isDisabled(), "a row with a fault cannot be chosen");
  const doubtful = clerk.getByRole("checkbox", { name: "接受存疑并入账第 3 行" });
  assert.ok(!(await doubtful.isChecked()), "a doubt is accepted by hand only");
  await screenshot(clerk, "year-payments");
  await doubtful.check();
  await clerk.getByRole("button", { name: "确认入账（2 笔）" }).click();
  await clerk.getByRole("row", { name: /支付明细.csv/ }).getByText("已入账 2 笔").waitFor();
  const now = await read(clerk, `/execution/${one.id}`);
  assert.equal(now.on.paid_fen, before.on.paid_fen + 10_000 + Math.round(above * 100));

  // What the columns mean is known the next time.
  await clerk.locator("input[type=file]").setInputFiles(file("支付明细二.csv", [head, line("DR-4", one.code, "7.00")].join("\n")));
  await columns.getByText("凭证号", { exact: true }).waitFor();
  await clerk.getByRole("cell", { name: "DR-4" }).waitFor();

  // No heading is known: the columns are there with their first values, and are named by hand.
  await clerk.getByRole("button", { name: "返回列表", exact: true }).click();
  await clerk.getByRole("row", { name: /支付明细二.csv/ }).waitFor();
  const plain = ["第几张,几时,哪一件,给了谁,多少", `DR-5,${today()},${one.code},青禾县新华书店,9.00`];
  await clerk.locator("input[type=file]").setInputFiles(file("流水.csv", plain.join("\n")));
  await columns.getByText(/^没有认出表头/).waitFor();
  await columns.getByText("青禾县新华书店", { exact: true }).waitFor();
  await screenshot(clerk, "year-payments-unknown");
  const named = [["几时", "支付日期"], ["哪一件", "项目编码"], ["给了谁", "收款人"], ["多少", "支付金额"], ["第几张", "凭证号"]];
  for (const [heading, field] of named) {
    await choose(clerk, heading, field);
    await columns.getByText(field, { exact: true }).waitFor();
  }
  await clerk.getByRole("cell", { name: "DR-5", exact: true }).waitFor();
  await clerk.getByRole("checkbox", { name: "接受存疑并入账第 2 行" }).check();
  await clerk.getByRole("button", { name: "确认入账（1 笔）" }).click();
  await clerk.getByRole("row", { name: /流水.csv/ }).getByText("已入账 1 笔").waitFor();
});

test("finance allocates and adjusts with a document number and the document itself", async () => {
  const finance = await windowOf(county, "finance");
  const one = await project(finance);
  const before = await read(finance, `/execution/${one.id}`);
  await finance.goto(`/year?id=${one.id}`);
  for (const [name, number, reason] of [["指标下达", "青财预〔2026〕88号", ""], ["预算调整", "青财预〔2026〕89号", "追加购置"]]) {
    await finance.getByRole("button", { name, exact: true }).click();
    const dialog = finance.getByRole("dialog", { name });
    await finance.getByLabel("日期").fill(today());
    await finance.keyboard.press("Enter");
    await dialog.getByLabel("金额（元）").fill("500");
    await dialog.getByLabel("凭证号或文号").fill(number);
    if (reason) await dialog.getByLabel("事由").fill(reason);
    await dialog.locator("input[type=file]").setInputFiles(file(`${number}.csv`, "文号\n"));
    await dialog.getByText(`${number}.csv`).waitFor();
    await screenshot(finance, "year-booking");
    await dialog.getByRole("button", { name: /保 ?存/ }).click();
    await dialog.waitFor({ state: "hidden" });
  }
  const row = finance.getByRole("row", { name: /青财预〔2026〕89号/ });
  const kept = await finance.request.get(await row.getByRole("link", { name: "附件" }).getAttribute("href"));
  assert.equal(kept.status(), 200);
  const now = await read(finance, `/execution/${one.id}`);
  assert.equal(now.on.adjusted_fen, before.on.adjusted_fen + 50_000);
  assert.equal(now.on.allocated_fen, before.on.allocated_fen + 50_000);
});
