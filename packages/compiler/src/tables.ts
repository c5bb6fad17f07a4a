import type { Chip, Data, Host, Network, Origin, Training } from '@kirchhoff/model';
import { identify, type Plan } from '@kirchhoff/plan';
import { contradictionsOf } from './contradictions.js';
import { mapNetwork } from './mapping/mapping.js';
import { checkData } from './network/fit.js';
import { planNetwork } from './network/record.js';
import type { Problems } from './problems.js';
import { planChip } from './records/chip.js';
import { planData } from './records/data.js';
import { dataFacts } from './records/facts.js';
import { planTraining } from './records/training.js';
import { trainingContradictions } from './training-contradictions.js';

export type Tables = Pick<Plan, 'data' | 'networks' | 'trainings' | 'chips' | 'mappings'>;

/** A network with the data it is used on, and where the two were brought together. */
export interface Joint {
  readonly network: Network;
  readonly data: Data;
  readonly origin: Origin;
}

/** Records of a plan by content, made once for each block of the model; ids are undefined where faults were reported. */
export interface Records {
  readonly tables: Tables;
  readonly problems: Problems;
  readonly data: (data: Data) => string;
  /** A network by itself: its shapes are checked, but not against data. */
  readonly network: (network: Network) => string | undefined;
  readonly joint: (joint: Joint) => string | undefined;
  readonly chip: (chip: Chip) => string;
  readonly training: (training: Training) => string | undefined;
  readonly mapping: (network: string, chip: Chip, keepDigital: readonly string[]) => string | undefined;
}

/** Remembers the answer by the argument's identity: a model block is immutable and shared between points. */
function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = make(key);
    known.set(key, { value });
    return value;
  };
}

function put<T>(table: Record<string, T>, record: T): string {
  const id = identify(record);
  table[id] ??= record;
  return id;
}

function mappings(tables: Tables, problems: Problems, chipId: Records['chip']): Records['mapping'] {
  const known = new Map<string, string | undefined>();
  return (network, chip, keepDigital) => {
    const key = [network, chipId(chip), ...keepDigital].join();
    if (known.has(key)) return known.get(key);
    const hardware = tables.chips[chipId(chip)]!;
    const record = mapNetwork(tables.networks[network]!, hardware, keepDigital, {
      origin: chip.origin,
      problems,
    });
    const id = record === undefined ? undefined : put(tables.mappings, record);
    known.set(key, id);
    return id;
  };
}

/** Empty tables and the functions that fill them. */
export function records(host: Host, problems: Problems): Records {
  const tables: Tables = { data: {}, networks: {}, trainings: {}, chips: {}, mappings: {} };
  const data = once((block: Data) => put(tables.data, planData(block, host)));
  const chip = once((block: Chip) => {
    const record = planChip(block, host);
    contradictionsOf(record, block).forEach(problems.add);
    return put(tables.chips, record);
  });
  const network = once((block: Network) => {
    const record = planNetwork(block, host, problems);
    return record === undefined ? undefined : put(tables.networks, record);
  });
  const checked = once((_: Network) => new WeakSet<Data>());
  const joint = (pair: Joint): string | undefined => {
    const id = network(pair.network);
    if (id === undefined || checked(pair.network).has(pair.data)) return id;
    checked(pair.network).add(pair.data);
    checkData({ ...pair, nodes: tables.networks[id]!.nodes }, dataFacts(pair.data, host), problems);
    return id;
  };
  const mapping = mappings(tables, problems, chip);
  const training = once((block: Training) => {
    const id = joint(block);
    if (id === undefined) return undefined;
    const { startFrom: start, inject } = block;
    trainingContradictions(block, tables.networks[id]!.nodes).forEach(problems.add);
    const ids = {
      network: id,
      data: data(block.data),
      chip: inject?.chip === undefined ? null : chip(inject.chip),
      mapping: inject?.chip === undefined ? null : (mapping(id, inject.chip, []) ?? null),
      startFrom: start === undefined || 'kind' in start ? null : (network(start) ?? null),
    };
    return put(tables.trainings, planTraining(block, ids, host));
  });
  return {
    tables,
    problems,
    data,
    network,
    joint,
    chip,
    training,
    mapping,
  };
}
