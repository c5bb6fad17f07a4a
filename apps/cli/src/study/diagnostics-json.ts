import { diagnosticToJson, type JsonDiagnostic } from '@kirchhoff/language';
import type { Diagnostic } from '@kirchhoff/model';

/** What `--json` prints for reports. */
export const diagnosticsJson = (
  diagnostics: readonly Diagnostic[],
  sources: (uri: string) => string,
): { readonly diagnostics: readonly JsonDiagnostic[] } => ({
  diagnostics: diagnostics.map((each) => diagnosticToJson(each, sources)),
});
