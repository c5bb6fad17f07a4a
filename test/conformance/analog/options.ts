import type { Device, ProgrammingLaw } from '@kirchhoff/kernels';

const bases = ['target', 'range', 'on_state', 'absolute'] as const;

/** Every option of a device that a random configuration can have. */
export const deviceOptions: readonly string[] = [
  'infinite ratio',
  'finite ratio',
  'levels',
  'exact',
  ...bases.flatMap((of) => [`normal ${of}`, `uniform ${of}`, `write_verify ${of}`]),
  'lognormal median',
  'lognormal mean',
  'lognormal ends',
  'polynomial',
  'saturating',
  'table pairs',
  'table moments',
  'shared per_chip',
  'shared per_column',
  'clip nonnegative',
  'clip range',
  'clip none',
  'stuck_on',
  'stuck_off',
  'drift number',
  'drift clamped_log',
  'drift one nu',
  'drift nu_sigma number',
  'drift nu_sigma clamped_log',
  'compensate none',
  'compensate global',
  'relaxation',
];

function lawOption(law: ProgrammingLaw | null): string {
  if (law === null) return 'exact';
  switch (law.kind) {
    case 'normal':
      return `normal ${law.sigma.of}`;
    case 'uniform':
      return `uniform ${law.halfWidth.of}`;
    case 'lognormal':
      return law.sigma === null ? 'lognormal ends' : `lognormal ${law.centre}`;
    case 'table':
      return law.table.residuals === null ? 'table moments' : 'table pairs';
    default:
      return law.kind;
  }
}

const driftOptions = (drift: Device['drift']): string[] =>
  drift === null
    ? []
    : [
        `drift ${drift.nu.kind}`,
        drift.nuSigma === null ? 'drift one nu' : `drift nu_sigma ${drift.nuSigma.kind}`,
        `compensate ${drift.compensate}`,
      ];

/** The options that a device uses. */
export function optionsOf(device: Device): string[] {
  const { shared, writeVerify, drift } = device;
  const when = (holds: boolean, option: string): string[] => (holds ? [option] : []);
  return [
    device.onOffRatio === null ? 'infinite ratio' : 'finite ratio',
    ...when(device.levels !== null, 'levels'),
    lawOption(device.programming),
    ...when(shared.perChip > 0 && device.programming !== null, 'shared per_chip'),
    ...when(shared.perColumn > 0 && device.programming !== null, 'shared per_column'),
    ...when(writeVerify !== null, `write_verify ${writeVerify?.tolerance.of ?? ''}`),
    `clip ${device.clip}`,
    ...when(device.stuckOn > 0, 'stuck_on'),
    ...when(device.stuckOff > 0, 'stuck_off'),
    ...driftOptions(drift),
    ...when(device.relaxation !== null, 'relaxation'),
  ];
}
