import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, ApplicationSet } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1';
import { Kustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1';
import { GitRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1';
import { parse, parseAllDocuments } from 'yaml';
import { UserRepository } from './user-repository';

// What is installed in the repositories of the tests is the package as it was built.
jest.setTimeout(180_000);

const root = join(__dirname, '../..');
const pipelines = join(root, 'examples/pipelines');
const text = (file: string): string => readFileSync(join(pipelines, file), 'utf8');

interface Step {
  readonly run?: string;
  readonly uses?: string;
}

/** The commands of a job of the workflow. */
function stepsOf(job: string): string[] {
  const { jobs } = parse(text('github-actions/clusters.yaml')) as { jobs: Record<string, { steps: Step[] }> };
  return jobs[job].steps.flatMap(({ run }) => run ?? []);
}

/** The commands of a job of GitLab, with those that come before every job. */
function scriptOf(job: string): string[] {
  const ci = parse(text('gitlab-ci/gitlab-ci.yml')) as Record<string, { script: string[] }> & { default: { before_script: string[] } };
  return [...ci.default.before_script, ...ci[job].script];
}

/** The commands of the hooks of pre-commit. */
function hooks(): { readonly id: string; readonly entry: string; readonly additional_dependencies: readonly string[] }[] {
  const { repos } = parse(text('pre-commit/pre-commit-config.yaml')) as { repos: { hooks: ReturnType<typeof hooks> }[] };
  return repos.flatMap((repository) => repository.hooks);
}

describe('the commands', () => {
  let repository: UserRepository;
  beforeEach(() => { repository = new UserRepository(); });
  afterEach(() => repository.remove());

  const cluster = (): string => join(repository.path, 'clusters/shop.yaml');
  const change = (from: RegExp, to: string): void => writeFileSync(cluster(), readFileSync(cluster(), 'utf8').replace(from, to));
  const read = (file: string): string => readFileSync(join(repository.path, file), 'utf8');
  const render = ['npx scs synth clusters/*.yaml --profile profile.yaml --output manifests'];

  it('of GitHub Actions pass where all is right, and comment on what an update changes', () => {
    const base = repository.git('rev-parse', 'HEAD').trim();
    change(/max: 9/, 'max: 12');
    repository.run(render);
    repository.commit('Second');
    expect(repository.run(stepsOf('validate'))).toMatchObject({ status: 0 });
    expect(JSON.parse(read('scs.sarif'))).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
    const update = repository.run(stepsOf('update'), { BASE: base, PULL_REQUEST: '7' });
    expect(update).toMatchObject({ status: 0, output: expect.stringContaining('gh pr comment 7 --edit-last --create-if-none --body-file comment.md') as string });
    expect(read('comment.md')).toMatch(/^### What the clusters become\n````diff\n[^]*\n\+ .*"4"[^]*\n````\n$/);
  });

  it('of GitHub Actions fail where something is wrong, and show it at its line', () => {
    change(/kubernetesVersion: .*/, 'kubernetesVersion: "1.12"');
    const { status, output } = repository.run(stepsOf('validate'));
    expect([status, output]).toEqual([1, expect.stringMatching(/clusters\/shop\.yaml:\d+:\d+: error/)]);
    expect(JSON.parse(read('scs.sarif'))).toMatchObject({
      runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: 'clusters/shop.yaml', uriBaseId: '%SRCROOT%' } } }] }] }],
    });
  });

  it('fail where the manifests were not rendered again', () => {
    change(/max: 9/, 'max: 12');
    repository.commit('Second');
    for (const commands of [stepsOf('validate'), scriptOf('validate'), hooks().map(({ entry }) => entry)]) {
      const { status, output } = repository.run(commands);
      expect([status, output]).toEqual([1, expect.stringContaining('machinedeployment-shop-prod')]);
      repository.git('checkout', '--quiet', '--force', 'HEAD');
    }
  });

  it('of GitLab pass where all is right, with reports', () => {
    const base = repository.git('rev-parse', 'HEAD').trim();
    expect(repository.run(scriptOf('validate'))).toMatchObject({ status: 0 });
    expect(read('junit.xml')).toContain('tests="2" failures="0"');
    expect(JSON.parse(read('gl-code-quality-report.json'))).toEqual([]);
    expect(repository.run(scriptOf('update'), { CI_MERGE_REQUEST_DIFF_BASE_SHA: base })).toMatchObject({ status: 0 });
    expect(read('manifests.diff')).toBe('');
  });

  it('of an update refuse what the servers would refuse', () => {
    const base = repository.git('rev-parse', 'HEAD').trim();
    change(/\n {2}podSecurity:/, '\n  network: {nodeCidr: 10.9.0.0/20}\n  podSecurity:');
    const { status, output } = repository.run(scriptOf('update'), { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect([status, output]).toEqual([1, expect.stringContaining('ImmutableField')]);
  });

  it('of pre-commit pass where all is right', () => {
    expect(repository.run(hooks().map(({ entry }) => entry))).toMatchObject({ status: 0 });
    expect(existsSync(join(repository.path, 'manifests/shop.shop-prod'))).toBe(true);
  });
});

it('GitHub reads the workflow', () => {
  const file = join(pipelines, 'github-actions/clusters.yaml');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'workflow-problems.mts'), file], { cwd: root, encoding: 'utf8' });
  expect([status, stderr, JSON.parse(stdout || 'null')]).toEqual([0, '', []]);
});

it('GitLab finds the reports where the commands write them', () => {
  const { validate } = parse(text('gitlab-ci/gitlab-ci.yml')) as { validate: { artifacts: { when: string; reports: Record<string, string> } } };
  const { when, reports } = validate.artifacts;
  expect([when, Object.keys(reports)]).toEqual(['always', ['junit', 'codequality']]);
  const commands = scriptOf('validate').join('\n');
  expect([`junit=${reports.junit}`, `code-quality=${reports.codequality}`].filter((report) => !commands.includes(report))).toEqual([]);
});

it('pre-commit installs this version, and what it needs', () => {
  const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; devDependencies: Record<string, string> };
  const needed = [`cdk8s-scs@${version}`, `cdk8s@${devDependencies.cdk8s}`, `constructs@${devDependencies.constructs}`];
  expect(hooks().map((hook) => hook.additional_dependencies)).toEqual([needed, needed]);
});

it.each([['flux/clusters.yaml'], ['argo-cd/clusters.yaml']])('the objects of %s are right by the schemas of their kinds', (file) => {
  const models = { Application, ApplicationSet, Kustomization, GitRepository };
  const documents = parseAllDocuments(text(file));
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  for (const document of documents) {
    const object = document.toJS() as ConstructorParameters<typeof ApplicationSet>[0] & { kind: keyof typeof models; apiVersion: string };
    const model = new models[object.kind](object as never);
    expect(models[object.kind].apiVersion).toBe(object.apiVersion);
    expect(() => model.validate()).not.toThrow();
  }
});

it('the guides show files that exist, and YAML that can be read', () => {
  for (const name of ['pipelines', 'gitops']) {
    const guide = readFileSync(join(root, `docs/guides/${name}.md`), 'utf8');
    const links = [...guide.matchAll(/\]\(((?!https?:|#)[^)#]+)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(1);
    expect(links.filter((path) => !existsSync(join(root, 'docs/guides', path)))).toEqual([]);
    for (const [, yaml] of guide.matchAll(/^```yaml\n([^]*?)^```$/gm)) expect(parseAllDocuments(yaml).flatMap(({ errors }) => errors)).toEqual([]);
  }
});
