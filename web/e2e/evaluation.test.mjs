// The end of a year: a unit evaluates its project, department and finance give points again, the result is used next year.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look } from "./look.mjs";
import { choose, OFFICE, read, startCounty, windowOf } from "./support.mjs";

const UNIT = "326004";
const PROJECT = "节制闸自动化改造";
let county;
let year;
let id;
before(async () => {
  county = await startCounty();
  const finance = await windowOf(county, "finance");
  // The newest year is in the making; the one before it is evaluated.
  const { items } = await read(finance, "/years");
  year = items.map((of) => of.year).sort((a, b) => b - a)[1];
});
after(() => county?.stop());

/** A tab of the year in a window of somebody, on the evaluated year. */
async function openTab(login, tab, number) {
  const page = await windowOf(county, login);
  await page.goto(`/year?tab=${tab}${number === undefined ? "" : `&id=${number}`}`);
  return page;
}

const stands = (page, state) => page.locator(".ant-tag", { hasText: state }).first().waitFor();
const press = (page, name) => page.getByRole("button", { name }).click();

async function save(page, name = /^保 ?存$/) {
  await press(page, name);
  await page.getByText("有未保存的修改").waitFor({ state: "hidden" });
}

/** Every row without a value gets one: what the target asks for, deadlines in spring. */
async function reportMissing(page) {
  const { whole } = await read(page, `/self-evaluations/${id}`);
  await press(page, "指标完成值");
  const drawer = page.locator(".ant-drawer-content, .ant-drawer-section").last();
  for (const { level3, target } of whole.rows.filter((row) => !row.actual)) {
    await drawer.getByRole("button", { name: `填报：${level3}` }).click();
    const dialog = page.getByRole("dialog", { name: "填报" });
    await dialog.getByLabel("完成值（带计量单位）").fill(/年/.test(target) ? `${year}-03-01` : target.replace(/^[≥≤]/, ""));
    await dialog.getByLabel("记录名称（如台账、系统报表）").fill("竣工验收单");
    await dialog.getByRole("button", { name: /保 ?存/ }).click();
    await dialog.waitFor({ state: "hidden" });
  }
  await page.getByRole("button", { name: /Close|关闭/ }).first().click();
  await drawer.waitFor({ state: "hidden" });
}

/** Gives other points to a row, with the reason. */
async function giveAgain(page, row, points, reason) {
  await page.getByLabel(`第${row}行 复核得分`).fill(points);
  await page.getByLabel(`第${row}行 复核理由`).fill(reason);
  await save(page, "保存复核计分");
}

async function passed(page, state) {
  await press(page, "审核通过");
  await stands(page, state);
}

test("a unit evaluates its project: every score with how it comes about, reasons where they are owed", async () => {
  const clerk = await openTab(`c${UNIT}`, "evaluations");
  await choose(clerk, "年度", String(year));
  await press(clerk, "开展自评");
  await clerk.getByRole("dialog", { name: "开展自评" }).getByRole("button", { name: "开展自评" }).click();
  await clerk.getByText(/新增 \d+ 份自评表/).waitFor();
  await press(clerk, PROJECT);
  await clerk.getByRole("heading", { name: "项目支出绩效自评表" }).waitFor();
  id = Number(new URL(clerk.url()).searchParams.get("id"));
  await look(clerk, "evaluation-draft");
  await clerk.setViewportSize(OFFICE);

  await reportMissing(clerk);
  const { whole } = await read(clerk, `/self-evaluations/${id}`);
  const grid = clerk.getByRole("table", { name: "绩效指标得分" });
  for (const row of whole.rows) {
    assert.ok(row.score, `row ${row.indicator} has points`);
    await grid.getByText(row.lines[0].zh).first().waitFor();
  }
  for (const row of whole.rows.filter((of) => of.notices.length > 0)) {
    await clerk.getByLabel(`第${row.indicator}行 偏差原因分析`).fill("设备到货推迟，安装顺延。");
    await clerk.getByLabel(`第${row.indicator}行 改进措施`).fill("下一年度提前启动采购。");
  }
  await clerk.getByLabel("年度总体目标完成情况").fill("主要设备安装完毕，通过初验。");
  await clerk.getByLabel("执行率偏低的原因和改进措施").fill("尾款按合同次年支付。");
  await save(clerk);
  await press(clerk, /^送 ?审$/);
  await stands(clerk, "单位审核");
  await look(clerk, "evaluation-submitted");

  const unit = await openTab(`u${UNIT}`, "evaluations", id);
  await passed(unit, "部门审核");
});

