import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { description, profileWith, type Overrides } from '../fixtures/documents';
import { scs, temporaryFolder } from './command-line';

const BODY = `name: My Shop
version: "1.36.3"
workerGroups:
  - name: general
    size: SCS-4V-16
    replicas: 3
    maxReplicas: 9
features:
  audit: {level: None}
`;

describe('scs migrate', () => {
  const folder = temporaryFolder();
  const file = (name: string, text: string): string => {
    const path = join(folder(), name);
    writeFileSync(path, text);
    return path;
  };
  const profile = (spec: Overrides = {}): string => file('profile.yaml', stringify(profileWith(spec)));

  it('makes a description of a body, which is one for other commands', async () => {
    const { exitCode, stdout, stderr } = await scs(['migrate', '-', '--name', 'shop', '--namespace', 'shops', '-p', profile()], [BODY]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(parse(stdout)).toMatchObject({ metadata: { name: 'shop', namespace: 'shops' }, spec: { audit: { level: 'None' }, nodePools: [{ autoscaling: { min: 3, max: 9 } }] } });
    expect(await scs(['validate', '-', '-p', profile()], [stdout])).toEqual({ exitCode: 0, stderr: '', stdout: 'no problems in 1 cluster and 1 profile\n' });
  });

  it('tells what is wrong with a body at its line', async () => {
    const { exitCode, stdout, stderr } = await scs(['migrate', file('body.yaml', BODY.replace('None}', 'Nothing}').replace('SCS-4V-16', '""')), '--name', 'shop']);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/body\.yaml:5:11: error InvalidValue: workerGroups\[0\]\.size: /);
    expect(stderr).toMatch(/body\.yaml:9:18: error InvalidValue: features\.audit\.level: .*None/);
  });

  it('tells what the provider refuses at the place in the body', async () => {
    const { exitCode, stderr } = await scs(['migrate', '-', '--name', 'shop', '-p', profile({ flavors: [{ name: 'SCS-2V-4-20s' }] })], [BODY]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('<stdin>:5:11: error FlavorNotOffered: workerGroups[0].size: flavor "SCS-4V-16" is not offered');
  });

  it('makes a body of a description, and tells each loss with its place', async () => {
    const cluster = file('shop.yaml', stringify(description({ metadata: { namespace: 'shops' } })));
    const { exitCode, stdout, stderr } = await scs(['migrate', cluster, '--to', 'scs-draft', '-p', profile()]);
    expect(exitCode).toBe(0);
    expect(parse(stdout)).toEqual({ name: 'shop', version: '1.36.6', workerGroups: [{ name: 'general', size: 'SCS-4V-16', replicas: 3, maxReplicas: 3 }] });
    expect(stderr).toContain(`${cluster}:5:14: warning SettingLost: metadata.namespace: a body has no namespace; it follows from who sends it\n`);
    expect(stderr).toContain('2 warnings');
  });

  it.each<[string, string[], string]>([
    ['two clusters', ['--to', 'scs-draft'], `${stringify(description())}---\n${stringify(description({ metadata: { name: 'other' } }))}`],
    ['two bodies', [], `${BODY}---\n${BODY}`],
    ['a name for what has one', ['--to', 'scs-draft', '--name', 'shop'], stringify(description())],
    ['a format that is not known', ['--to', 'seca'], BODY],
  ])('does not take %s', async (_, args, text) => {
    expect(await scs(['migrate', '-', ...args], [text])).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('tells of text that is no YAML, and of files that are not there', async () => {
    expect(await scs(['migrate', '-'], ['name: [\n'])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('SyntaxError') });
    expect(await scs(['migrate', join(folder(), 'none.yaml')])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('FileUnreadable') });
  });
});
