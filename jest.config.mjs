import { folderOf, importTable } from './tools/import-table.mjs';

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.nx/', '<rootDir>/out/'],
};

const toSource = {
  '^@kirchhoff/cli$': '<rootDir>/apps/cli/src/index.ts',
  '^@kirchhoff/([a-z-]+)$': '<rootDir>/packages/$1/src/index.ts',
  '^(\\.{1,2}/.*)\\.js$': '$1',
};

const unit = Object.keys(importTable).map((name) => ({
  ...common,
  displayName: name,
  moduleNameMapper: toSource,
  testMatch: [`<rootDir>/${folderOf(name)}/test/**/*.test.ts`],
}));

const folders = [
  'architecture',
  'diagnostics',
  'golden',
  'conformance',
  'oracle',
  'determinism',
  'statistics',
  'e2e',
  'browser',
  'docs',
  'findings',
];
const top = folders.map((name) => ({
  ...common,
  displayName: `test-${name}`,
  moduleNameMapper: toSource,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
}));

const minutes = process.env.KIRCHHOFF_FULL ? 60 : 2;

export default { projects: [...unit, ...top], maxWorkers: '100%', testTimeout: minutes * 60000 };
