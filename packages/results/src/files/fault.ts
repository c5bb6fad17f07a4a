/** The system's code of a file error (`ENOENT`, `ENOSPC`), or undefined for any other value. */
export function faultCode(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

/** True for the system's word that a file or folder is not there. */
export const isAbsent = (cause: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(faultCode(cause) ?? '');

/** A system's fault always names its file, also where the call was on a handle (a full disk tells at write or sync). */
export function withPath(cause: unknown, path: string): unknown {
  if (faultCode(cause) !== undefined && !('path' in (cause as object)))
    Object.assign(cause as object, { path });
  return cause;
}
