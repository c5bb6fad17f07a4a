import type { Device } from '../program/device.js';
import { broken, must, type Refusal } from '../refusal.js';

/** What the read refuses about the read noise of a device. */
export function readNoiseRefusals(device: Device): readonly Refusal[] {
  const { readNoise: noise, drift, onOffRatio } = device;
  if (noise === null) return [];
  const at = 'device.readNoise';
  const positive = (name: string, value: number) =>
    must(`${at}.${name}`, value, value > 0 && Number.isFinite(value), 'finite and above 0');
  if (noise.kind === 'one_over_f')
    return broken([
      must('device.drift', 'none', drift !== null, 'given, with its time, where read noise is one_over_f'),
      positive('scale', noise.scale),
      positive('q', noise.q),
      positive('limit', noise.limit),
      positive('tRead', noise.tRead),
    ]);
  const spread =
    noise.kind === 'normal' ? noise.sigma : noise.kind === 'uniform' ? noise.halfWidth : undefined;
  const size = spread === undefined ? 0 : spread.of === 'absolute' ? spread.siemens : spread.fraction;
  const twoSigmas = noise.kind === 'lognormal' && noise.sigma === null;
  return broken([
    must(`${at}.sigma`, size, size >= 0 && Number.isFinite(size), 'finite and not negative'),
    must(
      'device.onOffRatio',
      onOffRatio ?? 'infinite',
      !twoSigmas || onOffRatio !== null,
      'finite where the log-normal has two sigmas',
    ),
  ]);
}
