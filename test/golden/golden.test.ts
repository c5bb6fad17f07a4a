import { compile, refusals } from '@kirchhoff/compiler';
import { diagnose, format, formatText, fromJson, parse, showModel, toJson } from '@kirchhoff/language';
import { readPlan, writePlan } from '@kirchhoff/plan';
import { host } from './host.js';
import { planImage } from './image.js';
import { byLine, pin } from './pin.js';
import { examples, presets, type Sample } from './samples.js';

/** A text's path below the folder of its kind, so that two of one name do not meet. */
const nameOf = ({ uri }: Sample): string => uri.replace(/^(dsl-examples|packages\/language\/presets)\/|\.kir$/g, '');

function studyOf({ uri, text }: Sample) {
  const { study, diagnostics } = diagnose({ uri, text }, host);
  expect(diagnostics).toEqual([]);
  return study;
}

function planOf(sample: Sample) {
  const { plan, problems } = compile(studyOf(sample), host);
  expect(problems).toEqual([]);
  return plan!;
}

describe.each(presets)('$uri', (sample) => {
  it('keeps its model', () => {
    pin(`standard/${nameOf(sample)}.model.json`, byLine(showModel(studyOf(sample))));
  });

  it('is planned, the same bytes each time', () => {
    expect(writePlan(planOf(sample))).toBe(writePlan(planOf(sample)));
  });
});

describe.each(examples)('$uri', (sample) => {
  const { uri, text } = sample;
  const { program } = parse(sample);
  const plan = planOf(sample);
  const bytes = writePlan(plan);

  it('keeps its syntax tree', () => {
    pin(`${nameOf(sample)}.ast.json`, byLine(JSON.stringify(toJson(program))));
  });

  it('keeps its model', () => {
    pin(`${nameOf(sample)}.model.json`, byLine(showModel(studyOf(sample))));
  });

  it('keeps its plan', () => {
    pin(`${nameOf(sample)}.plan.json`, planImage(plan));
  });

  it('is formatted, and formatting changes nothing twice', () => {
    const once = formatText({ uri, text }).text!;
    expect(formatText({ uri, text: once }).text).toBe(once);
    expect(once).toBe(text);
  });

  it('parses to the same tree from its formatted text', () => {
    const again = parse({ uri, text: format(program) });
    expect(again.diagnostics).toEqual([]);
    expect(toJson(again.program)).toEqual(toJson(program));
  });

  it('comes back from its JSON image, and means the same', () => {
    const back = fromJson({ uri, text: JSON.stringify(toJson(program)) });
    expect(back.diagnostics).toEqual([]);
    expect(toJson(back.program!)).toEqual(toJson(program));
    const study = studyOf({ uri, text: back.text! });
    expect(showModel(study)).toBe(showModel(studyOf(sample)));
    expect(writePlan(compile(study, host).plan!)).toBe(bytes);
  });

  it('gives a plan that its schema and reader accept, the same bytes each time', async () => {
    const { plan: back, faults } = await readPlan(JSON.stringify(plan));
    expect(faults).toBeUndefined();
    expect(writePlan(back!)).toBe(bytes);
    expect(writePlan(planOf(sample))).toBe(bytes);
    expect(writePlan((await readPlan(bytes)).plan!)).toBe(bytes);
  });

  it('gives the same plan from other lines, with other line ends', () => {
    const moved = `\n\n# elsewhere\n\n${text.replaceAll('\n', '\r\n')}`;
    expect(writePlan(planOf({ uri, text: moved }))).toBe(bytes);
  });
});

describe('what cannot run yet', () => {
  const named = Object.fromEntries(
    examples.map((sample) => [
      nameOf(sample),
      refusals(studyOf(sample)).map(({ code, ...problem }) => {
        expect(code).toBe('K501');
        return 'field' in problem ? `${problem.field}: ${problem.what}` : '';
      }),
    ]),
  );

  it('is refused by name, sample by sample', () => {
    pin('refused.json', byLine(JSON.stringify(named)));
  });

  it.each(['0-first-look', 'quickstart', 'mnist-variation', 'fashion-mnist-variation'])(
    'is nothing in %s',
    (name) => {
      expect(named[name]).toEqual([]);
    },
  );
});

describe('the sweep over five axes', () => {
  const plan = planOf(examples.find(({ uri }) => uri.includes('2-resnet20'))!);
  const [experiment] = plan.experiments;

  it('has 900 points, each of its own', () => {
    expect(experiment!.points).toHaveLength(4 * 5 * 3 * 5 * 3);
    expect(new Set(experiment!.points.map(({ coordinates }) => coordinates.join())).size).toBe(900);
  });

  it('cuts the layers of the imported network onto its arrays, but for the first and the last', () => {
    expect(experiment!.points[0]!.keepDigital).toEqual(['stem', 'fc']);
    for (const { layers } of Object.values(plan.mappings)) expect(layers).toHaveLength(20);
  });
});
