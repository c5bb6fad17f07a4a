import { createHash } from 'node:crypto';

/**
 * SHA-256 of the values behind the header of the published IDX files, and of whole decompressed CIFAR-10 batches; files
 * whose published MD5 agrees were hashed.
 */
export const PUBLISHED: Readonly<Record<string, string>> = {
  'mnist/train-images-idx3-ubyte': '741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757',
  'mnist/train-labels-idx1-ubyte': '1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13',
  'mnist/t10k-images-idx3-ubyte': '6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161',
  'mnist/t10k-labels-idx1-ubyte': 'ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5',
  'fashion-mnist/train-images-idx3-ubyte': '2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012',
  'fashion-mnist/train-labels-idx1-ubyte': '657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7',
  'fashion-mnist/t10k-images-idx3-ubyte': 'c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a',
  'fashion-mnist/t10k-labels-idx1-ubyte': '3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9',
  'data_batch_1.bin': 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5',
};

/** Labels of the published CIFAR-10 test batch, in order. */
export const CIFAR_TEST_LABELS = 'cec8a24a1e92aa2ecaa0bbd3dbfa86bf6cd8759fbd209a832824c8cf0afca9d5';

/** A reassembled CIFAR-10 test batch in circulation: 20 records carry pixels from a JPEG copy. */
export const CIFAR_TEST_REASSEMBLED = '123ca0dad8f960344d9149742165d4215093c84c8c4bdc5922af93b614bdb501';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A sentence for the record where the bytes are not those published under `name`; undefined where they are. */
export function checksumWarning(name: string, file: string, bytes: Uint8Array): string | undefined {
  const expected = PUBLISHED[name];
  const found = sha256(bytes);
  if (expected === undefined || found === expected) return undefined;
  return `${file} is not the published file: the SHA-256 of its content is ${found}, published is ${expected}.`;
}
