import type { Host, Network } from '@kirchhoff/model';
import type { PlanNetwork } from '@kirchhoff/plan';
import type { Problems } from '../problems.js';
import { planFile } from '../records/data.js';
import { graphOf } from './graph.js';
import { importedNodes } from './imported.js';
import { checkWeights } from './weights.js';

type File = Exclude<Network['source'], { kind: 'layers' }>;

const fileKinds: Readonly<Record<File['kind'], string>> = {
  onnx: 'ONNX model',
  tfjs: 'TensorFlow.js layers model',
  keras: 'Keras HDF5 file',
};

function imported(network: Network, { kind, file }: File, host: Host, problems: Problems) {
  const facts = host.describe(file);
  if (facts.kind !== 'network') {
    problems.add({
      code: 'K504',
      origin: network.origin,
      network: network.name,
      reason: `${file.written} is no ${fileKinds[kind]}`,
    });
    return undefined;
  }
  const nodes = importedNodes(network, facts.graph, problems);
  if (nodes === undefined) return undefined;
  const source = { kind, file: { name: file.written, hash: facts.hash } };
  return { nodes: [...nodes], source, weights: null };
}

/** A network as the plan records it; undefined where faults were reported. */
export function planNetwork(network: Network, host: Host, problems: Problems): PlanNetwork | undefined {
  const { name, origin, source } = network;
  if (source.kind !== 'layers') return imported(network, source, host, problems);
  const nodes = graphOf({ name, origin, input: source.input, layers: source.layers }, problems);
  if (nodes === undefined) return undefined;
  if (network.weights === undefined) return { nodes: [...nodes], source: null, weights: null };
  checkWeights(network, nodes, host.describe(network.weights.file), problems);
  return { nodes: [...nodes], source: null, weights: planFile(network.weights.file, host) };
}
