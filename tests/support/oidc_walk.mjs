// Goes through a provider's pages over HTTP as a browser would, signs in as LOGIN and agrees, and prints where the browser is sent back to.
//   node oidc_walk.mjs ADDRESS LOGIN [back]
// With "back" it goes there, too, as the browser does.
const [, , address, login, back] = process.argv;
const cookies = new Map();

// Debian 12's node has no getSetCookie(): there the lines are one, and a comma before a name begins the next.
const cookiesOf = headers => headers.getSetCookie?.() ?? (headers.get('set-cookie') ?? '').split(/,\s*(?=[^;,=\s]+=)/).filter(Boolean);

async function go(url, form) {
  const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  const answer = await fetch(url, { redirect: 'manual', headers, method: form ? 'POST' : 'GET', body: form && new URLSearchParams(form) });
  for (const cookie of cookiesOf(answer.headers)) {
    const [pair] = cookie.split(';');
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  return answer;
}

let url = address;
for (let steps = 0; steps < 20; ++steps) {
  let answer = await go(url);
  if (answer.status === 200) {
    const page = await answer.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page);
    const prompt = /name="prompt" value="([^"]+)"/.exec(page);
    if (!action || !prompt) break;
    answer = await go(new URL(action[1], url), prompt[1] === 'login' ? { prompt: 'login', login, password: 'any' } : { prompt: prompt[1] });
  }
  if (answer.status < 300 || answer.status > 399) {
    console.error(`status ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    process.exit(1);
  }
  const next = new URL(answer.headers.get('location'), url).href;
  if (new URL(next).pathname === '/signed-in') {
    if (back) await fetch(next);
    console.log(next);
    process.exit(0);
  }
  url = next;
}
console.error('the provider leads nowhere');
process.exit(1);
