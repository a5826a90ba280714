import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { crdFile, readCrdSources, releaseUrl } from './crd-sources';
import { download } from './download';
import { generateImports, type ReadCrds } from './generate-imports';
import { KUBERNETES_FILE, readKubernetesKinds, renderKubernetesKinds } from './kubernetes-kinds';
import { differences, readImports, writeImports } from './imports-folder';

const USAGE = `npm run import [-- --check | --refresh | --refresh-kubernetes]

  (nothing)   generate imports/ from imports/crds
  --check     change nothing; exit 1 with a list if imports/ is not what would be generated
  --refresh   fetch the release files that cdk8s.yaml names, write them reduced to imports/crds, and generate
  --refresh-kubernetes
              write the kinds of Kubernetes itself to imports/kubernetes, from the Go module whose API servers the tests run, and generate
`;

async function main(root: string, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean' }, refresh: { type: 'boolean' }, 'refresh-kubernetes': { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help || (values.check && values.refresh)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const sources = readCrdSources(readFileSync(join(root, 'cdk8s.yaml'), 'utf8'));
  const actual = readImports(root);
  const readUpstream: ReadCrds = (source, release) => download(releaseUrl(source, release));
  const readCommitted: ReadCrds = async (source, release) => {
    const text = actual.get(crdFile(source, release));
    if (text === undefined) {
      throw new Error('the file is missing; `npm run import -- --refresh` fetches it');
    }
    return text;
  };
  const expected = await generateImports(sources, values.refresh ? readUpstream : readCommitted);
  const kubernetes = values['refresh-kubernetes'] ? renderKubernetesKinds(readKubernetesKinds(root)) : actual.get(KUBERNETES_FILE);
  if (kubernetes === undefined) throw new Error(`${KUBERNETES_FILE} is missing; \`npm run import -- --refresh-kubernetes\` writes it`);
  expected.set(KUBERNETES_FILE, kubernetes);
  const changes = differences(actual, expected);
  if (values.check && changes.length > 0) {
    process.stderr.write(`imports/ is not current; run \`npm run import\`:\n  ${changes.join('\n  ')}\n`);
    return 1;
  }
  if (!values.check) {
    writeImports(root, expected);
  }
  process.stdout.write(changes.length > 0 ? `Written or removed: ${changes.length} files.\n` : 'imports/ is current.\n');
  return 0;
}

main(resolve(__dirname, '../..'), process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
