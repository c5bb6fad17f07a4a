import { contradiction } from '../messages/values.js';
import type { Checker } from './checker.js';
import type { StructNode } from './node.js';
import { originAt } from './origin-at.js';
import type { Rule } from './rules.js';

/** Reports every rule that a block breaks (K311), at the first of its fields; true when there is nothing to report. */
export function applyRules<T>(
  rules: readonly Rule<T>[],
  subject: T,
  struct: StructNode,
  checker: Checker,
): boolean {
  const broken = rules.filter((rule) => rule.breaks(subject));
  for (const rule of broken) {
    const at = originAt(struct, rule.fields[0]) ?? struct.origin;
    const [related] = rule.fields.slice(1).flatMap((field) => originAt(struct, field) ?? []);
    checker.report(
      contradiction(at, {
        title: rule.title(subject),
        label: rule.label(subject),
        why: rule.why,
        fixes: rule.fixes(subject),
        related:
          related && related !== at && related.uri === at.uri
            ? [{ origin: related, label: rule.other(subject) }]
            : [],
      }),
    );
  }
  return broken.length === 0;
}
