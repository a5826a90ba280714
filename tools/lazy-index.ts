import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What an index module exports, by module: everything under its own names, or as a namespace. */
export interface ReExport {
  readonly module: string;
  readonly namespace?: string;
}

/** Names that exist at run time, and the module that has them; of a namespace, its own name. */
export interface LazyExport {
  readonly module: string;
  readonly names: readonly string[];
  readonly isNamespace?: boolean;
}

/**
 * Replaces the compiled index of a folder of lib, which would load every module that it names, with one that loads each on first use.
 *
 * @param folder the folder below the package's root, and so that of its source
 * @param bundle the module that has what no namespace has, instead of the module that the source names
 */
export function makeIndexLazy(root: string, folder: string, bundle?: string): void {
  const names = (module: string): string[] => Object.keys(require(join(root, 'lib', folder, module)) as object);
  const exports = readReExports(readFileSync(join(root, folder, 'index.ts'), 'utf8')).map(({ module, namespace }) =>
    namespace === undefined ? { module: bundle ?? module, names: names(module) } : { module, names: [namespace], isNamespace: true });
  writeFileSync(join(root, 'lib', folder, 'index.js'), lazyIndex(exports));
}

/** The re-exports of an index module. It may have nothing else. */
export function readReExports(source: string): ReExport[] {
  return ts.createSourceFile('index.ts', source, ts.ScriptTarget.ES2022).statements.map((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) {
      throw new Error('an index may only have re-exports');
    }
    const module = statement.moduleSpecifier.text;
    if (statement.exportClause === undefined) return { module };
    if (!ts.isNamespaceExport(statement.exportClause)) throw new Error(`an index has "export * from '${module}'" instead of single names`);
    return { module, namespace: statement.exportClause.name.text };
  });
}

/** The text of the lazy index module. */
export function lazyIndex(exports: readonly LazyExport[]): string {
  const names = exports.flatMap((each) => each.names);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`an index exports ${twice} twice`);
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    // Node finds the names for `import { … }` by reading assignments like these; it does not run the module.
    ...names.map((name) => `exports.${name} = void 0;`),
    'const define = (name, property) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, ...property });',
    'const lazy = (name, load) => define(name, { get: () => define(name, { value: load() })[name] });',
    ...exports.filter((each) => each.names.length > 0).map(({ module, names: own, isNamespace }) =>
      `for (const name of ${JSON.stringify(own)}) lazy(name, () => require(${JSON.stringify(module)})${isNamespace ? '' : '[name]'});`),
    '',
  ].join('\n');
}
