import type { DiagnosticCases } from '../fixtures/diagnostic-case';
import type { Overrides } from '../fixtures/documents';

const ON = { type: 'boolean', title: 'On', description: 'Switch it on' };
const SIZE = { title: 'Size', description: 'How large' };

function feature(settings: Overrides): Overrides {
  return {
    name: 'swap', title: 'Swap', description: 'Gives nodes swap space.', mutability: 'RollsAll',
    schema: { type: 'object', properties: { enabled: ON } },
    effects: [{ type: 'Profile', when: { enabled: true }, path: 'openstack.configDrive', value: true }],
    ...settings,
  };
}

/** A profile with features, each different from the same one. */
function features(...settings: readonly Overrides[]): { readonly profile: Overrides } {
  return { profile: { features: settings.map(feature) } };
}

function schema(value: unknown): { readonly profile: Overrides } {
  return features({ schema: value, effects: [{ type: 'Profile', path: 'openstack.configDrive', value: true }] });
}

function property(value: unknown): { readonly profile: Overrides } {
  return schema({ type: 'object', properties: { size: value } });
}

function effect(value: Overrides, settings: Overrides = {}): { readonly profile: Overrides } {
  return features({ effects: [value], ...settings });
}

/** A description that uses a feature, and its profile. */
function used(value: unknown, settings: Overrides = {}): { readonly cluster: Overrides; readonly profile: Overrides } {
  return { ...features(settings), cluster: { features: { swap: value } } };
}

