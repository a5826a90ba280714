import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import type { ProviderProfileDocument } from '../../../src/profile';
import { down, IN_BACKGROUND, runInBackground, status, up } from '../management-cluster/background';
import { Registry } from '../management-cluster/registry';
import { startOpenStack } from './openstack';
import { installPackages, whyNotInstallable, whyUnavailable } from './packages';
import { DEFAULT_PROFILE, offerOf } from './test-cloud';

const USAGE = `usage: npm run openstack -- COMMAND [OPTION...]

  install install Debian's packages of OpenStack's services, once; nothing of them is started
  up      start a cloud on 127.0.0.1, which runs until \`down\`; prints the variables by which OpenStack's tools find it
  down    end it and remove all of it
  status  tell which ones run

  --name NAME     which one, if there are several (default)
  --profile FILE  a ProviderProfile: the cloud has the zones, flavors, images, types of volumes and external network that it names
                  (examples/profiles/openstack-laboratory.yaml)

It needs Debian 12 and root, and exits with 3 where it cannot be had. Nothing stands behind its servers, volumes and load balancers.
`;
const CLOUDS = new Registry('openstack');
const UNAVAILABLE = 3;

async function main(argv: readonly string[]): Promise<number> {
  const { values: { name, profile }, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { name: { type: 'string', default: 'default' }, profile: { type: 'string', default: DEFAULT_PROFILE } },
  });
  if (!/^[a-z0-9-]{1,40}$/.test(name)) throw new Error(`--name is "${name}"; it takes lower case letters, digits and -`);
  switch (positionals.join(' ')) {
    case 'install':
      return unless(whyNotInstallable(), async () => (whyUnavailable() === undefined || installPackages() ? 0 : UNAVAILABLE));
    case 'up':
      return unless(whyUnavailable(), () => up(CLOUDS, name, __filename, argv));
    case 'down':
      return down(CLOUDS, name);
    case 'status':
      return status(CLOUDS);
    case IN_BACKGROUND:
      return runInBackground(CLOUDS, name, async (listeners) => {
        const { tenant, admin, folder, stop } = await startOpenStack({ offer: offerOf(parse(readFileSync(profile, 'utf8')) as ProviderProfileDocument), ...listeners });
        const clouds = join(folder, 'clouds.yaml');
        await writeFile(clouds, stringify({ clouds: { openstack: tenant, admin } }), { mode: 0o600 });
        return { variables: { OS_CLIENT_CONFIG_FILE: clouds, OS_CLOUD: 'openstack' }, folder, stop };
      });
    default:
      process.stderr.write(USAGE);
      return 2;
  }
}

async function unless(reason: string | undefined, work: () => Promise<number>): Promise<number> {
  if (reason === undefined) return work();
  process.stderr.write(`${reason}\n`);
  return UNAVAILABLE;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  },
);
