import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, createSign, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** An OpenID Connect issuer on this machine, with a certificate of its own. */
export class OidcIssuer {
  private readonly key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

  private constructor(private readonly server: Server, readonly ca: string) {}

  static async start(folder: string): Promise<OidcIssuer> {
    const [keyFile, certFile] = [join(folder, 'issuer.key'), join(folder, 'issuer.crt')];
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', keyFile, '-out', certFile,
    ], { stdio: 'ignore' });
    const ca = readFileSync(certFile, 'utf8');
    const server = createServer({ key: readFileSync(keyFile), cert: ca }, ({ url }, response) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(url === '/keys' ? issuer.keys() : issuer.discovery()));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const issuer = new OidcIssuer(server, ca);
    return issuer;
  }

  get url(): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** A token of this issuer. */
  token(claims: Readonly<Record<string, unknown>>): string {
    const now = Math.floor(Date.now() / 1000);
    const parts = [{ alg: 'RS256', kid: 'one', typ: 'JWT' }, { iss: this.url, iat: now, exp: now + 3600, ...claims }];
    const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(createPrivateKey(this.key)).toString('base64url')}`;
  }

  private discovery(): object {
    return { issuer: this.url, jwks_uri: `${this.url}/keys`, response_types_supported: ['id_token'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] };
  }

  private keys(): object {
    return { keys: [{ ...createPublicKey(this.key).export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] };
  }
}
