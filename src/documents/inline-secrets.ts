import type { FieldPath } from '../diagnostics/diagnostic';

/** What gives away that a text holds a secret, and what the text is then. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/, 'a private key'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i, 'an address with a password'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/, 'a token'],
  [/\bBearer\s+(?=\S*[0-9])[\w.~+/-]{20,}/i, 'a bearer token'],
  [/\b(?:(?:ghp|gho|ghs|ghu)_|github_pat_|glpat-|hvs\.)[\w-]{20,}/, 'a token'],
  [/["']?application_credential_secret["']?\s*[:=]\s*["']?[^\s"']/, 'the secret of an application credential'],
  [/^\s*["']?(?:password|client_secret|secret_key|s3_secret_access_key|aws_secret_access_key)["']?\s*[:=]\s*["']?[^\s"'$<{]/im, 'a password'],
  [/^\s*(?:client-key-data|token):\s*["']?[\w+/=.-]{20,}/m, 'the credential of a kubeconfig'],
  [/"auth"\s*:\s*"[A-Za-z0-9+/]{8,}=*"/, 'the login of a registry'],
  [/^\s*(?:- )?secret:\s*["']?[A-Za-z0-9+/]{22,}={0,2}["']?\s*$/m, 'a key for encryption'],
];

/** Without one of these, a text has none of the signs; most texts are short names. */
const HINT = /PRIVATE KEY|:\/\/[^\s/]*@|eyJ|bearer|gh[posu]_|github_pat_|glpat-|hvs\.|secret|password|client-key-data|token|"auth"/i;

/** Shorter texts hold nothing that is worth decoding. */
const LEAST_BASE64 = 40;
const BASE64_INSIDE = /[A-Za-z0-9+/]{40,}/g;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** What secret a text holds, also where it is encoded with base64; undefined where none is seen. */
export function secretIn(text: string): string | undefined {
  const found = signIn(text);
  if (found !== undefined || text.length < LEAST_BASE64) return found;
  const encoded = [...(BASE64.test(text) ? [text] : []), ...(text.match(BASE64_INSIDE) ?? [])];
  return encoded.map((run) => signIn(Buffer.from(run, 'base64').toString('utf8'))).find((sign) => sign !== undefined);
}

function signIn(text: string): string | undefined {
  return HINT.test(text) ? SIGNS.find(([sign]) => sign.test(text))?.[1] : undefined;
}

/** The strings of a value that hold secrets, names of fields among them: where they stand, and what they are. What contains itself is left alone. */
export function secretsIn(value: unknown, path: FieldPath = [], around: readonly unknown[] = []): { readonly path: FieldPath; readonly secret: string }[] {
  if (typeof value === 'string') {
    const secret = secretIn(value);
    return secret === undefined ? [] : [{ path, secret }];
  }
  if (typeof value !== 'object' || value === null || around.includes(value)) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, below]) => {
    const secret = typeof key === 'string' ? secretIn(key) : undefined;
    // The place of what stands below would repeat it.
    return secret === undefined ? secretsIn(below, [...path, key as string | number], [...around, value]) : [{ path, secret }];
  });
}

/** Says that no manifest holds secrets, whoever has made it. */
export function secretInManifest(secret: string): string {
  return `this is ${secret}, and manifests are kept where many can read them: put it into a Secret of the cluster by other means, such as kubectl create secret, and refer to that by its name`;
}

/** Says that documents hold no secrets, and the way out. The text itself is never repeated. */
export function secretMessage(path: FieldPath, secret: string): string {
  const field = path.at(-1);
  if (path.includes('proxy')) return `this is ${secret}, and no document holds secrets: name a proxy that takes the addresses of the nodes instead`;
  const instead = field === 'content' ? 'name it with contentFrom: {secretKeyRef: {name: NAME, key: KEY}}' : 'refer to it by its name';
  return `this is ${secret}, and no document holds secrets: make a Secret of it (kubectl create secret generic NAME --namespace NAMESPACE --from-file=KEY=FILE) and ${instead}`;
}
