import type { ArrayFile, Data, DataSource, ImageFiles } from '@kirchhoff/model';
import { missingField } from '../messages/names.js';
import { named, type Finishing } from './finish.js';
import type { StructNode } from './node.js';

/** A data set: a known source, or files; `folder` goes in front of the file names. */
export function finishData(struct: StructNode, finishing: Finishing): Data | undefined {
  const { plain, checker, broken } = finishing;
  const { source, train, test, folder, ...rest } = plain;
  const known = source as DataSource | undefined;
  if (!struct.values.has('source') && !struct.values.has('test')) {
    if (!broken) {
      const text = 'source or test: where the images come from';
      const example = 'source = digits   or   test { images = idx("images.gz"), labels = idx("labels.gz") }';
      checker.report(missingField(struct.origin, { owner: struct.title, field: 'source', text, example }));
    }
    return undefined;
  }
  if (broken) return undefined;
  const files =
    known ?? filesOf(train as ImageFiles | undefined, test as ImageFiles, folder as string | undefined);
  return { ...named(finishing), source: files, ...rest } as Data;
}

function filesOf(train: ImageFiles | undefined, test: ImageFiles, folder: string | undefined): DataSource {
  const inside = (files: ImageFiles): ImageFiles => ({
    images: within(files.images, folder),
    labels: within(files.labels, folder),
  });
  return { kind: 'files', ...(train && { train: inside(train) }), test: inside(test) };
}

function within(array: ArrayFile, folder: string | undefined): ArrayFile {
  if (folder === undefined) return array;
  const { written, from } = array.file;
  return { ...array, file: { written: `${folder.replace(/\/$/, '')}/${written}`, from } };
}
