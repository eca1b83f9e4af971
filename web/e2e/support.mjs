// What every journey stands on: the real binary with the demo county, and a real browser.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { chromium } from "playwright-core";

const PROGRAM = process.env.ZHUNSHENG_PROGRAM ?? new URL("../../target/debug/zhunsheng", import.meta.url).pathname;
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const PASSWORD = "Qinghe-2026";
export const SCREENSHOTS = new URL("../../target/screenshots/", import.meta.url).pathname;
/** Up to so many ms are added at random to each answer of the record: finds a journey that only passes when all is quick. */
const SLOW = Number(process.env.ZHUNSHENG_SLOW ?? 0);
/** The screen of an office computer. */
export const OFFICE = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The server with its own temporary record, ready to answer. */
export async function startServer() {
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(PROGRAM, ["demo", "--listen", address], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ZHUNSHENG_LOG: "error" },
  });
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  for (let tries = 0; tries < 300; tries += 1) {
    const ready = await fetch(`http://${address}/readyz`).then((r) => r.ok, () => false);
    if (ready) return { url: `http://${address}`, stop: () => stop(server), process: server };
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server did not start: ${said}`);
}

function stop(server) {
  return new Promise((resolve) => {
    server.once("exit", resolve);
    server.kill("SIGTERM");
  });
}

export function startBrowser() {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  return chromium.launch({ executablePath: BROWSER, args: [...args, "--disable-component-update", "--disable-sync"] });
}

/**
 * A window of its own: no cookies of others; a page error fails the journey. Without motion, since a button
 * that still grows while a slow machine presses it is not hit when it is let go.
 */
export async function newWindow(browser, server, options = {}) {
  const calm = { viewport: OFFICE, locale: "zh-CN", reducedMotion: "reduce" };
  const context = await browser.newContext({ baseURL: server.url, ...calm, ...options });
  context.setDefaultTimeout(60_000);
  if (SLOW > 0) await context.route("**/api/**", slowly);
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  return page;
}

async function slowly(route) {
  await new Promise((resolve) => setTimeout(resolve, SLOW * Math.random()));
  // A page that was left meanwhile no longer waits for the answer.
  await route.continue().catch(() => {});
}

export async function logIn(page, login, to = "/") {
  await page.goto(to);
  await page.getByLabel("用户名").fill(login);
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("navigation").or(page.getByRole("menu")).first().waitFor();
}

export function screenshot(page, name) {
  return page.screenshot({ path: `${SCREENSHOTS}${name}.png` });
}

/** One server and one browser for the journeys of a file; `county.window()` gives a window of its own. */
export async function startCounty() {
  const server = await startServer();
  const browser = await startBrowser();
  const pages = [];
  const window = async (options) => {
    const page = await newWindow(browser, server, options);
    pages.push(page);
    return page;
  };
  const stop = async () => {
    await browser.close();
    await server.stop();
    const errors = pages.flatMap((page) => page.errors);
    if (errors.length > 0) throw new Error(`errors on pages: ${errors.join("; ")}`);
  };
  return { url: server.url, browser, window, stop };
}

/** A window in which somebody has logged in. */
export async function windowOf(county, login, options) {
  const page = await county.window(options);
  await logIn(page, login);
  return page;
}

/** Opens the first document of the workbench and waits for its findings. */
export async function openTask(page) {
  await page.locator(".task-item a").first().click();
  await checked(page);
}

/** Waits until the check of what is on the page has answered. */
export async function checked(page) {
  await page.locator(".findings-state", { hasText: /共 \d+ 处|\d+ findings?/ }).waitFor();
}

export async function showProject(page, number) {
  await page.getByRole("button", { name: new RegExp(`^${number}\\. `) }).click();
}

export function cell(page, label) {
  return page.getByLabel(label, { exact: true });
}

/** Waits until the record holds what is on the page. */
export async function saved(page) {
  await page.locator('[data-save="saved"]').waitFor();
}

/** Chooses an option of a list by its word. */
export async function choose(page, label, word) {
  await page.getByLabel(label, { exact: true }).click();
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: word }).click();
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)").waitFor({ state: "hidden" });
}

/** What somebody who is logged in reads through the API, with the cookie of the page. */
export async function read(page, address) {
  const answer = await page.request.get(`/api/v1${address}`);
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()}`);
  return answer.json();
}

export function documentOf(page) {
  return Number(/documents\/(\d+)/.exec(page.url())[1]);
}
