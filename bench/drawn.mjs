// Random values by name.
import { fold, key, uniforms } from '@kirchhoff/random';

/** `count` uniform values in [-0.5, 0.5]. */
export function drawn(label, count) {
  const out = new Float32Array(count);
  uniforms(fold(key(1), label), count, out);
  return out.map((u) => u - 0.5);
}
