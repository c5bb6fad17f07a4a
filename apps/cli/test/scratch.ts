import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for a test file, removed at its end. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kir-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
