import { presetTexts } from './texts.generated.js';

/** The text of a preset file by the uri that origins carry (`standard/devices.kir`), or undefined. */
export function presetText(uri: string): string | undefined {
  return Object.hasOwn(presetTexts, uri) ? presetTexts[uri] : undefined;
}
