import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Pixels of a PNG file for one of its drawing. */
const zoom = 2;

const fonts = ['400Regular/Inter_400Regular.ttf', '700Bold/Inter_700Bold.ttf'];

/** A drawing as a PNG file in a font that comes with the program, so that every machine gives the same picture. */
export type ToPng = (svg: string) => Uint8Array;

/** Null where this machine has no renderer of its own kind; `reason` says why. */
export async function pngRenderer(): Promise<{
  readonly toPng: ToPng | null;
  readonly reason: string | null;
}> {
  try {
    const { Resvg } = await import('@resvg/resvg-js');
    const fontFiles = fonts.map((name) => require.resolve(`@expo-google-fonts/inter/${name}`));
    const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter' };
    const toPng: ToPng = (svg) =>
      new Resvg(svg, { fitTo: { mode: 'zoom', value: zoom }, font }).render().asPng();
    return { toPng, reason: null };
  } catch (cause) {
    return { toPng: null, reason: cause instanceof Error ? cause.message.split('\n')[0]! : String(cause) };
  }
}
