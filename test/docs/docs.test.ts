import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { brokenLinks, fences, pages, root, unfilledCells } from './pages.js';

interface Manifest {
  readonly description: string;
}

it('has no broken links', () => {
  expect(pages().flatMap(brokenLinks)).toEqual([]);
});

it('has a figure in every cell that wants one', () => {
  expect(pages().flatMap(unfilledCells)).toEqual([]);
});

it("names every command in the README's table and in the line of its package", () => {
  const commands = readdirSync(join(root, 'apps/cli/src/commands')).map((name) => name.replace('.ts', ''));
  const table = /^\| command[^]*?\n\n/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))![0];
  expect(commands.filter((name) => !new RegExp(`\`(kir )?${name}\\b`).test(table))).toEqual([]);
  const { description } = JSON.parse(readFileSync(join(root, 'apps/cli/package.json'), 'utf8')) as Manifest;
  expect(/: (.*)\.$/.exec(description)![1]!.split(', ').sort()).toEqual(commands.sort());
});

describe('TypeScript examples', () => {
  const scratch = join(root, 'node_modules/.cache/kirchhoff-docs');
  const blocks = pages()
    .flatMap(fences)
    .filter((fence) => fence.language === 'ts');
  const files = blocks.map((fence, index) => ({ fence, file: join(scratch, `example-${index}.mts`) }));

  beforeAll(() => {
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    for (const { fence, file } of files) writeFileSync(file, fence.text);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('are there', () => expect(blocks.length).toBeGreaterThan(5));

  it('type-check against the packages', () => {
    const program = ts.createProgram(
      files.map(({ file }) => file),
      {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
    );
    const faults = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
      const at = files.find(({ file }) => file === diagnostic.file?.fileName)?.fence;
      return `${at?.page}:${at?.line} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
    });
    expect(faults).toEqual([]);
  });

  it.each(files.map(({ fence, file }) => [`${fence.page}:${fence.line}`, fence, file] as const))(
    '%s runs',
    (_, fence, file) => {
      const script = file.replace(/\.mts$/, '.mjs');
      const { outputText } = ts.transpileModule(fence.text, {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      });
      writeFileSync(script, outputText);
      const { status, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8' });
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    },
  );
});
