// An S3-compatible server with an empty bucket "files", on a port of its own choice, which it prints. Ends with its standard input.
//   node --openssl-legacy-provider s3_server.js FOLDER-OF-S3RVER FOLDER-FOR-OBJECTS [CERTIFICATE KEY]
// With a certificate it speaks TLS.
// s3rver keeps the objects but takes any signature of version 4 for good. So each request is signed again here, by aws4, with the headers
// that it says it signed: another signature, or another body than the one that was hashed, is refused as Amazon does.
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const https = require('https');
const S3rver = require(process.argv[2] + '/node_modules/s3rver');
const aws4 = require(process.argv[2] + '/node_modules/aws4');

const accessKeyId = 'S3RVER';
const secretAccessKey = 'S3RVER';
const signature = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=[0-9a-f]{64}$/;

// The name of what is wrong with a request; none: it is signed.
function refusal(request, body) {
  const parts = signature.exec(request.headers.authorization || '');
  if (!parts) return 'AccessDenied';
  if (parts[1] !== accessKeyId) return 'InvalidAccessKeyId';
  const headers = {};
  for (const name of parts[3].split(';')) headers[name] = request.headers[name];
  for (const needed of ['host', 'x-amz-date', 'x-amz-content-sha256']) if (!headers[needed]) return 'AccessDenied';
  if (crypto.createHash('sha256').update(body).digest('hex') !== headers['x-amz-content-sha256']) return 'XAmzContentSHA256Mismatch';
  const asked = { host: headers.host, path: request.url, method: request.method, service: 's3', region: parts[2], headers, body: undefined };
  const again = aws4.sign(asked, { accessKeyId, secretAccessKey }).headers.Authorization;
  const bare = (text) => text.replace(/, /g, ',');
  return bare(again) === bare(request.headers.authorization) ? null : 'SignatureDoesNotMatch';
}

const store = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[3], configureBuckets: [{ name: 'files' }] });
store.run().then(({ port }) => {
  const agent = new http.Agent({ keepAlive: true });
  const answer = (request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      const code = refusal(request, body);
      if (code) {
        response.writeHead(403, { 'Content-Type': 'application/xml' });
        return response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
      }
      const headers = { ...request.headers, 'content-length': body.length };
      delete headers.authorization;
      const onward = http.request({ host: '127.0.0.1', port, path: request.url, method: request.method, headers, agent }, (reply) => {
        response.writeHead(reply.statusCode, reply.headers);
        reply.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  };
  const [certificate, key] = process.argv.slice(4);
  const server = certificate ? https.createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }, answer) : http.createServer(answer);
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
});
process.stdin.on('end', () => process.exit(0)).resume();
