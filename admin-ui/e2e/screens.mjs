// Pictures of every page in both themes at the width of a desk and of a telephone, and one sheet of
// them all:  PARLEY_EMAIL=… PARLEY_PASSWORD=… npm run screens -- FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, newPage, signIn } from './browser.mjs';

const folder = resolve(process.argv[2] ?? 'target/screens');
const { PARLEY_EMAIL: email, PARLEY_PASSWORD: password } = process.env;
if (!email || !password) {
  throw new Error('set PARLEY_EMAIL and PARLEY_PASSWORD to someone who may see everything');
}
mkdirSync(folder, { recursive: true });

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const browser = await launch();
const taken = [];

for (const theme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const { page } = await newPage(browser, { viewport, colorScheme: theme });
    const shoot = async (name) => {
      await page.waitForTimeout(400);
      const file = `${name}-${size}-${theme}.png`;
      // As tall as the page, so that what sticks to the window's bottom is at the page's.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: viewport.width, height: Math.max(height, viewport.height) });
      await page.screenshot({ path: join(folder, file) });
      await page.setViewportSize(viewport);
      taken.push({ file, size });
    };
    await page.goto('/app/first-run#an-old-token');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot('first-run');
    await page.goto('/app/login');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot('login');
    await signIn(page, email, password);
    for (const [name, path, before] of await places(page)) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('load');
      await before?.(page);
      await shoot(name);
    }
    await page.context().close();
  }
}

/** The agent's draft is asked something, and how the answer came about is shown. */
async function tryIt(page) {
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByLabel('Say something').fill('give me a question');
  await page.keyboard.press('Enter');
  await page.getByText('How this came about').nth(1).click();
}

/** The forms of a running call are open. */
async function openContext(page) {
  await page.getByText('Change the context').click();
}

/** The lists, and the newest of what each holds. */
async function places(page) {
  const found = [['calls', '/app/calls']];
  const newest = async (name, path, link, before) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('a.whole').first().waitFor({ timeout: 3_000 }).catch(() => undefined);
    const rows = page.locator('a.whole');
    const at = Math.min(link, (await rows.count()) - 1);
    if (at >= 0) {
      found.push([name, await rows.nth(at).getAttribute('href'), before]);
    }
  };
  await newest('call', '/app/calls?which=ended', Number(process.env.PARLEY_CALL_ROW ?? 0));
  await newest('call-live', '/app/calls?which=live', 0, openContext);
  found.push(['agents', '/app/agents'], ['agent-new', '/app/agents/new']);
  await newest('agent', '/app/agents', 0, tryIt);
  found.push(['lessons', '/app/lessons']);
  await newest('lesson', '/app/lessons', 0);
  found.push(['lesson-new', '/app/lessons/new'], ['numbers', '/app/numbers'], ['number-new', '/app/numbers?agent=any']);
  return found;
}

const figures = taken.map(({ file, size }) => {
  const data = readFileSync(join(folder, file)).toString('base64');
  return `<figure class="${size}"><img src="data:image/png;base64,${data}"><figcaption>${file}</figcaption></figure>`;
});
const { page } = await newPage(browser, { viewport: { width: 2000, height: 1200 } });
await page.setContent(`<style>
  body { margin: 16px; display: flex; flex-wrap: wrap; gap: 16px; background: #888; font: 13px sans-serif; }
  figure { margin: 0; } figure.desk img { width: 460px; } figure.phone img { width: 180px; }
  img { display: block; max-height: 620px; object-fit: cover; object-position: top; }
</style>${figures.join('')}`);
await page.screenshot({ path: join(folder, 'sheet.png'), fullPage: true });
await browser.close();
writeFileSync(join(folder, 'list.txt'), `${taken.map(({ file }) => file).join('\n')}\n`);
console.log(`${taken.length} pictures and sheet.png in ${folder}`);
