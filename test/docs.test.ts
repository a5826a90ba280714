import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const docs = join(root, 'docs');

describe.each(['architecture.md', 'contributing.md'])('docs/%s', (name) => {
  const text = readFileSync(join(docs, name), 'utf8');

  it('names files that exist', () => {
    const paths = [...text.matchAll(/`((?:src|test|tools|examples|docs|schema|imports|\.ci)(?:\/[\w.-]+)+)\/?`/g)].map(([, path]) => path);
    // What the build writes and git does not know.
    const built = ['schema/validators.js', 'schema/rules.js', 'schema/kinds'];
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !built.includes(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  it('has links to files that exist', () => {
    const links = [...text.matchAll(/\]\(((?!https?:|#)[^)#]+)/g)].map(([, path]) => path);
    expect(links.filter((path) => !existsSync(join(docs, path)))).toEqual([]);
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect([...text.matchAll(/npm run ([\w:-]*\w)/g)].map(([, script]) => script).filter((script) => !(script in scripts))).toEqual([]);
  });
});

it('docs/architecture.md has a layer for everything in src', () => {
  const table = readFileSync(join(docs, 'architecture.md'), 'utf8').split('## Layers')[1].split('\n## ')[0];
  const entries = readdirSync(join(root, 'src')).filter((entry) => entry !== 'index.ts');
  expect(entries.filter((entry) => !table.includes(`\`${entry}\``))).toEqual([]);
});
