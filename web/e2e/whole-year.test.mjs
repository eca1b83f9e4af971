// A whole year through the pages: plan, payments, an adjustment, four rounds of monitoring, a rectification,
// self-evaluation, points given again, results used next year. Every figure that is asserted was computed by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checked, choose, screenshot, startCounty, windowOf } from "./support.mjs";

// Both lie before the years of the demonstration, whenever this runs: every month of them has come, and they are empty.
const [YEAR, NEXT] = [2023, 2024];
const UNIT = "326004";
const PROJECT = "水闸远程控制";
const CODE = "13999823P32600400002E";
const PLAN = new URL("whole-year.md", import.meta.url).pathname;

let county;
const people = {};
before(async () => {
  county = await startCounty();
  const logins = { clerk: `c${UNIT}`, unit: `u${UNIT}`, department: `d${UNIT.slice(0, 3)}`, finance: "finance" };
  for (const [role, login] of Object.entries(logins)) people[role] = await windowOf(county, login);
});
after(() => county?.stop());

const press = (page, name) => page.getByRole("button", { name }).click();
const stands = (page, state) => page.locator(".ant-tag", { hasText: state }).first().waitFor();
const day = (month, of) => `${YEAR}-${String(month).padStart(2, "0")}-${String(of).padStart(2, "0")}`;
const tag = (page, words) => page.locator(".ant-tag", { hasText: words });

/** A tab of the year as somebody comes to it: read anew, with the year chosen. */
async function enter(page, tab) {
  await page.goto(`/year?tab=${tab}`);
  await choose(page, "年度", String(YEAR));
}

/** Opens the project's own from the list of a tab. */
async function openOf(page, tab) {
  await enter(page, tab);
  await press(page, PROJECT);
}

/** Somebody passes what another has open. */
async function passes(page, other, after) {
  await page.goto(other.url());
  await press(page, "审核通过");
  await stands(page, after);
}

/** A dialog that has come to rest. */
async function dialogOf(page, name) {
  const dialog = page.getByRole("dialog", { name });
  await dialog.waitFor();
  await dialog.evaluate((of) => Promise.all(of.getAnimations({ subtree: true }).map((move) => move.finished.catch(() => {}))));
  return dialog;
}

