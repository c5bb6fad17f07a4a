import { excerpt, FormatError } from '../failure.js';
import { tooManyNodes } from '../network/draft.js';
import { MOST_NODES } from '../network/limits.js';
import { type Fields, fieldsOf, listOf, textOf } from './fields.js';

/** One layer of a Keras model and the names of the layers it reads. */
export interface KerasLayer {
  readonly name: string;
  readonly kind: string;
  readonly config: Fields;
  readonly inputs: readonly string[];
}

/** A Keras model: its layers, and the name of the first output. */
export interface KerasModel {
  readonly layers: readonly KerasLayer[];
  readonly output: string;
}

const MOST_DEPTH = 32;

function bad(detail: string, found = detail): FormatError {
  return new FormatError(`The model's description cannot be read: ${detail}.`, {
    kind: 'bad_header',
    expected: 'a Sequential or Functional Keras model',
    found,
  });
}

/** Names in what a layer was called with: ["name", 0, 0, {}] in Keras 2, keras_history in Keras 3. */
function sourcesIn(value: unknown, found: string[], depth = 0): string[] {
  if (depth > MOST_DEPTH) throw bad('a layer is called with values nested too deep');
  if (Array.isArray(value)) {
    if (typeof value[0] === 'string' && typeof value[1] === 'number') found.push(value[0]);
    else for (const each of value) sourcesIn(each, found, depth + 1);
    return found;
  }
  if (typeof value !== 'object' || value === null) return found;
  const { keras_history: history, ...rest } = value as Record<string, unknown>;
  if (history !== undefined) return sourcesIn(history, found, depth + 1);
  for (const key of ['args', 'config']) if (key in rest) sourcesIn(rest[key], found, depth + 1);
  return found;
}

function layerOf(value: unknown, index: number): KerasLayer {
  const fields = fieldsOf(value);
  const config = fieldsOf(fields.config);
  const kind = textOf(fields.class_name);
  const name = textOf(config.name) ?? textOf(fields.name) ?? `layer_${index}`;
  if (kind === undefined) throw bad(`layer ${index} has no class`);
  const calls = listOf(fields.inbound_nodes);
  if (calls.length > 1) throw bad(`layer ${excerpt(name)} is used ${calls.length} times`);
  return { name, kind, config, inputs: sourcesIn(calls, []) };
}

/** Layers in a row, each reading the one before; an input that only the first layer's configuration mentions is written out. */
function sequential(layers: readonly KerasLayer[], whole: Fields): KerasModel {
  if (layers.length === 0) throw bad('it has no layers');
  const shape = layers[0].config.batch_input_shape ?? layers[0].config.batch_shape ?? whole.build_input_shape;
  const start: KerasLayer[] =
    layers[0].kind === 'InputLayer'
      ? []
      : [{ name: 'input', kind: 'InputLayer', config: { batch_input_shape: shape }, inputs: [] }];
  const row = [...start, ...layers];
  return {
    layers: row.map((layer, index) => ({ ...layer, inputs: index === 0 ? [] : [row[index - 1].name] })),
    output: row[row.length - 1].name,
  };
}

/** The layers of a `model_config`; throws FormatError. */
export function kerasModel(description: unknown): KerasModel {
  const model = fieldsOf(description);
  const kind = textOf(model.class_name);
  const config = fieldsOf(model.config);
  const list = Array.isArray(model.config) ? model.config : listOf(config.layers);
  if (list.length > MOST_NODES) throw tooManyNodes(list.length);
  const layers = list.map(layerOf);
  if (new Set(layers.map(({ name }) => name)).size !== layers.length) throw bad('two layers have one name');
  if (kind === 'Sequential') return sequential(layers, config);
  if (kind !== 'Functional' && kind !== 'Model')
    throw bad(kind === undefined ? 'it names no class' : `its class is ${excerpt(kind)}`);
  const [output] = sourcesIn(config.output_layers, []);
  if (output === undefined) throw bad('it has no output');
  return { layers, output };
}
