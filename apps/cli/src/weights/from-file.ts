import { FormatError, UnsupportedOperators } from '@kirchhoff/formats';
import { brokenFile, fileNotFound, unsupportedOperators, weightsDoNotFit } from '@kirchhoff/language';
import type { NamedArrays, Plan, PlanNetwork } from '@kirchhoff/plan';
import { weightsSource } from '@kirchhoff/runtime';
import { refuseToRun } from '../failure.js';
import { readModelFile } from '../files/model-file.js';
import { readBytes } from '../files/read-bytes.js';
import { reasonOf } from '../study/describe.js';
import type { NamedFiles } from '../study/named-files.js';
import { misfitOf } from './fit.js';
import { namedArrays } from './store.js';

/** Weights that the points of a plan read from files, by the runtime's name for their source. */
export function weightsFromFiles(plan: Plan, files: NamedFiles): Map<string, readonly NamedArrays[]> {
  const found = new Map<string, readonly NamedArrays[]>();
  for (const point of plan.experiments.flatMap(({ points }) => points)) {
    const source = weightsSource(point);
    if (point.weights.kind !== 'file' || found.has(source)) continue;
    found.set(source, [readWeights(point.weights.file.name, plan.networks[point.network]!, files)]);
  }
  return found;
}

function readWeights(written: string, network: PlanNetwork, files: NamedFiles): NamedArrays {
  const weights = arraysIn(written, files, network.source !== null);
  const misfit = misfitOf(weights, network);
  if (misfit !== undefined) throw refuseToRun(weightsDoNotFit({ file: written, ...misfit }));
  return weights;
}

const ofNetwork = (path: string): NamedArrays => readModelFile(path).network.arrays;
const ofArchive = (path: string): NamedArrays => namedArrays(readBytes(path));

/** The arrays of a named file: of an imported network, or of an archive. Throws a Failure. */
export function arraysIn(written: string, files: NamedFiles, imported: boolean): NamedArrays {
  const path = files.locate(written);
  if (path === undefined) throw refuseToRun(fileNotFound(undefined, written, files.placesOf(written)));
  return readOrRefuse(path, imported ? ofNetwork : ofArchive);
}

function readOrRefuse(path: string, read: (path: string) => NamedArrays): NamedArrays {
  try {
    return read(path);
  } catch (cause) {
    if (cause instanceof UnsupportedOperators) throw refuseToRun(unsupportedOperators(path, cause.operators));
    if (cause instanceof FormatError) throw refuseToRun(brokenFile({ file: path, reason: cause.message }));
    throw refuseToRun(brokenFile({ file: path, reason: reasonOf(cause) }));
  }
}
