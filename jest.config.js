const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/strip-types.mjs' },
}

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
      testEnvironment: '<rootDir>/scripts/plain-environment.mjs',
      // Nobody but client-node names a file so.
      moduleNameMapper: { '^\\./gen/index\\.js$': '<rootDir>/scripts/client-node-configuration.mjs' },
    },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
  ],
  // A rollout on a busy machine takes its time; what must be quick is measured in bench.
  testTimeout: 1_200_000,
}
