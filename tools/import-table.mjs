/**
 * Who may import whom. The ESLint rules and test/architecture read this table; docs/architecture.md prints it.
 * `browser` packages may not touch node:*; `home` lists the libraries that live in this package alone.
 */
export const importTable = {
  model: { imports: [], browser: true, home: [] },
  plan: { imports: [], browser: true, home: ['zod', '@noble/hashes'] },
  language: { imports: ['model'], browser: true, home: ['chevrotain'] },
  compiler: { imports: ['model', 'plan'], browser: true, home: [] },
  random: { imports: [], browser: true, home: [] },
  kernels: { imports: ['random'], browser: false, home: ['assemblyscript'] },
  statistics: { imports: ['random'], browser: true, home: [] },
  formats: { imports: ['model'], browser: false, home: ['fflate', 'csv-parse', 'protobufjs', 'jsfive'] },
  datasets: { imports: ['random', 'formats'], browser: false, home: [] },
  runtime: {
    imports: ['plan', 'kernels', 'random', 'statistics', 'formats', 'datasets'],
    browser: false,
    home: ['piscina'],
  },
  training: {
    imports: ['plan', 'kernels', 'random', 'formats', 'datasets'],
    browser: false,
    home: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-layers',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-node',
    ],
  },
  results: {
    imports: ['plan'],
    browser: false,
    home: ['hyparquet', 'hyparquet-writer', '@duckdb/node-api'],
  },
  report: { imports: ['plan', 'statistics'], browser: true, home: ['vega', 'vega-lite'] },
  cli: {
    imports: [
      'model',
      'plan',
      'language',
      'compiler',
      'random',
      'kernels',
      'statistics',
      'formats',
      'datasets',
      'runtime',
      'training',
      'results',
      'report',
    ],
    browser: false,
    home: ['commander', 'picocolors', 'cli-table3', '@resvg/resvg-js', '@expo-google-fonts/inter'],
  },
};

export const folderOf = (name) => (name === 'cli' ? 'apps/cli' : `packages/${name}`);