test("the department and finance give points again with reasons; all scores stay beside", async () => {
  const before = await (async () => {
    const department = await openTab(`d${UNIT.slice(0, 3)}`, "evaluations", id);
    const { whole } = await read(department, `/self-evaluations/${id}`);
    await giveAgain(department, 1, "8", "两座闸未联网，按已联网的计。");
    await department.getByText("部门复核 8.00：两座闸未联网，按已联网的计。").waitFor();
    await look(department, "evaluation-department");
    await department.setViewportSize(OFFICE);
    await passed(department, "财政审核");
    return whole;
  })();

  const finance = await openTab("finance", "evaluations", id);
  await finance.getByText("部门复核 8.00：两座闸未联网，按已联网的计。").waitFor();
  await giveAgain(finance, 2, "6", "验收资料不全。");
  await finance.getByText("财政复核 6.00：验收资料不全。").waitFor();
  await look(finance, "evaluation-finance");
  await finance.setViewportSize(OFFICE);
  await passed(finance, "已认定");
  await look(finance, "evaluation-closed");

  const now = await read(finance, `/self-evaluations/${id}`);
  assert.equal(now.frozen, true);
  assert.equal(now.own.total, before.scores.own.total, "what the unit claims stays");
  const less = Number(now.own.total) - Number(now.score.total);
  const expected = Number(before.rows[0].score) - 8 + Number(before.rows[1].score) - 6;
  assert.equal(less.toFixed(2), expected.toFixed(2));
});

test("the result is proposed, decided and shown in next year's document", async () => {
  const finance = await openTab("finance", "results");
  await choose(finance, "年度", String(year));
  const row = finance.getByRole("row", { name: new RegExp(PROJECT) });
  await row.getByText("未决定").waitFor();
  await press(finance, `决定：${PROJECT}`);
  const dialog = finance.getByRole("dialog", { name: "决定" });
  await dialog.getByLabel("压减").check();
  await dialog.getByLabel("理由").fill("明年只剩调试，压减规模。");
  await dialog.getByRole("button", { name: /保 ?存/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await row.getByText("明年只剩调试，压减规模。").waitFor();
  await look(finance, "evaluation-results");

  const clerk = await windowOf(county, `c${UNIT}`);
  const document = (await read(clerk, `/documents?year=${year + 1}`)).items[0];
  const { items } = await read(clerk, `/documents/${document.id}/last-year`);
  const last = items.find((item) => item.name === PROJECT);
  assert.equal(last.result.decision, "cut");
  await clerk.goto(`/documents/${document.id}`);
  await clerk.getByRole("button", { name: new RegExp(`^${last.ordinal}\\. `) }).click();
  const told = clerk.getByRole("region", { name: "上年绩效" });
  await told.getByText(`上年得分 ${last.score.total}`).waitFor();
  await told.getByText("明年只剩调试，压减规模。").waitFor();
  await look(clerk, "evaluation-next-year");
});

test("a department sums its year up: its own form, the report filled from the record, finance's review", async () => {
  const department = await openTab(`d${UNIT.slice(0, 3)}`, "departments");
  await choose(department, "年度", String(year));
  await press(department, "开展自评");
  await department.getByRole("dialog", { name: "开展自评" }).getByRole("button", { name: "开展自评" }).click();
  await department.getByRole("heading", { name: "部门整体支出绩效自评表" }).waitFor();
  const number = Number(new URL(department.url()).searchParams.get("id"));
  await press(department, "添加指标");
  const write = (head, text) => department.getByLabel(`第1行 ${head}`).fill(text);
  await write("一级指标", "产出指标");
  await write("二级指标", "数量指标");
  await write("三级指标", "重点项目完成数");
  await write("年度指标值", "≥5个");
  await write("实际完成值", "5个");
  await department.getByLabel("执行率偏低的原因和改进措施").fill("尾款按合同次年支付。");
  await save(department);
  await department.getByText("5，达到指标值", { exact: false }).first().waitFor();
  await look(department, "evaluation-whole-department");
  await department.setViewportSize(OFFICE);
  await department.getByRole("tab", { name: "自评报告" }).click();
  await department.getByRole("article", { name: "自评报告" }).waitFor();
  await look(department, "evaluation-report");
  await department.setViewportSize(OFFICE);
  await press(department, /^送 ?审$/);
  await stands(department, "财政审核");
  const finance = await openTab("finance", "departments", number);
  await passed(finance, "已认定");
});
