import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What src/index.ts exports, by module: everything under its own names, or as a namespace. */
export interface ReExport {
  readonly module: string;
  readonly namespace?: string;
  /** Names of the module that exist at run time. */
  readonly names: readonly string[];
}

/**
 * Replaces the compiled lib/src/index.js, which would load every module of the package, with one that loads each on first use.
 */
export function makeIndexLazy(root: string): void {
  const compiled = join(root, 'lib/src/index.js');
  const reExports = readReExports(readFileSync(join(root, 'src/index.ts'), 'utf8')).map((reExport) => ({
    ...reExport,
    names: Object.keys(require(join(root, 'lib/src', reExport.module)) as object),
  }));
  writeFileSync(compiled, lazyIndex(reExports));
}

/** The re-exports of an index module. It may have nothing else. */
export function readReExports(source: string): Omit<ReExport, 'names'>[] {
  return ts.createSourceFile('index.ts', source, ts.ScriptTarget.ES2022).statements.map((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) {
      throw new Error('src/index.ts may only have re-exports');
    }
    const module = statement.moduleSpecifier.text;
    if (statement.exportClause === undefined) return { module };
    if (!ts.isNamespaceExport(statement.exportClause)) throw new Error(`src/index.ts: write "export * from '${module}'" instead of single names`);
    return { module, namespace: statement.exportClause.name.text };
  });
}

/** The text of the lazy index module. */
export function lazyIndex(reExports: readonly ReExport[]): string {
  const exported = reExports.flatMap(({ namespace, names }) => namespace ?? names);
  const twice = exported.find((name, index) => exported.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`src/index.ts exports ${twice} twice`);
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    // Node finds the names for `import { … }` by reading assignments like these; it does not run the module.
    ...exported.map((name) => `exports.${name} = void 0;`),
    'function lazy(target, load, names) {',
    '  const define = (name, property) => Object.defineProperty(target, name, { enumerable: true, configurable: true, ...property });',
    '  for (const name of names) define(name, { get: () => define(name, { value: load()[name] })[name] });',
    '}',
    ...reExports
      .filter(({ names }) => names.length > 0)
      .map(({ module, namespace, names }) => {
        const target = namespace === undefined ? 'exports' : `exports.${namespace} = {}`;
        return `lazy(${target}, () => require(${JSON.stringify(module)}), ${JSON.stringify(names)});`;
      }),
    '',
  ].join('\n');
}
