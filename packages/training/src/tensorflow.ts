import type * as core from '@tensorflow/tfjs-core';

/** The tensor library as every engine offers it. */
export type Tensorflow = typeof core;
export type Tensor = core.Tensor;
export type Tensor2D = core.Tensor2D;
export type Tensor4D = core.Tensor4D;
export type Variable = core.Variable;
export type Optimizer = core.Optimizer;
export type Scalar = core.Scalar;
