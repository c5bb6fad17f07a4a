// How often chips read each number of images correctly, from the trials.csv of test/statistics/accuracies.kir:
// kir run test/statistics/accuracies.kir --out out/accuracies
// node test/statistics/record-accuracies.mjs out/accuracies/trials.csv > test/statistics/accuracies.csv
import { readFileSync } from 'node:fs';

const IMAGES = 500;
const [header, ...rows] = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n');
const column = (name) => header.split(',').indexOf(name);
const chips = new Map();
for (const row of rows) {
  const cells = row.split(',');
  const of = (name) => cells[column(name)];
  const key = [of('experiment'), of('sigma'), Math.round(of('accuracy') * IMAGES)].join(',');
  chips.set(key, (chips.get(key) ?? 0) + 1);
}
const sorted = [...chips].map(([key, count]) => [...key.split(','), count]);
sorted.sort((a, b) => a[0].localeCompare(b[0]) || a[1] - b[1] || a[2] - b[2]);
console.log(
  ['experiment,sigma,correct of 500 images,chips', ...sorted.map((row) => row.join(','))].join('\n'),
);
