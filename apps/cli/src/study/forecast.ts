import { cost as costOf, estimateSeconds, memoryOfRun, type StudyCost } from '@kirchhoff/compiler';
import { effectiveMatrix, loadKernels } from '@kirchhoff/kernels';
import type { Plan } from '@kirchhoff/plan';
import { fillNormals, key } from '@kirchhoff/random';

/** What a study costs, and how long it takes on this machine. */
export interface Forecast {
  readonly cost: StudyCost;
  /** Memory of the whole run with all its workers [bytes]. */
  readonly bytes: number;
  /** [s] */
  readonly seconds: {
    readonly training: number;
    readonly evaluation: number;
    /** To solve the wires of every array of every chip, with all workers. */
    readonly wires: number;
    /** To solve those of the largest array, on one thread. */
    readonly array: number;
  };
}

/** Time each measurement takes [ms]. */
const patience = 60;

/** Share of the plain product's speed that a whole evaluation keeps: conversion, activations, packing, hand-over. */
const evaluationShare = 0.5;
/** Share that training keeps: three passes in a general library. */
const trainingShare = 0.2;
/** Share of the speed of drawing normals that programming keeps. */
const programmingShare = 0.4;

/** Work per second of repeated calls. */
function speed(work: number, call: () => void): number {
  call();
  const started = performance.now();
  let calls = 0;
  for (; performance.now() - started < patience; calls++) call();
  return (work * calls * 1000) / (performance.now() - started);
}

/** Multiply-accumulates per second of one thread, on one array's size. */
async function productSpeed(): Promise<number> {
  const kernels = await loadKernels();
  const [count, side] = [256, 128];
  const inputs = new Float32Array(count * side).fill(0.5);
  const out = new Float32Array(count * side);
  const plane = kernels.pack(new Float32Array(side * side).fill(0.25), side, side);
  const measured = speed(count * side * side, () => kernels.product({ plane, inputs, count, out }));
  kernels.release(plane);
  return measured;
}

function normalSpeed(): number {
  const out = new Float32Array(4096);
  return speed(out.length, () =>
    fillNormals(key(1), { row: 0, firstOutput: 0, count: out.length, polarity: 0 }, out),
  );
}

/** Multiply-adds per second of one thread when it solves arrays with wires (model.md section 3). */
function wireSpeed(): number {
  const side = 64;
  const cells = new Float64Array(side * side).fill(1e-5);
  const wires = { wireResistance: 1, driverResistance: 0, senseResistance: 0 };
  return speed(side ** 4, () => effectiveMatrix(cells, { rows: side, columns: side }, wires));
}

/** Costs of a plan with the time that this machine needs, from a measurement of a tenth of a second. */
export async function forecast(plan: Plan, workers: number): Promise<Forecast> {
  const cost = costOf(plan);
  const product = await productSpeed();
  const wires = cost.wires.arrays > 0 ? wireSpeed() : Infinity;
  const seconds = estimateSeconds(cost, {
    multiplyAccumulates: product * evaluationShare * workers,
    cells: normalSpeed() * programmingShare * workers,
    wireOperations: wires * workers,
    trainingMultiplyAccumulates: product * trainingShare * Math.min(workers, Math.max(1, cost.trainings)),
  });
  const { operations, largest } = cost.wires;
  return {
    cost,
    bytes: memoryOfRun(plan, workers),
    seconds: { ...seconds, wires: operations / (wires * workers), array: largest / wires },
  };
}
