import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { transformSync } from 'esbuild';

export const ROOT = join(__dirname, '../..');
export const PRODUCTION = join(ROOT, 'examples/production');
const PROGRAMS = join(__dirname, 'programs');

/** A temporary project that has this package and cdk8s installed. */
export class WorkFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'cdk8s-scs-bench-'));

  constructor() {
    mkdirSync(join(this.path, 'node_modules'));
    for (const name of ['.bin', 'cdk8s', 'constructs', 'tsx', 'yaml']) symlinkSync(join(ROOT, 'node_modules', name), join(this.path, 'node_modules', name));
    symlinkSync(ROOT, join(this.path, 'node_modules/cdk8s-scs'));
  }

  /** Writes a file; returns its path. */
  write(name: string, content: string): string {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Compiles a TypeScript file into the folder, as a user would before it is run; returns the path of the JavaScript. */
  compile(source: string, name = basename(source)): string {
    return this.compileText(readFileSync(source, 'utf8'), name);
  }

  compileText(text: string, name: string): string {
    return this.write(name.replace(/\.ts$/, '.js'), transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2022' }).code);
  }

  /** Compiles what is in `programs`, of which one may use another; returns the path of one. */
  program(name: string): string {
    readdirSync(PROGRAMS).forEach((file) => this.compile(join(PROGRAMS, file)));
    return join(this.path, `${name}.js`);
  }

  /** A path for output; what is there from before is removed. */
  output(name = 'dist'): string {
    const path = join(this.path, name);
    rmSync(path, { recursive: true, force: true });
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
