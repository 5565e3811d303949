// The way of an administrator, from the one-time link to a call that is understood, driven in a real
// browser against a running Parley. Environment:
//   PARLEY_URL        where the server is
//   PARLEY_FIRST_RUN  the one-time link
//   PARLEY_CALL       how to place a call: a JSON list of words with --port N, to which --number N --say … are added
// Ends with 0 when every step held, with 1 and the reason otherwise.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { axe, launch, newPage, signIn } from './browser.mjs';
import { PAYLOADS, ring } from './payloads.mjs';

const EMAIL = 'owner@example.org';
const PASSWORD = 'correct horse battery staple';
const link = process.env.PARLEY_FIRST_RUN ?? '';
const dial = JSON.parse(process.env.PARLEY_CALL ?? '[]');
assert.ok(link !== '' && dial.length > 0, 'PARLEY_FIRST_RUN and PARLEY_CALL are needed');

const browser = await launch();
const { page, complaints } = await newPage(browser, { viewport: { width: 1440, height: 900 } });
let begun = Date.now();

async function step(name, work) {
  try {
    await work();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const seen = await axe(page);
    assert.deepEqual(seen, [], `axe after "${name}"`);
    assert.deepEqual(complaints, [], `complaints after "${name}"`);
  } catch (error) {
    await page.screenshot({ path: 'target/e2e-failed.png', fullPage: true });
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
  console.log(`ok ${String(Date.now() - begun).padStart(6)} ms  ${name}`);
  begun = Date.now();
}

function call(number, ...said) {
  const words = [...dial, '--number', number, ...said.flatMap((text) => ['--say', text])];
  const running = spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  running.stdout.on('data', (chunk) => (printed += chunk));
  running.stderr.on('data', (chunk) => (printed += chunk));
  const ended = new Promise((resolve) => running.on('close', (code) => resolve({ code, printed })));
  return { ended };
}

async function openLive(number) {
  const row = page.getByRole('row').filter({ hasText: 'In progress' }).filter({ hasText: number });
  await row.getByRole('link', { name: /^Call of/ }).click({ timeout: 30_000 });
}

const heading = (name) => page.getByRole('heading', { level: 1, name });
const field = (name) => page.getByLabel(name, { exact: true });
const button = (name) => page.getByRole('button', { name, exact: true });
const goTo = (name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
const dialog = (name) => page.getByRole('dialog').getByRole('button', { name, exact: true });

try {
  await step('the one-time link asks for an account and says what is wrong with it', async () => {
    await page.goto(link);
    await heading('Welcome to Parley').waitFor();
    await field('Your name').fill('Olga Owner');
    await field('E-mail').fill(EMAIL);
    await field('Password').fill('short');
    await field('Password, once more').fill('short');
    await button('Make my account').click();
    await page.getByText(/has 12 to \d+ characters/).waitFor();
    assert.equal(await field('Password').getAttribute('aria-invalid'), 'true');
  });

  await step('the account is made and the list of calls says what to do next', async () => {
    await field('Password').fill(PASSWORD);
    await field('Password, once more').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await heading('Calls').waitFor();
    await page.getByText('./parley call --say').waitFor();
  });

  await step('a lesson is refused field by field, then kept', async () => {
    await goTo('Lessons');
    await heading('Lessons').waitFor();
    await page.getByRole('link', { name: 'New lesson' }).click();
    await field('Title').fill('Tides');
    await button('Save lesson').click();
    await page.getByRole('alert').first().waitFor();
    assert.equal(await field('Term').getAttribute('aria-invalid'), 'true');
    assert.ok(await field('Term').evaluate((input) => input === document.activeElement), 'the first wrong field has the focus');
    assert.equal(await field('Name').inputValue(), 'tides');
    await field('Whom it is for.').or(field('Level')).first().fill('School children of ten');
    await field('Term').fill('tide');
    await page.locator('[name="key_points.0.explanation"]').fill('The moon pulls the sea, so the water rises and falls twice a day.');
    await page.locator('[name="questions.0.ask"]').fill('What pulls the sea?');
    await field('Right answers').fill('the moon\nmoon');
    await field('Hints').fill('You see it at night.');
    await page.locator('[name="questions.0.explanation"]').fill('The moon pulls the water towards itself.');
    await button('Save lesson').click();
    await heading('Tides').waitFor();
  });

  await step('an agent is made of a template, given the lesson, and published', async () => {
    await credential('our-groq');
    const forget = await credential('gone-soon');
    await goTo('Agents');
    await heading('Agents').waitFor();
    await page.getByRole('link', { name: 'New agent' }).click();
    await field('Name').fill('Sea tutor');
    await page.getByRole('radio').first().check();
    await button('Make the agent').click();
    await heading('Sea tutor').waitFor();
    await field('Lesson').fill('nothing-like-it');
    await field('Language model').selectOption('gone-soon (groq)');
    await forget();
    await goTo('Lessons');
    await dialog('Cancel').click();
    await button('Save draft').click();
    await page.getByRole('alert').first().waitFor();
    assert.equal(await field('Lesson').getAttribute('aria-invalid'), 'true');
    assert.equal(await field('Language model').getAttribute('aria-invalid'), 'true');
    await page.getByText(/no credential 'gone-soon'/).waitFor();
    await field('Lesson').fill('tides');
    await field('Language model').selectOption('our-groq (groq)');
    await button('Save draft').click();
    await page.getByText('Saved.').waitFor();
    await field('Language model').selectOption('The model of this installation');
    await field('Greeting').fill('Welcome to the sea. Ask me about tides.');
    await button('Save draft').click();
    await page.getByText('Saved.').waitFor();
    await button('Publish').click();
    await page.getByRole('dialog').getByLabel('What changed').fill('the first one');
    await dialog('Publish').click();
    await page.getByText('the first one').waitFor();
  });

  await step('a second version is compared with the first, published and taken back', async () => {
    await field('Greeting').fill('Ahoy. Ask me about tides.');
    await button('Save draft').click();
    await page.getByText('Saved.').waitFor();
    await button('Compare with draft').first().click();
    await page.getByText('“Ahoy. Ask me about tides.”').waitFor();
    await button('Publish').click();
    await dialog('Publish').click();
    await page.getByText('version 2', { exact: true }).first().waitFor();
    await button('Roll back').click();
    await dialog('Roll back').click();
    await page.getByText('as version 1 was').waitFor();
  });

  await step('the draft is tried in writing, and each answer says how it came about', async () => {
    await button('Begin').click();
    const talk = page.getByRole('region', { name: 'Try it in writing' });
    await talk.getByText('Ahoy. Ask me about tides.').first().waitFor();
    await talk.getByLabel('Say something').fill('what is a tide');
    await page.keyboard.press('Enter');
    await talk.getByText(/moon/).first().waitFor();
    await talk.getByText('How this came about').last().click();
    await talk.getByText('Answered by').last().waitFor();
    await talk.getByText(/Took the caller to be finished after/).last().waitFor();
  });

  await step('a number leads to it, after a wrong one was refused', async () => {
    await goTo('Numbers');
    await heading('Numbers').waitFor();
    await button('New number').click();
    await field('Number').fill('Not A Number!');
    await dialog('Save').click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    assert.equal(await field('Number').getAttribute('aria-invalid'), 'true');
    await field('Number').fill('2001');
    await field('Label').fill('the harbour');
    await dialog('Save').click();
    await page.getByText('the harbour').waitFor();
  });

  let conversation;
  let taped;
  let answering = '';
  await step('a call to the number appears by itself and is read while it is spoken', async () => {
    await goTo('Calls');
    await heading('Calls').waitFor();
    conversation = call('2001', 'what is a tide', 'goodbye');
    const stream = page.waitForResponse((answer) => /\/calls\/[^/]+\/events$/.test(answer.url()), { timeout: 45_000 });
    await openLive('2001');
    assert.match((await stream).headers()['content-type'] ?? '', /^text\/event-stream/);
    await page.getByText(/Welcome to the sea/).first().waitFor({ timeout: 30_000 });
    await page.locator('.transcript li.caller.speaking').waitFor({ timeout: 30_000 });
    answering = await page.locator('.transcript li.agent.speaking p').innerText();
  });

  await step('its page explains it: words, decisions, delays, quality', async () => {
    // It goes on while the other one is looked at.
    taped = call('1000', 'what is photosynthesis', 'goodbye');
    const { code, printed } = await conversation.ended;
    assert.equal(code, 0, printed);
    await page.locator('.status.ended').waitFor();
    await page.locator('.transcript li.speaking').first().waitFor({ state: 'detached' });
    const answers = await page.locator('.transcript li.agent p').allInnerTexts();
    assert.ok(answers.some((answer) => answer.startsWith(answering) && answer.length > answering.length), answering);
    await page.getByText(/moon|tide/i).nth(1).waitFor();
    await page.getByText(/Took the caller to be finished after/).first().waitFor();
    await page.locator('.waterfall svg').first().waitFor();
    await page.getByText('Packets in').waitFor();
    assert.ok(await page.getByText('Sea tutor').or(page.getByText(/sea-tutor/)).count());
  });

  await step('what the caller thought of it is kept, and finds the call', async () => {
    await page.getByText('Rate this call').click();
    await page.getByRole('form', { name: 'Rate this call' }).getByLabel('Rating').selectOption('4');
    await field('Comment').fill('learned something');
    await page.getByRole('form', { name: 'Rate this call' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('★★★★☆ 4 of 5').first().waitFor();
    await page.goto('/app/calls?rating=4');
    await page.getByRole('row').filter({ hasText: '2001' }).waitFor();
    await page.getByRole('row').filter({ hasText: '1000' }).waitFor({ state: 'detached' });
  });

  await step('its recording is drawn, and plays from the line that is clicked', async () => {
    await goTo('Calls');
    await page.getByRole('row').filter({ hasText: '1000' }).getByRole('link', { name: /^Call of/ }).click();
    await page.locator('.transcript li.caller').first().waitFor({ timeout: 40_000 });
    await taped.ended;
    await page.locator('.wave path.agent').waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: /^Play from/ }).nth(1).click();
    await page.locator('.transcript li.playing').first().waitFor();
    assert.ok(await page.locator('audio').evaluate((player) => player.currentTime > 0));
    await page.locator('audio').evaluate((player) => player.pause());
  });

  let running;
  await step('a running call says what it is told, and learns what it is about', async () => {
    running = call('9199', 'hello');
    await goTo('Calls');
    await openLive('9199');
    await page.locator('.status.in-progress').waitFor();
    await field('Say').fill('The library closes in five minutes.');
    await field('Interrupt the agent').check();
    await button('Say it').click();
    const ordered = page.locator('.transcript li.operator');
    await ordered.getByText('The library closes in five minutes.').waitFor({ timeout: 20_000 });
    await page.getByText('Fell silent and said what was ordered.').waitFor();
    await page.getByText('Change the context').click();
    await field('Topic').fill('closing time');
    await button('Change it').click();
    await page.getByText('The context was changed: topic = closing time').waitFor();
  });

  await step('a running call is hung up after asking', async () => {
    await button('Hang up').click();
    await dialog('Hang up').click();
    await page.getByText('someone hung up in the console').first().waitFor();
    await running.ended;
  });

  await step('filters show what is live and what has ended', async () => {
    await goTo('Calls');
    await page.getByText('Live', { exact: true }).click();
    await page.getByText('No call is up at the moment.').waitFor();
    await button('Show all calls').click();
    await page.getByRole('link', { name: /^Call of/ }).nth(1).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    assert.match((await download).suggestedFilename(), /\.csv$/);
    await page.getByRole('searchbox').fill('welcome to the sea');
    await page.getByRole('row').filter({ hasText: '9199' }).waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: '2001' }).waitFor();
  });

  await step('forty payloads of strangers stay words', async () => {
    const port = Number(dial[dial.indexOf('--port') + 1]);
    for (const words of PAYLOADS) {
      await ring(port, words);
    }
    await lessonOfPayloads();
    await goTo('Calls');
    await page.getByText('<svg onload', { exact: false }).first().waitFor();
    await page.getByText(PAYLOADS[0]).first().waitFor();
    await noneRan();
    await page.getByRole('link', { name: /svg/ }).first().click();
    await page.getByText('User agent').waitFor();
    await noneRan();
    for (const place of ['/app/lessons', '/app/lessons/payloads']) {
      await page.goto(place);
      await page.getByText(PAYLOADS[0]).first().waitFor();
      await noneRan();
    }
  });

  await step('signing out closes the pages; the password opens them again', async () => {
    await button('Sign out').click();
    await heading('Sign in').waitFor();
    await page.goto('/app/agents');
    await heading('Sign in').waitFor();
    await field('E-mail').fill(EMAIL);
    await field('Password').fill('not the password');
    await button('Sign in').click();
    await page.getByRole('alert').waitFor();
    await field('Password').fill(PASSWORD);
    await button('Sign in').click();
    await heading('Agents').waitFor();
    await signedInAgain();
  });
  console.log('the console holds');
} finally {
  await browser.close();
}

