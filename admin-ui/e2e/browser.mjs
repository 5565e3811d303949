// A headless Chromium of the machine, and what every script here needs of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const URL_BASE = (process.env.PARLEY_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');

export function launch() {
  return chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: QUIET,
  });
}

/** A page whose scripts must not complain: `complaints` gathers what they do. */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ baseURL: URL_BASE, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refusal that a script provokes is logged by the browser, too: that is no complaint.
    if (message.type() === 'error' && !/status of (400|401|403|404|409|412|422|429)/.test(message.text())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  return { page, complaints };
}

/** What axe calls serious or critical on the page as it is. */
export async function axe(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return found.violations
      .filter((each) => each.impact === 'serious' || each.impact === 'critical')
      .map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`);
  });
}

export async function signIn(page, email, password) {
  await page.goto('/app/login');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor();
}
