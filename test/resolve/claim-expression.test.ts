import { readClaimExpression } from '../../src/resolve/claim-expression';
import { COMPILING_RULES, FAILING_RULES } from '../fixtures/claim-expressions';

function isRule(expression: string): boolean {
  const read = readClaimExpression(expression);
  return read.ok && read.value.type === 'bool';
}

describe('readClaimExpression', () => {
  it.each(COMPILING_RULES)('compiles %s', (expression) => {
    expect(readClaimExpression(expression)).toMatchObject({ ok: true, value: { type: 'bool' } });
  });

  it.each(FAILING_RULES)('does not take %s as a rule', (expression) => {
    expect(isRule(expression)).toBe(false);
  });

  it.each([
    ['"oidc:" + claims.sub', ['oidc:']],
    ['dyn(claims.roles).map(role, "oidc:" + role)', ['oidc:']],
    ['["oidc:all", "dex:" + claims.team]', ['oidc:all', 'dex:']],
    ['claims.admin ? "system:masters" : "oidc:" + claims.sub', ['system:masters', 'oidc:']],
    ['["oidc:all"] + dyn(claims.roles).map(role, "oidc:" + role)', ['oidc:all', 'oidc:']],
    ['claims.sub', [undefined]],
    ['"" + claims.sub', [undefined]],
    ['["oidc:all"] + claims.roles', ['oidc:all', undefined]],
    ['claims.admin ? "oidc:admin" : claims.sub', ['oidc:admin', undefined]],
  ])('knows what the strings of %s begin with', (expression, beginnings) => {
    const read = readClaimExpression(expression);
    expect(read.ok && read.value.beginnings).toEqual(beginnings);
  });

  it('names the claims that are used by name', () => {
    const read = readClaimExpression('claims.a == claims["b"] && claims.?c.hasValue() && dyn(claims.d.e).exists(x, x == claims.f)');
    expect(read.ok && [...read.value.claims]).toEqual(['a', 'c', 'd', 'f']);
  });
});