/** Presses the last button of a dialog; it is done when the dialog is gone. */
async function finish(dialog, name = /^保 ?存$/) {
  await dialog.getByRole("button", { name }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function save(page, name = /^保 ?存$/) {
  await press(page, name);
  await page.getByText("有未保存的修改").waitFor({ state: "hidden" });
}

/** The cells of the only row of a table that has these heads, as they are read. */
async function figures(page, ...heads) {
  const table = page.locator("table", { has: page.getByRole("columnheader", { name: heads[0], exact: true }) }).first();
  const all = await table.locator("thead th").allInnerTexts();
  const cells = await table.locator("tbody tr").first().locator("td").allInnerTexts();
  return heads.map((head) => cells[all.findIndex((text) => text.trim() === head)]?.trim());
}

test("the plan: a year is opened, the unit's text brought in, reviewed by three and approved", async () => {
  const system = await windowOf(county, "system");
  await system.goto("/admin");
  await system.getByRole("tab", { name: "年度与日程" }).click();
  const number = system.getByLabel("年度", { exact: true }).and(system.locator("input.ant-input-number-input"));
  for (const year of [YEAR, NEXT]) {
    await number.fill(String(year));
    const made = system.waitForResponse((answer) => answer.url().endsWith("/years") && answer.status() === 201);
    await press(system, "开设年度");
    await made;
  }
  await system.context().close();

  const { clerk, unit, department, finance } = people;
  await clerk.goto("/import");
  await clerk.locator("input[type=file]").setInputFiles([PLAN]);
  const row = clerk.getByRole("row", { name: /whole-year\.md/ });
  await row.getByText(/1 个项目/).waitFor();
  await press(clerk, "确认入库（1）");
  await row.getByRole("link", { name: /打开草稿/ }).click();
  await checked(clerk);
  await clerk.getByRole("button", { name: "送审" }).click();
  const state = (page, word) => page.locator(".document-bar").getByText(word, { exact: true }).waitFor();
  await state(clerk, "单位审核");
  const address = new URL(clerk.url()).pathname;
  for (const [page, after] of [[unit, "部门审核"], [department, "财政审核"], [finance, "待批复"]]) {
    await page.goto(address);
    await press(page, "审核通过");
    await state(page, after);
  }
  await press(finance, "批复");
  await state(finance, "已批复");

  await enter(finance, "execution");
  const board = finance.getByRole("region", { name: "亮灯情况" });
  await board.getByText("合计").waitFor();
  await finance.getByRole("row", { name: new RegExp(`${PROJECT}.* 28\\.00 0\\.00 0\\.00%`) }).waitFor();
});

/** Six payments a month, from February to November. */
function sheet() {
  const line = (month, of) => `${month}-${of},${day(month, of)},${CODE},云溪机电设备公司,3750.00,进度款`;
  const lines = Array.from({ length: 60 }, (_, n) => line(2 + Math.floor(n / 6), 2 + 4 * (n % 6)));
  return ["凭证号,支付日期,项目编码,收款人,金额（元）,用途", ...lines].join("\n");
}

async function book(page, kind, words) {
  await press(page, kind);
  const dialog = await dialogOf(page, kind);
  for (const [label, text] of Object.entries(words)) {
    await dialog.getByLabel(label, { exact: true }).fill(text);
    if (label === "日期") await page.keyboard.press("Enter");
  }
  return dialog;
}

test("payments: sixty from a sheet, others by hand; one is caught, one taken back; the budget is adjusted", async () => {
  const { clerk, finance } = people;
  await enter(clerk, "payments");
  await clerk.locator("input[type=file]").setInputFiles([{ name: "支付明细.csv", mimeType: "text/csv", buffer: Buffer.from(sheet()) }]);
  await clerk.getByText("合计 225,000.00 元").waitFor();
  await press(clerk, "确认入账（60 笔）");
  await clerk.getByRole("row", { name: /支付明细\.csv/ }).getByText("已入账 60 笔").waitFor();

  await openOf(clerk, "execution");
  const payment = { 日期: day(11, 28), "金额（元）": "15000", 收款人: "云溪机电设备公司", 凭证号或文号: "12-1" };
  await finish(await book(clerk, "登记支付", payment));
  await clerk.getByRole("row", { name: /12-1 .*15,000\.00/ }).waitFor();
  const again = await book(clerk, "登记支付", payment);
  await again.getByRole("button", { name: /^保 ?存$/ }).click();
  await again.getByText("同一凭证号、日期和金额的支付已经登记", { exact: false }).waitFor();
  await again.getByLabel("凭证号或文号").fill("12-2");
  await again.getByLabel("金额（元）").fill("5000");
  await finish(again);
  await clerk.getByRole("row", { name: /12-2 / }).getByRole("button", { name: "冲销" }).click();
  const back = await dialogOf(clerk, "冲销");
  await back.getByLabel("日期").fill(day(11, 29));
  await clerk.keyboard.press("Enter");
  await back.getByLabel("事由").fill("登记到别的项目");
  await finish(back);
  await clerk.getByText("登记到别的项目").waitFor();

  await openOf(finance, "execution");
  await finish(await book(finance, "预算调整", { 日期: day(5, 6), "金额（元）": "20000", 凭证号或文号: "青财预〔2023〕31号", 事由: "增加两座水闸" }));
  const row = finance.getByRole("row", { name: /青财预〔2023〕31号/ });
  await row.getByText("增加两座水闸").waitFor();
  // 60 × 0.375 + 1.50 of 28 + 2, in 万元.
  await screenshot(finance, "whole-year-money");
  await enter(finance, "execution");
  await finance.getByRole("row", { name: new RegExp(`${PROJECT}.* 30\\.00 24\\.00 80\\.00%`) }).waitFor();
});

/** Enters what an indicator has reached, from the drawer of a sheet or an evaluation. */
async function reached(page, values, until) {
  await press(page, "指标完成值");
  const drawer = page.getByRole("dialog", { name: "指标完成值" });
  for (const [indicator, value] of Object.entries(values)) {
    await drawer.getByRole("button", { name: `填报：${indicator}`, exact: true }).click();
    const dialog = await dialogOf(page, "填报");
    await dialog.getByLabel("数值、日期或文字").check();
    await dialog.getByLabel("截至日期").fill(until);
    await dialog.getByLabel("完成值（带计量单位）").fill(value);
    await dialog.getByLabel("记录名称（如台账、系统报表）").fill("验收台账");
    await finish(dialog);
    // The target stands before it in the row, often in the same words.
    await drawer.getByRole("row", { name: new RegExp(`${indicator}.* ${value} ${until}`) }).waitFor();
  }
  await finish(drawer, /关闭|Close/);
}

/** The clerk writes a sheet: an answer to every row that warns, a decision on the whole. */
async function fillSheet(page) {
  const grid = page.locator(".monitoring-grid tbody tr").filter({ has: tag(page, /^(红灯|黄灯)$/) });
  for (const reason of await grid.getByLabel(/原因说明$/).all()) {
    const at = (await reason.getAttribute("aria-label")).replace("原因说明", "");
    await reason.fill("设备到货推迟，后续月份赶上。");
    await page.getByLabel(`${at}偏差原因`).getByLabel("硬件条件").check();
    await choose(page, `${at}完成可能性`, "有可能");
  }
  await page.getByLabel("总体执行情况").fill("按月付款，工程按序推进。");
  await page.getByLabel("改进措施").fill("每周核对进度和付款。");
  await choose(page, "处理意见", "继续执行");
  await save(page);
}

/** One round: opened by finance, the sheet written, passed by unit and department, signed by finance. */
async function round(month, values, told) {
  const { clerk, unit, department, finance } = people;
  await enter(finance, "monitoring");
  await press(finance, "开展监控");
  const dialog = await dialogOf(finance, "开展监控");
  await choose(finance, "监控期间", `1—${month}月`);
  await dialog.getByLabel("报送截止日期").fill(month === 12 ? `${NEXT}-01-20` : day(month + 1, 20));
  await finish(dialog, "开展监控");
  await finance.getByText("已签批 0 / 1 份").waitFor();
  await openOf(clerk, "monitoring");
  await reached(clerk, values, day(month, 28));
  assert.deepEqual(await figures(clerk, "全年预算数", "执行数", "执行率", "计划进度"), told);
  await fillSheet(clerk);
  await press(clerk, /^送 ?审$/);
  await stands(clerk, "单位审核");
  await passes(unit, clerk, "部门审核");
  await passes(department, clerk, "财政审核");
  await passes(finance, clerk, "已签批");
}

// 12 of the payments of 0.375 万元 by the end of March, 30 by June, 54 by October, all and 1.50 by December.
test("monitoring at the end of March: what the sheet says comes from the record", () =>
  round(3, { 改造水闸数量: "8座" }, ["28.00", "4.50", "16.07%", "20.00%"]));

test("monitoring at the end of June: the adjusted budget counts; what lags is put right and verified", async () => {
  const { clerk, finance } = people;
  await round(6, { 改造水闸数量: "15座" }, ["30.00", "11.25", "37.50%", "50.00%"]);
  await press(finance, "下发整改");
  const dialog = await dialogOf(finance, "下发整改");
  await dialog.getByLabel("整改要求").fill("六月底支出低于计划，请加快付款。");
  // What is asked for now is due from now on.
  await dialog.getByLabel("整改期限").fill(`${new Date().getFullYear() + 1}-06-30`);
  await finish(dialog, /^下 ?发$/);

  await openOf(clerk, "rectifications");
  const [mine, theirs] = [clerk, finance].map((page) => page.getByRole("dialog", { name: "整改事项" }));
  await mine.getByText("六月底支出低于计划，请加快付款。").waitFor();
  for (const [step, after] of [[/^接 ?收$/, "已接收"], ["开始整改", "整改中"]]) {
    await mine.getByRole("button", { name: step }).click();
    await tag(mine, after).waitFor();
  }
  await mine.getByRole("button", { name: "报送结果" }).click();
  const report = await dialogOf(clerk, "报送结果");
  await report.getByLabel("整改结果").fill("到期款项已付清。");
  await finish(report, "报送结果");
  await tag(mine, "待核实").waitFor();

  await openOf(finance, "rectifications");
  await theirs.getByText("到期款项已付清。").first().waitFor();
  await theirs.getByRole("button", { name: "核实销号" }).click();
  await tag(theirs, "已销号").waitFor();
});

test("monitoring at the end of October", () => round(10, { 改造水闸数量: "33座" }, ["30.00", "20.25", "67.50%", "90.00%"]));

test("monitoring at the end of December: every indicator has its value", () => {
  const values = { 改造水闸数量: "40座", 验收合格率: "100%", 完成改造时间: day(11, 20), 水闸改造总成本: "24.00万元", 到水时间缩短: "2小时", 管水员满意度: "81%" };
  return round(12, values, ["30.00", "24.00", "80.00%", "100.00%"]);
});

async function giveAgain(page, row, points, reason, told) {
  await page.getByLabel(`第${row}行 复核得分`).fill(points);
  await page.getByLabel(`第${row}行 复核理由`).fill(reason);
  await save(page, "保存复核计分");
  await page.getByText(`${told}：${reason}`).waitFor();
}

test("self-evaluation: claimed by the unit, points given again by department and finance, closed", async () => {
  const { clerk, unit, department, finance } = people;
  await enter(clerk, "evaluations");
  await press(clerk, "开展自评");
  await finish(await dialogOf(clerk, "开展自评"), "开展自评");
  await clerk.getByText("新增 1 份自评表").waitFor();
  await press(clerk, PROJECT);
  await clerk.getByRole("heading", { name: "项目支出绩效自评表" }).waitFor();
  const owed = clerk.getByRole("table", { name: "绩效指标得分" }).locator("tbody tr").filter({ has: clerk.locator(".soon") });
  for (const row of await owed.all()) {
    await row.getByLabel(/偏差原因分析$/).fill("少数管水员不熟悉新设备。");
    await row.getByLabel(/改进措施$/).fill("下一年度上半年培训。");
  }
  await clerk.getByLabel("年度总体目标完成情况").fill("按期完成并通过验收。");
  await clerk.getByLabel("执行率偏低的原因和改进措施").fill("质保金按合同次年支付。");
  await save(clerk);
  // 10 × 24 ÷ 30, 50 and 30 for the work, 10 × 81 ÷ 90.
  await clerk.getByRole("region", { name: "总分" }).getByText("97.00").first().waitFor();
  await press(clerk, /^送 ?审$/);
  await stands(clerk, "单位审核");
  await passes(unit, clerk, "部门审核");

  await department.goto(clerk.url());
  await giveAgain(department, 5, "20", "灌溉记录只有半年。", "部门复核 20.00");
  await passes(department, clerk, "财政审核");
  await finance.goto(clerk.url());
  await giveAgain(finance, 6, "6", "问卷样本不足。", "财政复核 6.00");
  await passes(finance, clerk, "已认定");
  await enter(finance, "evaluations");
  // Less 10 and less 3; both scores stay beside each other.
  await finance.getByRole("row", { name: new RegExp(`${PROJECT}.*97\\.00 优 84\\.00 良 已认定`) }).waitFor();
});

test("results: proposed, decided, and seen where next year's text is written", async () => {
  const { clerk, finance } = people;
  await enter(finance, "results");
  const row = finance.getByRole("row", { name: new RegExp(PROJECT) });
  await tag(row, "保留").waitFor();
  await row.getByText("未决定").waitFor();
  await press(finance, `决定：${PROJECT}`);
  const decision = await dialogOf(finance, "决定");
  await decision.getByLabel("压减").check();
  await decision.getByLabel("理由").fill("明年只剩培训，压减规模。");
  await finish(decision);
  await row.getByText("明年只剩培训，压减规模。").waitFor();
  await screenshot(finance, "whole-year-results");

  await clerk.goto("/documents");
  await choose(clerk, "年度", String(NEXT));
  await press(clerk, /^新 ?建$/);
  const dialog = await dialogOf(clerk, `新建 ${NEXT} 年度绩效文本`);
  await dialog.getByRole("button", { name: `沿用 ${YEAR} 年度的文本` }).click();
  await checked(clerk);
  await press(clerk, /^1\. /);
  const told = clerk.getByRole("region", { name: "上年绩效" });
  await told.getByText("上年得分 84.00 良 · 建议 保留 · 决定 压减").waitFor();
  await told.getByText("明年只剩培训，压减规模。").waitFor();
  await screenshot(clerk, "whole-year-next");
});
