const { transform } = require('./jest.config');

const [[, typescript]] = Object.entries(transform);

/**
 * The suites that need real API servers. Started by `npm run e2e`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['**/*.e2e.ts'],
  // A suite has a management cluster, and two of them at a time would fight for the processors.
  maxWorkers: 1,
  // Of programs that were never built, which is what the first start of a management cluster does.
  testTimeout: 60 * 60 * 1000,
  // The client of Kubernetes and what it depends on are ES modules.
  transform: { '^.+\\.(ts|js)$': typescript },
  transformIgnorePatterns: ['/node_modules/(?!(@kubernetes/client-node|jose|jsonpath-plus|oauth4webapi|openid-client)/)'],
};
