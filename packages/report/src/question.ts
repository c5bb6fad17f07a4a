import type { PlanExperiment } from '@kirchhoff/plan';
import { conditionText } from './requirement.js';

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;

/** What an experiment asks, in words: its description where it has one. */
export function questionText({ description, axes, finds, requires, confidence }: PlanExperiment): string {
  if (description !== null && description !== '') return description;
  const names = axes.map(({ name }) => name);
  if (finds.length === 0)
    return axes.length === 0
      ? 'How accurate is this chip?'
      : `How does the accuracy of the chips depend on ${listed(names)}?`;
  const sought = finds.map(({ goal, name }) => `${goal} ${name}`);
  const others = names.filter((name) => finds.every((find) => find.name !== name));
  const each = others.length === 0 ? '' : `, for each ${listed(others)},`;
  const level = Number((confidence * 100).toPrecision(6));
  return `What is${each} the ${sought.join(' and for it the ')} with ${listed(requires.map(conditionText))}, shown with ${level} % confidence?`;
}
