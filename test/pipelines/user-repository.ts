import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What a command line did. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/**
 * A repository as the pipelines expect it: clusters/, profile.yaml, manifests/, with this package installed. `npm` does nothing, as all is
 * installed, and `gh` writes down its arguments.
 */
export class UserRepository {
  public readonly path = mkdtempSync(join(tmpdir(), 'scs-pipelines-'));
  private readonly programs = join(this.path, '.programs');

  constructor() {
    for (const folder of ['clusters', 'node_modules/.bin', '.programs']) mkdirSync(join(this.path, folder), { recursive: true });
    copyFileSync(join(root, 'examples/production/cluster-params.yaml'), join(this.path, 'clusters/shop.yaml'));
    copyFileSync(join(root, 'examples/profiles/scs-cloud.yaml'), join(this.path, 'profile.yaml'));
    symlinkSync(root, join(this.path, 'node_modules/cdk8s-scs'));
    symlinkSync('../cdk8s-scs/lib/src/cli/main.js', join(this.path, 'node_modules/.bin/scs'));
    writeFileSync(join(this.path, '.gitignore'), 'node_modules/\n.programs/\n/base/\n/rendered/\n');
    this.program('npm', 'echo "npm $*"');
    this.program('gh', 'echo "gh $*"');
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.run(['npx scs synth clusters/*.yaml --profile profile.yaml --output manifests']);
    this.commit('First');
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Commits everything, and gives the name of the commit. */
  public commit(message: string): string {
    this.git('add', '--all');
    this.git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  public git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: this.path, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Runs scripts one after the other until one fails, each by a shell of its own as runners do. */
  public run(scripts: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
    let output = '';
    for (const script of scripts) {
      const path = [this.programs, join(this.path, 'node_modules/.bin'), process.env.PATH].join(':');
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
        cwd: this.path, encoding: 'utf8', env: { ...process.env, ...env, PATH: path }, maxBuffer: 64 * 1024 * 1024,
      });
      output += `${stdout}${stderr}`;
      if (status !== 0) return { status, output };
    }
    return { status: 0, output };
  }

  private program(name: string, script: string): void {
    const file = join(this.programs, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
}
