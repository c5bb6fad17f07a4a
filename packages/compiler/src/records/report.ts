import type { Condition, Estimate, Report } from '@kirchhoff/model';
import type { PlanCondition, PlanEstimate, PlanReport } from '@kirchhoff/plan';

export const planEstimate = (estimate: Estimate): PlanEstimate => ({
  kind: estimate.kind,
  of: estimate.of,
  level: estimate.level?.value ?? null,
  when:
    estimate.when === undefined
      ? null
      : { operator: estimate.when.operator, bound: estimate.when.bound.value },
});

export const planCondition = ({ left, operator, bound }: Condition): PlanCondition => ({
  left: planEstimate(left),
  operator,
  bound: bound.value,
});

function itemOf(item: Report['items'][number]): PlanReport['items'][number] {
  if (item.kind === 'plot')
    return {
      kind: 'plot',
      name: item.name,
      of: item.of,
      x: item.x,
      xScale: item.xScale,
      y: planEstimate(item.y),
      yScale: item.yScale,
      band: item.band?.value ?? null,
      series: [...item.series],
      panels: [...item.panels],
    };
  if (item.kind === 'table')
    return {
      kind: 'table',
      name: item.name,
      of: item.of,
      rows: [...item.rows],
      columns: [...item.columns],
      values: item.values.map(planEstimate),
    };
  const { kind, name, of, x, series, panels } = item;
  return { kind, name, of, x, series: [...series], panels: [...panels] };
}

/** A report as the plan records it. */
export const planReport = (report: Report): PlanReport => ({
  name: report.name,
  description: report.description ?? null,
  items: report.items.map(itemOf),
  save: report.save ?? null,
});
