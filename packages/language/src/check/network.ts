import type { Layer, Network } from '@kirchhoff/model';
import { missingField } from '../messages/names.js';
import { analogLayers } from '../vocabulary/layers.js';
import { whyOf } from './checker.js';
import { describe } from './csv.js';
import { named, type Finishing } from './finish.js';
import type { Node, StructNode } from './node.js';

/** A network: a file, or input and layers. */
export function finishNetwork(struct: StructNode, finishing: Finishing): Network | undefined {
  const { plain, checker, broken } = finishing;
  const { source, input, layers, weights } = plain;
  const written = struct.values.has('input') || struct.values.has('layers');
  const gap = written
    ? ['input', 'layers'].find((name) => !struct.values.has(name))
    : struct.values.has('source')
      ? undefined
      : 'layers';
  if (gap !== undefined) {
    if (!broken) {
      const field = struct.fields[gap];
      const example = gap === 'input' ? 'input = 28 x 28 x 1' : 'layers { flatten, dense(10, softmax) }';
      checker.report(
        missingField(struct.origin, {
          owner: struct.title,
          field: gap,
          text: whyOf(gap, field),
          example,
        }),
      );
    }
    return undefined;
  }
  const found = [struct.values.get('source'), struct.values.get('weights')].map((node) =>
    exists(node, finishing),
  );
  if (broken || found.includes(false)) return undefined;
  return {
    ...named(finishing),
    source: written ? { kind: 'layers', input, layers } : source,
    ...(weights === undefined ? {} : { weights }),
  } as Network;
}

function exists(node: Node | undefined, { checker }: Finishing): boolean {
  const file = node?.kind === 'call' ? node.values.get('file') : undefined;
  return file?.kind !== 'plain' || describe(file, checker) !== undefined;
}

/** Names of the layers with weights, in order; undefined where only the file knows them. */
export function analogNames(network: Network): readonly string[] | undefined {
  if (network.source.kind !== 'layers') return undefined;
  return namesOf(network.source.layers);
}

function namesOf(layers: readonly Layer[]): string[] {
  return layers.flatMap((layer) => {
    if (layer.kind === 'repeat') return namesOf(layer.layers);
    if (layer.kind === 'residual') return [...namesOf(layer.layers), ...namesOf(layer.shortcut ?? [])];
    return analogLayers.includes(layer.kind) ? [layer.name] : [];
  });
}
