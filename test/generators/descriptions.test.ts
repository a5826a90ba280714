import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { publishedSchemaAjv } from '../../tools/schema/validators';
import { documentFields } from '../fixtures/document-fields';
import { diagnose } from '../fixtures/rendering';
import { documentsArbitrary } from './descriptions';
import { fieldsCovered } from './fields-covered';

const SAMPLES = fc.sample(documentsArbitrary, { numRuns: 800, seed: 1 });

/** Values that no description or profile of this release can have. */
const REFUSED = [
  /^spec\.target: (?!capi-openstack)/,
  /^spec\.composition: (?!Plain)/,
  /^spec\.addons\.delivery: (?!None)/,
  /^spec\.dev\./,
];
/**
 * A profile does not know the names of clusters, and an address of one machine is for no profile; a load balancer's subnet is found by its
 * id only; and what is for another target.
 */
const NOT_MADE = /^spec\.(expert\.(patches\[\]\.target\.name|floatingIPs\.addresses\[\])|openstack\.apiLoadBalancer\.subnets\[\]\.name|dev\b.*)$/;
/** Refused, as all machines would have it. */
const ADDRESS_OF_ALL = 'spec.expert.ports[].fixedIPs[].ipAddress';

it('gives documents about which no error is told', () => {
  for (const { description, profile } of SAMPLES.slice(0, 200)) {
    const errors = diagnose(description, profile).filter(({ severity }) => severity === 'Error');
    if (errors.length > 0) throw new Error(JSON.stringify({ errors, description, profile }, null, 1));
  }
});

describe.each([['cluster', 'description', 'scs-cluster'], ['profile', 'profile', 'provider-profile']] as const)('the documents %s', (document, role, file) => {
  const covered = fieldsCovered(document, SAMPLES.map((sample) => sample[role]));
  const fields = documentFields(document);
  const working = fields.filter(({ planned, path }) => !planned && !/^spec\.(defaults|policy\.enforce)\./.test(path));

  it('have the right shape', () => {
    const schema = JSON.parse(readFileSync(join(__dirname, `../../schema/${file}.schema.json`), 'utf8')) as { $id: string };
    const validate = publishedSchemaAjv().addSchema(schema).getSchema(schema.$id)!;
    for (const { [role]: sample } of SAMPLES) {
      void validate(sample);
      if (validate.errors) throw new Error(JSON.stringify({ errors: validate.errors, sample }, null, 1));
    }
  });

  it('have every field that works', () => {
    const missing = working.filter(({ path }) => !covered.has(path) && path !== ADDRESS_OF_ALL).map(({ path }) => path);
    expect(document === 'profile' ? missing.filter((path) => !NOT_MADE.test(path)) : missing).toEqual([]);
  });

  it('have every value of an enumeration, except those that are refused', () => {
    const missing = working.flatMap(({ path, values = [] }) => values.filter((value) => !covered.get(path)?.has(value)).map((value) => `${path}: ${value}`));
    expect(missing.filter((text) => !REFUSED.some((refused) => refused.test(text)))).toEqual([]);
  });

  it('have no field that does not work', () => {
    expect(fields.filter(({ path, planned }) => planned && covered.has(path)).map(({ path }) => path)).toEqual([]);
  });
});

it('has all settings among the defaults of profiles, too', () => {
  const covered = fieldsCovered('profile', SAMPLES.map(({ profile }) => profile));
  const settings = documentFields('cluster').filter(({ path, planned }) => !planned && path.startsWith('spec.') && !/^spec\.(nodePools|kubernetesVersion|expert|network\.existing)/.test(path));
  expect(settings.map(({ path }) => path.replace('spec.', 'spec.defaults.')).filter((path) => !covered.has(path))).toEqual([]);
});
