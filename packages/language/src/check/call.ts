import { fieldTwice, missingField, unknownField } from '../messages/names.js';
import { saidTwice, tooManyArguments, wrongForm } from '../messages/values.js';
import type { Argument, Reference } from '../syntax/ast.js';
import { nearest } from '../vocabulary/nearest.js';
import type { CallSpecification } from '../vocabulary/specification.js';
import { programmingLaws } from '../vocabulary/distributions.js';
import { type Checker, whyOf, type Place } from './checker.js';
import { describeTable } from './csv.js';
import { defaultValue } from './default.js';
import { evaluate } from './evaluate.js';
import { type CallNode, poison, type Node } from './node.js';
import { wording } from './wording.js';

/** `normal(sigma = 5 % of target)`: arguments by name, the first few also by position. */
export function readCall(
  value: Reference,
  name: string,
  specification: CallSpecification,
  place: Place,
): Node {
  const given = assign(value.arguments ?? [], name, specification, place);
  if (!given || !complete(given, { value, name, specification, place })) return poison;
  const values = new Map<string, Node>();
  let broken = false;
  for (const [argument, field] of Object.entries(specification.arguments)) {
    const written = given.get(argument);
    const inner: Place = { ...place, name: argument, field, owner: name };
    const node = written ? argumentNode(written, argument, inner) : defaultValue(field, inner);
    if (node) values.set(argument, node);
    if (node?.kind === 'poison') broken = true;
  }
  if (broken) return poison;
  const call: CallNode = {
    kind: 'call',
    name,
    specification,
    values,
    origin: value.origin,
    written: wording(value),
  };
  return specification === programmingLaws.table ? withColumns(call, place.checker) : call;
}

/** A measured table together with what the headings of its file say. */
function withColumns(call: CallNode, checker: Checker): Node {
  const measured = describeTable(call, checker);
  if (measured === undefined) return poison;
  const { origin, written } = call;
  const values = new Map(call.values).set('measured', { kind: 'plain', value: measured, origin, written });
  return { ...call, values };
}

function argumentNode(argument: Argument, name: string, place: Place): Node {
  if (argument.compare) {
    place.checker.report(
      wrongForm(argument.origin, {
        field: name,
        needs: 'a value',
        is: 'a comparison',
        fixes: [`write for example  ${name} = ${place.field.examples[0]}`],
      }),
    );
    return poison;
  }
  if (place.field.type.flag && isBareFlag(argument, name)) {
    return { kind: 'plain', value: true, origin: argument.origin, written: name };
  }
  return evaluate(argument.value, place.field.type, place);
}

const isBareFlag = (argument: Argument, name: string): boolean =>
  argument.name === undefined && argument.value.kind === 'reference' && wording(argument.value) === name;

/** Arguments under their names; undefined after a report. */
function assign(
  list: readonly Argument[],
  name: string,
  specification: CallSpecification,
  place: Place,
): Map<string, Argument> | undefined {
  const names = Object.keys(specification.arguments);
  const given = new Map<string, Argument>();
  const { report } = place.checker;
  let position = 0;
  for (const argument of list) {
    const flag = names.find((key) => specification.arguments[key].type.flag && isBareFlag(argument, key));
    const key =
      argument.name?.text ?? flag ?? (position < specification.positional ? names[position] : undefined);
    if (argument.name === undefined && flag === undefined) position++;
    if (key === undefined) {
      report(tooManyArguments(argument.origin, name, formOfCall(name, specification)));
      return undefined;
    }
    if (!names.includes(key)) {
      const at = argument.name?.origin ?? argument.origin;
      report(
        unknownField(at, {
          owner: name,
          what: 'value',
          name: key,
          likely: nearest(key, names),
          known: names,
        }),
      );
      return undefined;
    }
    const first = given.get(key);
    if (first) {
      report(fieldTwice(argument.origin, key, first.origin));
      return undefined;
    }
    given.set(key, argument);
  }
  return given;
}

/** `conv(channels, size, padding = …)` for messages. */
export function formOfCall(name: string, specification: CallSpecification): string {
  const entries = Object.entries(specification.arguments).map(([key, field], n) =>
    n < specification.positional ? field.examples[0] : `${key} = ${field.examples[0]}`,
  );
  return entries.length === 0 ? name : `${name}(${entries.slice(0, 4).join(', ')})`;
}

interface Written {
  readonly value: Reference;
  readonly name: string;
  readonly specification: CallSpecification;
  readonly place: Place;
}

function complete(
  given: ReadonlyMap<string, Argument>,
  { value, name, specification, place }: Written,
): boolean {
  const { report } = place.checker;
  for (const [key, field] of Object.entries(specification.arguments)) {
    const other = given.has(key) ? field.excludes?.find((excluded) => given.has(excluded)) : undefined;
    const [first, second] = [given.get(other ?? ''), given.get(key)];
    if (first && second) {
      report(
        saidTwice(second.origin, {
          first: other ?? '',
          second: key,
          label: 'one of the two',
          other: { origin: first.origin, label: 'the other' },
          what: 'exclude each other',
        }),
      );
      return false;
    }
  }
  const missing = Object.entries(specification.arguments).find(
    ([key, field]) => field.required && !given.has(key),
  )?.[0];
  const group = specification.needs?.find((keys) => !keys.some((key) => given.has(key)));
  const key = missing ?? group?.[0];
  if (key === undefined) return true;
  const field = specification.arguments[key];
  const bare =
    Object.keys(specification.arguments).indexOf(key) < specification.positional && key !== 'sigma';
  const bareName = bare ? '' : `${key} = `;
  const example =
    given.size > 0 ? `${key} = ${field.examples[0]}` : `${name}(${bareName}${field.examples[0]})`;
  report(missingField(value.origin, { owner: name, field: key, text: whyOf(key, field), example }));
  return false;
}
