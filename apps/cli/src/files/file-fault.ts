/** The system's reason why a file could not be read or written. */
export interface FileFault {
  readonly code: string;
  readonly path?: string;
}

/** The code of a Node file error (`ENOENT`, `ENOSPC`, …), or undefined for any other value. */
export function fileFault(cause: unknown): FileFault | undefined {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return undefined;
  const path = 'path' in cause && typeof cause.path === 'string' ? cause.path : undefined;
  return /^E[A-Z0-9]+$/.test(cause.code) ? { code: cause.code, path } : undefined;
}

/** True for faults that go away by themselves or after making room. */
export const isTemporary = (fault: FileFault): boolean =>
  ['ENOSPC', 'EDQUOT', 'EAGAIN', 'EMFILE', 'ENFILE', 'EBUSY'].includes(fault.code);

/** True where the disk or the quota is full. */
export const isFull = (cause: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes(fileFault(cause)?.code ?? '');
