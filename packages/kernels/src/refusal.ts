/** Why a request cannot be computed: it contradicts the model, or is a part of it that is not built. */
export interface Refusal {
  readonly kind: 'contradiction' | 'unsupported';
  /** Path of the setting in a chip, for example `device.onOffRatio`. */
  readonly setting: string;
  readonly value: number | string;
  /** What is allowed, in words. */
  readonly allowed: string;
}

/** An error that carries its refusal as data. */
export type RefusalError = Error & { readonly refusal: Refusal };

export function refusalError(refusal: Refusal): RefusalError {
  const { setting, value, allowed, kind } = refusal;
  const verb = kind === 'contradiction' ? 'must be' : 'is not computed yet, only';
  return Object.assign(new Error(`${setting} = ${value} ${verb} ${allowed}`), { refusal });
}

/** Recognises the typed errors of this package. */
export const isRefusalError = (error: unknown): error is RefusalError =>
  error instanceof Error && 'refusal' in error;

/** Throws the first refusal, if there is one. */
export function requireNone(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw refusalError(refusals[0]);
}

/** A rule about one setting. */
export interface Rule extends Refusal {
  readonly holds: boolean;
}

/** The refusals among rules. */
export const broken = (rules: readonly Rule[]): readonly Refusal[] =>
  rules
    .filter((rule) => !rule.holds)
    .map(({ kind, setting, value, allowed }) => ({ kind, setting, value, allowed }));

/** A rule of the model; breaking it is a contradiction. */
export const must = (setting: string, value: number | string, holds: boolean, allowed: string): Rule => ({
  kind: 'contradiction',
  setting,
  value,
  holds,
  allowed,
});

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

/** The rule that a value is a whole number of at least `least`. */
export const mustCount = (setting: string, value: number, least = 1): Rule =>
  must(setting, value, whole(value, least), `a whole number from ${least}`);
