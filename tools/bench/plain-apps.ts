import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readCrdSources, crdFile } from '../import/crd-sources';
import { generateGroups } from '../import/generate-module';
import { exampleObjects } from './example-objects';
import { PRODUCTION, ROOT, type WorkFolder } from './work-folder';

type Class = new () => object;
type Module = Readonly<Record<string, Class>>;

/** The part of an object of a target that is used. */
interface Rendered {
  readonly id: string;
  readonly type: Class & { manifest(props: unknown): unknown };
  readonly props: unknown;
}

const BEGIN = ["const { ApiObject, App, Chart } = require('cdk8s');", 'const app = new App();', "const chart = new Chart(app, 'clusters');"];
const END = 'app.synth();\n';

/** The production example in plain cdk8s, by somebody who writes manifests as they are. Returns the path. */
export function appOfManifests(folder: WorkFolder): string {
  const objects = exampleObjects().map((object, index) => `new ApiObject(chart, 'object-${index}', ${JSON.stringify(object)});`);
  return folder.write('manifests.js', [...BEGIN, ...objects, END].join('\n'));
}

/** The same by somebody who uses the classes that `cdk8s import` makes of the CRDs, so that a compiler knows the fields. Returns the path. */
export async function appOfImports(folder: WorkFolder): Promise<string> {
  const require = createRequire(join(ROOT, 'lib/src/index.js'));
  const { renderDocuments } = require('./render-documents') as { renderDocuments(...documents: unknown[]): { objects: Rendered[] } };
  const [description, profile] = ['cluster-params.yaml', '../profiles/scs-cloud.yaml'].map((file) => parse(readFileSync(join(PRODUCTION, file), 'utf8')) as unknown);
  const groups = new Map<string, string>();
  for (const source of readCrdSources(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8')).filter(({ module }) => module !== 'capd')) {
    for (const [name, content] of await generateGroups(readFileSync(join(ROOT, crdFile(source, source.releases[0])), 'utf8'))) groups.set(`${source.module}-${name.replace(/\.ts$/, '')}`, content);
  }
  const classes = new Map([...groups].map(([name, content]) => [name, require(folder.compileText(content, `imports/${name}.ts`)) as Module]));
  const used = new Set<string>();
  const objects = renderDocuments(description, profile).objects.map(({ id, type, props }) => {
    const [group] = [...classes].find(([, module]) => Object.hasOwn(module, type.name)) ?? [];
    if (group === undefined) return `new ApiObject(chart, '${id}', ${JSON.stringify(type.manifest(props))});`;
    used.add(group);
    return `new imports['${group}'].${type.name}(chart, '${id}', ${literal(props, `imports['${group}']`)});`;
  });
  const imports = `const imports = { ${[...used].map((group) => `'${group}': require('./imports/${group}')`).join(', ')} };`;
  return folder.write('imports.js', [...BEGIN, imports, ...objects, END].join('\n'));
}

/** JavaScript that makes the value; numbers and strings that may stand for each other have classes. */
function literal(value: unknown, module: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, module)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    const { value: inner } = value as { value: unknown };
    return `${module}.${value.constructor.name}.from${typeof inner === 'number' ? 'Number' : 'String'}(${JSON.stringify(inner)})`;
  }
  return `{ ${Object.entries(value).filter(([, inner]) => inner !== undefined).map(([name, inner]) => `${JSON.stringify(name)}: ${literal(inner, module)}`).join(', ')} }`;
}
