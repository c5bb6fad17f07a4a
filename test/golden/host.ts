import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import type { FileFacts, Host, NetworkGraph } from '@kirchhoff/model';

export const root = join(import.meta.dirname, '../..');

const hash = '0'.repeat(64);

/** Columns of the first line, with the units in brackets. */
function columnsOf(text: string): Extract<FileFacts, { kind: 'csv' }>['columns'] {
  return text
    .slice(0, text.indexOf('\n'))
    .split(',')
    .map((written) => {
      const name = written.trim();
      const unit = /\[(.+)\]$/.exec(name)?.[1];
      return { name, ...(unit !== undefined && { unit }) };
    });
}

let graph: NetworkGraph | undefined;

/** The graph of `resnet20.kir`, in place of that which a reader finds in the ONNX file. */
function resnetGraph(): NetworkGraph {
  if (graph !== undefined) return graph;
  const text = readFileSync(join(import.meta.dirname, 'resnet20.kir'), 'utf8');
  const { study } = diagnose({ uri: 'resnet20.kir', text }, host);
  const { nodes } = Object.values(compile(study, host).plan!.networks)[0]!;
  graph = nodes as unknown as NetworkGraph;
  return graph;
}

/** The project's files by their path from its root; a network file holds ResNet-20, hashes of other files are made up. */
export const host: Host = {
  resolve: (written, from) => join(dirname(from), written),
  read: (uri) => (existsSync(join(root, uri)) ? readFileSync(join(root, uri), 'utf8') : undefined),
  describe: ({ written, from }) => {
    if (written.endsWith('.onnx')) return { kind: 'network', graph: resnetGraph(), hash };
    const path = join(root, dirname(from), written);
    if (!written.endsWith('.csv') || !existsSync(path)) return { kind: 'missing' };
    return { kind: 'csv', columns: columnsOf(readFileSync(path, 'utf8')), hash };
  },
};
