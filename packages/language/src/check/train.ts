import type { Training } from '@kirchhoff/model';
import { missingField } from '../messages/names.js';
import { contradiction } from '../messages/values.js';
import { named, type Finishing } from './finish.js';
import type { StructNode } from './node.js';

/** A training: an injection has a chip or a law of its own. */
export function finishTrain(struct: StructNode, finishing: Finishing): Training | undefined {
  const { plain, checker, broken } = finishing;
  const inject = struct.values.get('inject');
  if (inject?.kind === 'struct' && !inject.values.has('chip') && !inject.values.has('law')) {
    const text = 'chip or law: whose statistics are applied';
    checker.report(
      missingField(inject.origin, { owner: inject.title, field: 'chip', text, example: 'chip = pilot' }),
    );
    return undefined;
  }
  if (broken) return undefined;
  const training = { ...named(finishing), ...plain } as unknown as Training;
  return schedulesFit(struct, training, finishing) ? training : undefined;
}

function schedulesFit(struct: StructNode, training: Training, { checker }: Finishing): boolean {
  const warmUp = training.learningRate.warmUp;
  const node = struct.values.get('learning_rate');
  if (!warmUp || warmUp.value <= training.epochs.value || node?.kind !== 'call') return true;
  checker.report(
    contradiction(node.origin, {
      title: `the rate warms up for ${warmUp.text}, but training lasts ${training.epochs.text} epochs`,
      label: 'longer than the training',
      why: 'the learning rate would never reach its schedule',
      fixes: ['a shorter warm_up, or more epochs'],
    }),
  );
  return false;
}
