import type { Layer, Network } from '@kirchhoff/model';

function* everyLayer(layers: readonly Layer[]): Generator<Layer> {
  for (const layer of layers) {
    yield layer;
    if ('layers' in layer) yield* everyLayer(layer.layers);
    if ('shortcut' in layer) yield* everyLayer(layer.shortcut ?? []);
  }
}

/** True for written networks of which some layer, at any depth, is such a one. */
export const someLayer =
  (is: (layer: Layer) => boolean) =>
  ({ source }: Network): boolean => {
    if (source.kind !== 'layers') return false;
    for (const layer of everyLayer(source.layers)) if (is(layer)) return true;
    return false;
  };
