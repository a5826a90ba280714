import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scs } from './command-line';

const FOLDER = join(__dirname, '../fixtures/foreign-manifests');

it('judges manifests of others as people have them: half of older versions, with mistakes of every sort', async () => {
  const { exitCode, stdout, stderr } = await scs(['validate', '--manifests', FOLDER, '--skip-kind', 'ExternalSecret']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout.replaceAll(`${FOLDER}/`, '')).toBe(readFileSync(`${FOLDER}/findings.txt`, 'utf8'));
});
