// The running year: a payment and its reversal, a monitoring sheet through hands, a rectification put right.
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

const list = async (page, address) => (await read(page, address)).items;

async function pick(page, label, day) {
  await page.getByLabel(label).fill(day);
  await page.keyboard.press("Enter");
}

test("the board of the county, a payment booked in words and taken back", async () => {
  const finance = await windowOf(county, "finance");
  await finance.getByRole("link", { name: "执行与监控" }).click();
  await finance.getByRole("region", { name: "亮灯情况" }).getByText("合计").waitFor();
  await screenshot(finance, "year-board");
  const one = (await list(finance, `/execution?year=${year}`)).find((row) => row.unit_code && row.adjusted_fen > 0);

  const clerk = await windowOf(county, `c${one.unit_code}`);
  await clerk.goto(`/year?id=${one.id}`);
  await clerk.getByRole("button", { name: "登记支付" }).click();
  const dialog = clerk.getByRole("dialog", { name: "登记支付" });
  await pick(clerk, "日期", `${year}-02-03`);
  await dialog.getByLabel("金额（元）").fill("123.45");
  await dialog.getByLabel("收款人").fill("青禾县新华书店");
  await dialog.getByLabel("凭证号或文号").fill("JZ-2026-9001");
  await dialog.getByRole("button", { name: /保 ?存/ }).click();
  await dialog.waitFor({ state: "hidden" });
  const row = clerk.getByRole("row", { name: /JZ-2026-9001/ });
  await row.getByText("青禾县新华书店").waitFor();
  const booked = (await list(clerk, `/execution/${one.id}/entries?limit=100`)).find((of) => of.number === "JZ-2026-9001");
  assert.equal(booked.amount_fen, 12_345);

  await row.getByRole("button", { name: "冲销" }).click();
  const back = clerk.getByRole("dialog", { name: "冲销" });
  await pick(clerk, "日期", `${year}-02-04`);
  await back.getByLabel("事由").fill("收款人写错");
  await back.getByRole("button", { name: /保 ?存/ }).click();
  await back.waitFor({ state: "hidden" });
  await clerk.getByText("收款人写错").waitFor();
  await screenshot(clerk, "year-undertaking");
  const now = await read(clerk, `/execution/${one.id}`);
  assert.equal(now.paid_fen, one.paid_fen, "taken back wholly");
});

test("a monitoring sheet is written, submitted and returned", async () => {
  const finance = await windowOf(county, "finance");
  const sheets = await list(finance, `/monitoring-sheets?year=${year}&state=draft&light=red`);
  const { id, etag, whole } = await read(finance, `/monitoring-sheets/${sheets[0].id}`);
  const unit = whole.project.unit_code;

  const clerk = await windowOf(county, `c${unit}`);
  await clerk.goto(`/year?tab=monitoring&id=${id}`);
  await clerk.getByLabel("总体执行情况").fill("按计划推进，年底前完成。");
  await clerk.getByLabel("改进措施").fill("每周核对进度。");
  const save = async () => {
    await clerk.getByRole("button", { name: /保 ?存/ }).click();
    await clerk.getByText("有未保存的修改").waitFor({ state: "hidden" });
  };
  await save();
  const saved = await read(clerk, `/monitoring-sheets/${id}`);
  assert.notEqual(saved.etag, etag);
  assert.equal(saved.whole.written.situation, "按计划推进，年底前完成。");
  await clerk.getByRole("button", { name: /送 ?审/ }).click();
  await clerk.getByText(/有预警未处理/).waitFor();

  await choose(clerk, "处理意见", "继续执行");
  for (const { indicator } of whole.rows.filter((row) => row.light === "red" || row.light === "yellow")) {
    await clerk.getByLabel(`第${indicator}行 原因说明`).fill("设备到货推迟。");
    await clerk.getByLabel(`第${indicator}行 偏差原因`).getByLabel("硬件条件").check();
    await choose(clerk, `第${indicator}行 完成可能性`, "有可能");
  }
  await screenshot(clerk, "year-sheet");
  await save();
  await clerk.getByRole("button", { name: /送 ?审/ }).click();
  await clerk.locator(".ant-tag", { hasText: "单位审核" }).waitFor();

  const reviewer = await windowOf(county, `u${unit}`);
  await reviewer.goto(`/year?tab=monitoring&id=${id}`);
  await reviewer.getByRole("button", { name: /退 ?回/ }).click();
  const dialog = reviewer.getByRole("dialog");
  await dialog.getByLabel("理由").fill("请写明到货日期。");
  await dialog.getByRole("button", { name: /退 ?回/ }).click();
  await reviewer.locator(".ant-tag", { hasText: "已退回" }).waitFor();
  await reviewer.getByText("请写明到货日期。").waitFor();
});

test("a rectification is reported and verified", async () => {
  const finance = await windowOf(county, "finance");
  const one = (await list(finance, `/rectifications?year=${year}`)).find((of) => of.state === "rectifying");
  const undertaking = await read(finance, `/execution/${one.undertaking}`);
  const clerk = await windowOf(county, `c${undertaking.unit_code}`);
  await clerk.goto(`/year?tab=rectifications&id=${one.id}`);
  await clerk.getByRole("button", { name: "报送结果" }).click();
  const dialog = clerk.getByRole("dialog", { name: "报送结果" });
  await dialog.getByLabel("整改结果").fill("剩余工作量已排定，十二月上旬付清。");
  await dialog.getByRole("button", { name: "报送结果" }).click();
  await dialog.waitFor({ state: "hidden" });

  await finance.goto(`/year?tab=rectifications&id=${one.id}`);
  await finance.getByRole("cell", { name: "剩余工作量已排定，十二月上旬付清。" }).waitFor();
  await screenshot(finance, "year-rectification");
  await finance.getByRole("button", { name: "核实销号" }).click();
  await finance.getByRole("dialog").getByText("已销号").waitFor();
  assert.equal((await read(finance, `/rectifications/${one.id}`)).state, "verified");
});
