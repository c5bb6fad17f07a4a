import tseslint from 'typescript-eslint';
import { folderOf, importTable } from './tools/import-table.mjs';

const names = Object.keys(importTable);
const homes = names.flatMap((name) => importTable[name].home.map((library) => ({ name, library })));

function boundaries(name) {
  const { imports, browser } = importTable[name];
  const packages = names
    .filter((other) => !imports.includes(other))
    .map((other) => ({
      name: `@kirchhoff/${other}`,
      message: `${name} may not import ${other} (tools/import-table.mjs)`,
    }));
  const libraries = homes
    .filter((home) => home.name !== name)
    .map(({ name: home, library }) => ({ name: library, message: `${library} lives in ${home} alone` }));
  const patterns = [{ group: ['@kirchhoff/*/*'], message: 'a package has one door' }];
  if (browser) patterns.push({ group: ['node:*'], message: `${name} must run in a browser` });
  return { paths: [...packages, ...libraries], patterns };
}

const house = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'named exports only' },
    { selector: 'TSEnumDeclaration', message: 'string unions, no enum' },
  ],
  eqeqeq: 'error',
  'prefer-const': 'error',
};

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', 'out/', '**/*.generated.ts', '**/assembly/'] },
  ...tseslint.configs.recommended,
  { rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }] } },
  { files: ['**/*.ts'], rules: house },
  {
    files: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 80, skipComments: true, skipBlankLines: true }],
      'max-depth': ['error', 4],
      'max-params': ['error', 5],
      complexity: ['error', 24],
    },
  },
  ...names.map((name) => ({
    files: [`${folderOf(name)}/src/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', boundaries(name)] },
  })),
);
