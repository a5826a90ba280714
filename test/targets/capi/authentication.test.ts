import { parse } from 'yaml';
import { apiServerFeaturesBySetting } from '../../../src/targets/capi/api-server-files';
import { descriptionWith, profile } from '../../fixtures/documents';
import { resolved } from '../../fixtures/rendering';

it('writes expressions in the place of claims, for each of several issuers', () => {
  const oidc = [
    { issuerURL: 'https://dex.example.org', audiences: ['kubectl'] },
    {
      issuerURL: 'https://login.example.org', audiences: ['kubectl'], username: { expression: '"login:" + claims.sub' }, groups: { expression: '["login:all"]' },
      claimRules: [{ claim: 'hd', requiredValue: 'example.org' }, { expression: 'claims.level == "high"', message: 'log in with two factors' }],
    },
  ];
  const { files } = apiServerFeaturesBySetting(resolved(descriptionWith({ authentication: { oidc } }), profile())).authentication;
  expect(parse(files[0].content ?? '').jwt).toEqual([
    {
      issuer: { url: 'https://dex.example.org', audiences: ['kubectl'] },
      claimMappings: { username: { claim: 'sub', prefix: 'oidc:' }, groups: { claim: 'groups', prefix: 'oidc:' } },
    },
    {
      issuer: { url: 'https://login.example.org', audiences: ['kubectl'] },
      claimValidationRules: [{ claim: 'hd', requiredValue: 'example.org' }, { expression: 'claims.level == "high"', message: 'log in with two factors' }],
      claimMappings: { username: { expression: '"login:" + claims.sub' }, groups: { expression: '["login:all"]' } },
    },
  ]);
});
