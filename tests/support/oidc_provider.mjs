// A certified OpenID Connect provider with its own pages for signing in, on 127.0.0.1 and a port of its own choice, which it prints. Ends with its
// standard input.
//   node oidc_provider.mjs FOLDER-OF-OIDC-PROVIDER
// Whoever signs in is the login they type. A login "name+group+group" is also in these groups. Clients: "sightline", public, and "sightline-server",
// whose secret is "a secret: of the hub's". Both may send browsers back to 127.0.0.1 alone.
import http from 'node:http';

const { default: Provider } = await import(process.argv[2] + '/node_modules/oidc-provider/lib/index.js');

const server = http.createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const client = {
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/signed-in'],
  grant_types: ['authorization_code'],
  response_types: ['code'],
};
const provider = new Provider(issuer, {
  clients: [
    { ...client, client_id: 'sightline', token_endpoint_auth_method: 'none' },
    { ...client, client_id: 'sightline-server', client_secret: "a secret: of the hub's", token_endpoint_auth_method: 'client_secret_basic' },
  ],
  pkce: { required: () => true, methods: ['S256'] },
  claims: { openid: ['sub', 'employee', 'groups'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['of a test'] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: async () => ({ sub: `subject-${id}`, employee: id.split('+')[0], groups: id.split('+').slice(1) }),
  }),
  features: { devInteractions: { enabled: true } },
});
server.on('request', provider.callback());
console.log(server.address().port);
console.info = console.warn;   // nobody reads on there
process.stdin.on('end', () => process.exit(0)).resume();
