// Signs in with a real browser without a screen, as a person does: Debian's chromium, by its own driver (WebDriver).
//   node oidc_browser.mjs ADDRESS LOGIN
// Types LOGIN and a password into the provider's page, agrees, and prints what the page says that the browser comes back to.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [, , address, login] = process.argv;
const home = mkdtempSync(join(tmpdir(), 'sightline-browser-'));
const driver = spawn('chromedriver', ['--port=0', '--allowed-ips=127.0.0.1'], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, HOME: home } });
const port = await new Promise((found, failed) => {
  let said = '';
  driver.on('error', failed);
  driver.on('exit', () => failed(new Error('chromedriver ended: ' + said)));
  driver.stdout.on('data', (piece) => {
    said += piece;
    const at = /successfully on port (\d+)/.exec(said);
    if (at) found(at[1]);
  });
});

async function tell(method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (value && value.error) throw new Error(`${value.error}: ${value.message.split('\n')[0]}`);
  return value;
}

let session;
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const find = async (css) => (await tell('POST', `/session/${session}/element`, { using: 'css selector', value: css }))[elementKey];
const type = async (css, text) => tell('POST', `/session/${session}/element/${await find(css)}/value`, { text });
const press = async (css) => tell('POST', `/session/${session}/element/${await find(css)}/click`, {});

try {
  const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', `--user-data-dir=${home}/profile`];
  ({ sessionId: session } = await tell('POST', '/session', {
    capabilities: { alwaysMatch: { browserName: 'chrome', 'goog:chromeOptions': { binary: '/usr/bin/chromium', args } } },
  }));
  await tell('POST', `/session/${session}/timeouts`, { implicit: 60000, pageLoad: 120000 });
  await tell('POST', `/session/${session}/url`, { url: address });
  await type('input[name=login]', login);
  await type('input[name=password]', 'any');
  await press('button[type=submit]');
  await find('input[name=prompt][value=consent]');
  await press('button[type=submit]');
  const words = await find('p[role=status]');
  console.log(await tell('GET', `/session/${session}/element/${words}/text`));
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  if (session) await tell('DELETE', `/session/${session}`).catch(() => {});
  driver.kill();
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
