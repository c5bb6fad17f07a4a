import { describeNetwork, type NodeDescription } from '@kirchhoff/compiler';
import { FormatError, UnsupportedOperators } from '@kirchhoff/formats';
import { brokenFile, fileNotFound, reportProblem, unsupportedOperators } from '@kirchhoff/language';
import { exit } from '../exit.js';
import { Failure, refuseToRun } from '../failure.js';
import { type ModelFile, readModelFile } from '../files/model-file.js';
import type { Folders } from '../session.js';
import { reasonOf } from '../study/describe.js';
import { locate, placesOf } from '../study/locate.js';
import { chosenChip } from './chosen-chip.js';

/** What `kir describe` tells of a network's file. */
export interface ModelDescription {
  readonly file: string;
  readonly hash: string;
  readonly chip: string;
  /** Word lines and bit lines of an array. */
  readonly array: readonly number[];
  readonly parameters: number;
  readonly multiplyAccumulates: number;
  readonly arrays: number;
  readonly nodes: readonly NodeDescription[];
}

function readOrRefuse(written: string, folders: Folders): ModelFile {
  const path = locate(written, '.', folders);
  if (path === undefined)
    throw refuseToRun(fileNotFound(undefined, written, placesOf(written, '.', folders)));
  try {
    return readModelFile(path);
  } catch (cause) {
    if (cause instanceof UnsupportedOperators)
      throw refuseToRun(unsupportedOperators(written, cause.operators));
    const reason = cause instanceof FormatError ? cause.message : reasonOf(cause);
    throw refuseToRun(brokenFile({ file: written, reason }));
  }
}

const sum = (nodes: readonly NodeDescription[], of: (node: NodeDescription) => number): number =>
  nodes.reduce((total, node) => total + of(node), 0);

/** Reads a network's file and lays its layers onto a chip. Throws a Failure with a report where it cannot. */
export function describeModelFile(
  file: string,
  folders: Folders,
  choice: { readonly study?: string; readonly chip?: string },
): ModelDescription {
  const { network, hash } = readOrRefuse(file, folders);
  const { chip, host, sources } = chosenChip(choice, folders);
  const { nodes, problems } = describeNetwork(file, network.graph, chip, host);
  if (nodes === undefined) throw new Failure(exit.wrongText, problems.map(reportProblem), sources);
  return {
    file,
    hash,
    chip: chip.name,
    array: chip.array.size,
    parameters: sum(nodes, ({ parameters }) => parameters),
    multiplyAccumulates: sum(nodes, ({ multiplyAccumulates }) => multiplyAccumulates),
    arrays: sum(nodes, ({ arrays }) => arrays ?? 0),
    nodes,
  };
}
