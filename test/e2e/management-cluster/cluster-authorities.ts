import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectRef } from './client';

/** Secrets with one authority, in the form in which Cluster API takes those of users. */
export function clusterAuthorities({ name, namespace }: ObjectRef['metadata'], purposes: readonly string[]): ObjectRef[] {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  try {
    const [key, certificate] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
    const request = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', `/CN=${purposes[0]}`];
    execFileSync('openssl', ['req', ...request, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const data = Object.fromEntries(['tls.crt', 'tls.key'].map((file) => [file, readFileSync(join(folder, file)).toString('base64')]));
    return purposes.map((purpose) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `${name}-${purpose}`, namespace, labels: { 'cluster.x-k8s.io/cluster-name': name } },
      type: 'cluster.x-k8s.io/secret',
      data,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