/** Each rule of features, and what is said where it is broken. */
export const FEATURE_CASES: DiagnosticCases = {
  'features of a profile': [
    {
      name: 'a feature with the name of a field', ...features({ name: 'network' }),
      gives: [
        { code: 'NameTaken', document: 'profile', path: 'spec.features[0].name', message: '"network" is a field of the description already; a feature is for what has none' },
      ],
    },
    {
      name: 'two features of one spelling', ...features({}, { name: 'other', wireName: 'swap' }),
      gives: [
        { code: 'NameTaken', document: 'profile', path: 'spec.features[1]', message: 'another feature is spelt "swap" in requests already' },
      ],
    },
    {
      name: 'a conflict with a feature that is not there', ...features({ conflictsWith: ['swapp'] }, { name: 'swaps', wireName: 's' }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].conflictsWith[0]', message: 'the profile has no other feature "swapp"', didYouMean: 'swaps' },
      ],
    },
    {
      name: 'a feature for a flavor that is not offered', ...features({ requires: { flavors: ['SCS-1V-1'] } }),
      gives: [
        { code: 'FlavorNotOffered', document: 'profile', path: 'spec.features[0].requires.flavors[0]', message: 'the profile offers no flavor "SCS-1V-1"' },
      ],
    },
    {
      name: 'a schema that is none', ...schema('string'),
      gives: [
        { code: 'InvalidType', document: 'profile', path: 'spec.features[0].schema', message: 'the schema of a feature is an object' },
      ],
    },
    {
      name: 'a schema that is too large', ...schema({ type: 'object', properties: { size: { ...SIZE, type: 'string', examples: ['x'.repeat(17000)] } } }),
      gives: [
        { code: 'LimitExceeded', document: 'profile', path: 'spec.features[0].schema', message: 'the schema has 17114 bytes, and 16384 are allowed' },
      ],
    },
    {
      name: 'a schema without parameters', ...schema({ type: 'object' }),
      gives: [
        { code: 'MissingField', document: 'profile', path: 'spec.features[0].schema.properties', message: 'a schema of type object names the parameters of the feature' },
      ],
    },
    {
      name: 'a schema that is open', ...schema({ type: 'object', properties: { enabled: ON }, additionalProperties: true }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].schema.additionalProperties', message: 'parameters are always closed', allowed: ['false'] },
      ],
    },
    {
      name: 'a parameter with a bad name', ...schema({ type: 'object', properties: { 'a-b': ON } }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].schema.properties.a-b', message: '"a-b" is no name of a parameter: they are in camelCase' },
      ],
    },
    {
      name: 'required parameters that are no list', ...schema({ type: 'object', properties: { enabled: ON }, required: 'enabled' }),
      gives: [
        { code: 'InvalidType', document: 'profile', path: 'spec.features[0].schema.required', message: 'the required parameters are a list of names' },
      ],
    },
    {
      name: 'a required parameter that is not there', ...schema({ type: 'object', properties: { enabled: ON }, required: ['enable'] }),
      gives: [
        { code: 'UnknownField', document: 'profile', path: 'spec.features[0].schema.required[0]', message: 'the feature has no parameter "enable"', allowed: ['enabled'], didYouMean: 'enabled' },
      ],
    },
    {
      name: 'a parameter whose schema is none', ...property(true),
      gives: [
        { code: 'InvalidType', document: 'profile', path: 'spec.features[0].schema.properties.size', message: 'the schema of a parameter is an object' },
      ],
    },
    {
      name: 'a parameter that is an object', ...property({ ...SIZE, type: 'object' }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].schema.properties.size', message: 'a parameter is a scalar or a list of scalars; only a reference to a Secret is an object, with format: secret-ref' },
      ],
    },
    {
      name: 'a parameter of another type', ...property({ ...SIZE, type: 'number' }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].schema.properties.size.type', message: '"number" is no type of a parameter', allowed: ['string', 'integer', 'boolean', 'array'] },
      ],
    },
    {
      name: 'a parameter without texts', ...property({ type: 'integer' }),
      gives: [
        { code: 'MissingField', document: 'profile', path: 'spec.features[0].schema.properties.size.title', message: 'every parameter has a title, as forms show it' },
        { code: 'MissingField', document: 'profile', path: 'spec.features[0].schema.properties.size.description', message: 'every parameter has a description, as forms show it' },
      ],
    },
    {
      name: 'a keyword that is not in the subset', ...property({ ...SIZE, type: 'string', maxlength: 3 }),
      gives: [
        { code: 'UnknownField', document: 'profile', path: 'spec.features[0].schema.properties.size.maxlength', message: 'schemas of features have no "maxlength" here', allowed: ['type', 'title', 'description', 'default', 'examples', 'enum', 'pattern', 'minLength', 'maxLength'], didYouMean: 'maxLength' },
      ],
    },
    {
      name: 'a bound that is no integer', ...property({ ...SIZE, type: 'integer', minimum: '1' }),
      gives: [
        { code: 'InvalidType', document: 'profile', path: 'spec.features[0].schema.properties.size.minimum', message: 'a bound is an integer' },
      ],
    },
    {
      name: 'an enumeration without values', ...property({ ...SIZE, type: 'string', enum: [] }),
      gives: [
        { code: 'InvalidType', document: 'profile', path: 'spec.features[0].schema.properties.size.enum', message: 'an enumeration is a list with at least one value' },
      ],
    },
    {
      name: 'a pattern that is none', ...property({ ...SIZE, type: 'string', pattern: '[' }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].schema.properties.size.pattern', message: 'the pattern is no regular expression' },
      ],
    },
    {
      name: 'a list of objects', ...property({ ...SIZE, type: 'array', items: { type: 'object' } }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].schema.properties.size.items', message: 'a list of a feature has scalars', allowed: ['string', 'integer', 'boolean'] },
      ],
    },
    {
      name: 'a default that its own schema refuses', ...property({ ...SIZE, type: 'string', enum: ['small', 'large'], default: 'larg' }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].schema.properties.size.default', message: '"larg" is not one of the feature\'s values', allowed: ['small', 'large'], didYouMean: 'large' },
      ],
    },
    {
      name: 'a condition on a parameter that is not there', ...effect({ type: 'Profile', when: { on: true }, path: 'openstack.configDrive', value: true }),
      gives: [
        { code: 'UnknownField', document: 'profile', path: 'spec.features[0].effects[0].when.on', message: 'the feature has no parameter "on"', allowed: ['enabled'] },
      ],
    },
    {
      name: 'a condition that never holds', ...effect({ type: 'Profile', when: { enabled: 'yes' }, path: 'openstack.configDrive', value: true }),
      gives: [
        { code: 'InvalidType', document: 'profile', path: 'spec.features[0].effects[0].when.enabled', message: 'expected a boolean, found "yes"' },
      ],
    },
    {
      name: 'an effect with the fields of another type', ...effect({ type: 'Profile', path: 'openstack.configDrive', match: { kind: 'Cluster' } }),
      gives: [
        { code: 'ConflictingFields', document: 'profile', path: 'spec.features[0].effects[0]', message: 'an effect of type Profile has a path and a value, and neither match nor patch' },
      ],
    },
    {
      name: 'an effect on objects without a patch', ...effect({ type: 'Object', match: { kind: 'Cluster' } }),
      gives: [
        { code: 'ConflictingFields', document: 'profile', path: 'spec.features[0].effects[0]', message: 'an effect of type Object has match and patch, and neither path, value nor from' },
      ],
    },
    {
      name: 'an effect with two sources', ...effect({ type: 'Profile', path: 'openstack.configDrive', value: true, from: '/enabled' }),
      gives: [
        { code: 'ConflictingFields', document: 'profile', path: 'spec.features[0].effects[0]', message: 'an effect takes its value from exactly one of two fields', allowed: ['value', 'from'] },
      ],
    },
    {
      name: 'an effect that copies a parameter that is not there', ...effect({ type: 'Profile', path: 'openstack.configDrive', from: '/size' }),
      gives: [
        { code: 'UnknownField', document: 'profile', path: 'spec.features[0].effects[0].from', message: 'the feature has no parameter "size"', allowed: ['enabled'] },
      ],
    },
    {
      name: 'an effect on objects of a kind that is not there', ...effect({ type: 'Object', match: { kind: 'OpenStackMachineTemplat' }, patch: [{ op: 'add', path: '/spec/template/spec/configDrive', value: true }] }),
      gives: [
        { code: 'ImpossiblePatch', document: 'profile', path: 'spec.features[0].effects[0].match.kind', message: 'no cluster has objects of kind "OpenStackMachineTemplat"', didYouMean: 'OpenStackMachineTemplate' },
      ],
    },
    {
      name: 'objects of a pool for the whole cluster', ...effect({ type: 'Object', match: { kind: 'OpenStackMachineTemplate', pool: true }, patch: [{ op: 'add', path: '/spec/template/spec/configDrive', value: true }] }),
      gives: [
        { code: 'ConflictingFields', document: 'profile', path: 'spec.features[0].effects[0].match.pool', message: 'only a feature with scope: NodePool has objects of a pool' },
      ],
    },
    {
      name: 'an effect on the policy', ...effect({ type: 'Profile', path: 'policy.allowExpert', value: true }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].effects[0].path', message: 'an effect of type Profile cannot set policy' },
      ],
    },
    {
      name: 'an effect on a field that is the same for all pools', ...effect({ type: 'Profile', path: 'openstack.mtu', value: 1400 }, { scope: 'NodePool' }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].effects[0].path', message: 'openstack.mtu cannot differ between pools', allowed: ['openstack.image.name', 'openstack.image.id', 'openstack.sshKeyName', 'openstack.configDrive', 'openstack.blockStorageZones'] },
      ],
    },
    {
      name: 'an effect on a field that is not there', ...effect({ type: 'Profile', path: 'openstack.configDriv', value: true }),
      gives: [
        { code: 'UnknownField', document: 'profile', path: 'spec.features[0].effects[0].path', message: 'openstack.configDriv: there is no such field', didYouMean: 'configDrive' },
      ],
    },
    {
      name: 'a copied value for a field that is not there', ...effect({ type: 'Profile', path: 'openstack.configDriv', from: '/enabled' }),
      gives: [
        { code: 'UnknownField', document: 'profile', path: 'spec.features[0].effects[0].path', message: 'there is no field openstack.configDriv to set' },
      ],
    },
    {
      name: 'an effect with a value of another type', ...effect({ type: 'Description', path: 'deletionProtection', value: 'no' }),
      gives: [
        { code: 'InvalidType', document: 'profile', path: 'spec.features[0].effects[0].value', message: 'deletionProtection: expected true or false, found the string "no": write true or false, without quotes' },
      ],
    },
    {
      name: 'an effect that breaks what the profile enforces', profile: { ...effect({ type: 'Description', path: 'deletionProtection', value: false }).profile, policy: { enforce: { deletionProtection: true } } },
      gives: [
        { code: 'PolicyViolation', document: 'profile', path: 'spec.features[0].effects[0].path', message: 'the profile\'s own policy.enforce fixes deletionProtection, and feature "swap" sets it' },
      ],
    },
    {
      name: 'a copied value that its field refuses', ...used({ size: 'large' }, { schema: { type: 'object', properties: { size: { ...SIZE, type: 'string' } } }, effects: [{ type: 'Description', path: 'audit.level', from: '/size' }] }),
      gives: [
        { code: 'InvalidValue', document: 'profile', path: 'spec.features[0].effects[0].path', message: 'audit.level: "large" is not allowed here', allowed: ['None', 'Metadata', 'Request', 'RequestResponse'] },
      ],
    },
  ],
  'features of a description': [
    {
      name: 'a feature that is not offered', ...features({}), cluster: { features: { swapp: { enabled: true } } },
      gives: [
        { code: 'FeatureNotOffered', path: 'spec.features.swapp', message: 'the provider offers no feature "swapp"', allowed: ['swap'], didYouMean: 'swap' },
      ],
    },
    {
      name: 'a feature that is not offered, where the profile only warns', cluster: { features: { swap: {} } }, profile: { onUnsupported: 'Warn' },
      gives: [
        { code: 'FeatureNotOffered', severity: 'Warning', path: 'spec.features.swap', message: 'the provider offers no feature "swap"' },
      ],
    },
    {
      name: 'parameters that are no object', ...used(true),
      gives: [
        { code: 'InvalidType', path: 'spec.features.swap', message: 'the parameters of a feature are an object; a feature with one value is written as {value: true}' },
      ],
    },
    {
      name: 'a parameter that the feature does not have', ...used({ enable: true }),
      gives: [
        { code: 'UnknownField', path: 'spec.features.swap.enable', message: 'the feature has no parameter "enable"', allowed: ['enabled'], didYouMean: 'enabled' },
      ],
    },
    {
      name: 'a parameter of another type in a description', ...used({ enabled: 'true' }),
      gives: [
        { code: 'InvalidType', path: 'spec.features.swap.enabled', message: 'expected a boolean, found "true"' },
      ],
    },
    {
      name: 'a parameter that is not one of the values', ...used({ value: 'dailly' }, { schema: { type: 'string', enum: ['daily', 'weekly'] }, effects: [{ type: 'Profile', when: { value: 'daily' }, path: 'openstack.configDrive', value: true }] }),
      gives: [
        { code: 'InvalidValue', path: 'spec.features.swap.value', message: '"dailly" is not one of the feature\'s values', allowed: ['daily', 'weekly'], didYouMean: 'daily' },
      ],
    },
    {
      name: 'a parameter that is too long and of the wrong form', ...used({ value: 'ABCD' }, { schema: { type: 'string', pattern: '^[a-z]+$', maxLength: 3 }, effects: [{ type: 'Profile', path: 'openstack.configDrive', value: true }] }),
      gives: [
        { code: 'InvalidValue', path: 'spec.features.swap.value', message: '"ABCD" does not match ^[a-z]+$' },
        { code: 'InvalidValue', path: 'spec.features.swap.value', message: '4 characters, and at most 3 are allowed' },
      ],
    },
    {
      name: 'a parameter that is too small', ...used({ value: [] }, { schema: { type: 'array', minItems: 1, items: { type: 'string' } }, effects: [{ type: 'Profile', path: 'openstack.configDrive', value: true }] }),
      gives: [
        { code: 'InvalidValue', path: 'spec.features.swap.value', message: '0 entries, and at least 1 are needed' },
      ],
    },
    {
      name: 'a value of a secret', ...used({ token: 'abc' }, { schema: { type: 'object', properties: { token: { type: 'object', format: 'secret-ref', title: 'Token', description: 'For the licence' } } }, effects: [{ type: 'Profile', path: 'openstack.configDrive', value: true }] }),
      gives: [
        { code: 'InvalidType', path: 'spec.features.swap.token', message: 'expected a reference to a key of a Secret, such as {name: my-secret, key: token}; a value of a secret is never written here' },
      ],
    },
    {
      name: 'a required parameter that is left out', ...used({}, { schema: { type: 'object', properties: { enabled: ON }, required: ['enabled'] } }),
      gives: [
        { code: 'MissingField', path: 'spec.features.swap', message: 'the feature "swap" needs enabled' },
      ],
    },
    {
      name: 'a feature of the cluster at a pool', ...features({}), cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', features: { swap: { enabled: true } } }] },
      gives: [
        { code: 'InvalidValue', path: 'spec.nodePools[0].features.swap', message: 'the feature "swap" is for the whole cluster: switch it in spec.features' },
      ],
    },
    {
      name: 'a pool that evades what the provider enforces', profile: { ...features({ scope: 'NodePool' }).profile, policy: { enforce: { features: { swap: { enabled: true } } } } }, cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', features: { swap: { enabled: false } } }] },
      gives: [
        { code: 'PolicyViolation', path: 'spec.nodePools[0].features.swap.enabled', message: 'the provider, not the library, fixes features.swap.enabled', allowed: ['true'] },
      ],
    },
    {
      name: 'features that exclude each other', ...features({ conflictsWith: ['other'] }, { name: 'other' }), cluster: { features: { swap: { enabled: true }, other: { enabled: true } } },
      gives: [
        { code: 'ConflictingFields', path: 'spec.features.swap', message: 'the features "swap" and "other" cannot be used together' },
      ],
    },
    {
      name: 'a feature that is a preview', ...used({ enabled: true }, { stage: 'Preview' }),
      gives: [
        { code: 'FeatureStage', severity: 'Warning', path: 'spec.features.swap', message: 'the provider offers "swap" as a preview' },
      ],
    },
    {
      name: 'a feature that will go', ...used({ enabled: true }, { stage: 'Deprecated' }),
      gives: [
        { code: 'FeatureStage', severity: 'Warning', path: 'spec.features.swap', message: 'the provider is about to withdraw "swap"' },
      ],
    },
    {
      name: 'two features that set one field', ...features({}, { name: 'other', effects: [{ type: 'Profile', when: { enabled: true }, path: 'openstack.configDrive', value: false }] }), cluster: { features: { swap: { enabled: true }, other: { enabled: true } } },
      gives: [
        { code: 'ConflictingFields', path: 'spec.features.other', message: 'the features "swap" and "other" set openstack.configDrive to different values' },
      ],
    },
    {
      name: 'a field that the description sets otherwise', ...used({ enabled: true }, { effects: [{ type: 'Description', path: 'deletionProtection', value: false }] }), cluster: { deletionProtection: true, features: { swap: { enabled: true } } },
      gives: [
        { code: 'ConflictingFields', path: 'spec.deletionProtection', message: 'the feature "swap" sets this field to false: leave the field out, or do without the feature' },
      ],
    },
    {
      name: 'a feature for other versions', ...used({ enabled: true }, { requires: { kubernetesVersions: '>=1.37 <1.39' } }),
      gives: [
        { code: 'FeatureRequirement', path: 'spec.features.swap', message: 'the feature "swap" is not there for Kubernetes 1.36', allowed: ['>=1.37 <1.39'] },
      ],
    },
    {
      name: 'a feature for other flavors', ...used({ enabled: true }, { requires: { flavors: ['SCS-4V-16'] } }),
      gives: [
        { code: 'FeatureRequirement', path: 'spec.features.swap', message: 'the feature "swap" is not there for flavor SCS-2V-4-20s', allowed: ['SCS-4V-16'] },
      ],
    },
    {
      name: 'a rule that an effect breaks', ...used({ enabled: true }, { effects: [{ type: 'Description', when: { enabled: true }, path: 'network.podCidrs', value: ['10.8.0.0/16'] }] }),
      gives: [
        { code: 'CidrOverlap', document: 'profile', path: 'spec.features[0].effects[0].value', message: 'the range of the pods 10.8.0.0/16 overlaps that of the nodes 10.8.0.0/20' },
      ],
    },
  ],
};