/** What a stranger wrote neither ran nor became an element of the page. */
async function noneRan() {
  const found = await page.evaluate(() => ({
    ran: 'strangerRan' in globalThis,
    elements: document.querySelectorAll(
      '#root script, img[src="x"], iframe, object, embed, #root base, #root meta, #root link, [onload], [onerror], [href^="javascript:"]',
    ).length,
  }));
  assert.deepEqual(found, { ran: false, elements: 0 });
}

/** Asks the API as who is signed in; answers the status and the ETag. */
function ask(method, path, body, ifMatch = '') {
  return page.evaluate(
    async (order) => {
      const me = await (await fetch('/api/v1/me')).json();
      const answer = await fetch(`/api/v1${order.path}`, {
        method: order.method,
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': me.csrf_token,
          ...(order.ifMatch === '' ? {} : { 'If-Match': order.ifMatch }),
        },
        ...(order.body === undefined ? {} : { body: JSON.stringify(order.body) }),
      });
      return { status: answer.status, etag: answer.headers.get('ETag') ?? '' };
    },
    { method, path, body, ifMatch },
  );
}

/** An account of a language model, and how to forget it. */
async function credential(name) {
  const made = await ask('POST', '/providers', { name, provider: 'groq', key: 'gsk_0123456789abcdef' });
  assert.equal(made.status, 201);
  return async () => assert.equal((await ask('DELETE', `/providers/${name}`, undefined, made.etag)).status, 204);
}

async function lessonOfPayloads() {
  const words = PAYLOADS;
  const { status } = await ask('POST', '/lessons', {
    name: 'payloads',
    title: words[0],
    level: words[1],
    style: words[2],
    objectives: words,
    key_points: words.map((each) => ({ term: each, explanation: each, aliases: [each], examples: [each] })),
    questions: [{ ask: words[3], accepted: words, hints: words, explanation: words[4] }],
  });
  assert.equal(status, 201);
}

async function signedInAgain() {
  const other = await newPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await signIn(other.page, EMAIL, PASSWORD);
  const wide = await other.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.ok(!wide, 'the list of calls is wider than a telephone');
  assert.deepEqual(await axe(other.page), [], 'axe in the dark');
}
