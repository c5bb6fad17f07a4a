import { sigmoid32, tanh32 } from '@kirchhoff/random';

const f = Math.fround;

/** x and out of equal length; they may be the same array. NaN stays NaN. */
export type Activation = (x: Float32Array, out: Float32Array) => void;

/** x < 0 ? 0 : x (the sign of zero kept). */
export const relu: Activation = (x, out) => {
  for (let i = 0; i < x.length; i++) out[i] = x[i] < 0 ? 0 : x[i];
};

/** relu, at most 6. */
export const relu6: Activation = (x, out) => {
  for (let i = 0; i < x.length; i++) out[i] = x[i] < 0 ? 0 : x[i] > 6 ? 6 : x[i];
};

/** x < 0 ? fround(slope x) : x, the slope rounded to float32. */
export function leakyRelu(x: Float32Array, slope: number, out: Float32Array): void {
  const factor = f(slope);
  for (let i = 0; i < x.length; i++) out[i] = x[i] < 0 ? factor * x[i] : x[i];
}

/** fround(fround(x r) / 6) with r = relu6(fround(x + 3)) (Howard et al., "Searching for MobileNetV3", ICCV 2019). */
export const hardSwish: Activation = (x, out) => {
  for (let i = 0; i < x.length; i++) {
    const shifted = f(x[i] + 3);
    const gate = shifted < 0 ? 0 : shifted > 6 ? 6 : shifted;
    out[i] = f(x[i] * gate) / 6;
  }
};

/** sigmoid32 of docs/numerics.md section 8. */
export const sigmoid: Activation = (x, out) => {
  for (let i = 0; i < x.length; i++) out[i] = sigmoid32(x[i]);
};

/** tanh32 of docs/numerics.md section 8. */
export const tanh: Activation = (x, out) => {
  for (let i = 0; i < x.length; i++) out[i] = tanh32(x[i]);
};
