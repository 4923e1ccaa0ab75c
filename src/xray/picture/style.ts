// The pictures' style sheet, for whichever page they stand in.

/**
 * Colours and fonts are variables of the page: --surface, --sunken, --raised, --line, --line-strong, --text, --text-muted, --accent,
 * --accent-soft, --warn, --warn-soft, --bad, --sans. Bars and arrows are told apart by form and label, and by colour as well.
 */
export const PICTURE_STYLE = `
.xray-picture {
  display: block;
  font: 0.75rem var(--sans);
}

.xray-picture text {
  fill: var(--text);
}

.xray-picture .name {
  font-weight: 600;
}

.xray-picture .time,
.xray-picture .limit,
.xray-picture .call,
.xray-picture .fold-text {
  fill: var(--text-muted);
}

.xray-picture .grid {
  stroke: var(--line);
}

.xray-picture .fold {
  fill: var(--sunken);
  opacity: 0.6;
}

.xray-picture .runs {
  fill: var(--accent);
}

.xray-picture .dense {
  fill: var(--accent);
  opacity: 0.75;
}

.xray-picture .ready {
  fill: var(--warn-soft);
  stroke: var(--warn);
}

.xray-picture .preempted {
  stroke-width: 2;
  stroke-dasharray: 3 2;
}

.xray-picture .waits {
  fill: var(--surface);
  stroke: var(--line-strong);
  stroke-dasharray: 4 3;
}

.xray-picture .stopped {
  fill: url('#xray-stopped');
  stroke: var(--bad);
}

.xray-picture .ended {
  fill: none;
  stroke: var(--line-strong);
  stroke-dasharray: 1 4;
}

.xray-picture .stopped-line {
  stroke: var(--bad);
}

.xray-picture .calls {
  fill: none;
  stroke: var(--text);
}

.xray-picture .arrow {
  fill: none;
  stroke: var(--text);
  stroke-width: 1.5;
}

.xray-picture .arrow.fork,
.xray-picture .arrow.exit {
  stroke-dasharray: 2 3;
}

.xray-picture .arrow.wake {
  stroke-dasharray: 6 3;
}

.xray-picture .arrow.signal {
  stroke: var(--bad);
  stroke-width: 2;
}

.xray-picture .head {
  fill: var(--text);
}

.xray-picture .arrow-text,
.xray-picture .caption,
.xray-picture .amount {
  stroke: var(--surface);
  stroke-width: 3;
  paint-order: stroke;
}

.xray-picture .base {
  stroke: var(--line-strong);
}

.xray-picture .content {
  fill: var(--accent-soft);
  stroke: var(--accent);
}

.xray-picture .is-chosen .content {
  stroke-width: 3;
}

.xray-picture .is-chosen .name {
  text-decoration: underline;
}

.xray-picture .chosen {
  stroke: var(--bad);
}

.xray-picture .chosen-head {
  fill: var(--bad);
}

.xray-waits {
  font: 0.8125rem var(--sans);
}

.xray-waits text {
  fill: var(--text);
  font-weight: 600;
}

.xray-waits .state {
  fill: var(--text-muted);
  font-size: 0.75rem;
  font-weight: 400;
}

.xray-waits rect {
  fill: var(--raised);
  stroke: var(--line-strong);
}

.xray-waits .stuck rect {
  stroke: var(--warn);
  stroke-width: 2;
}

.xray-waits .waits-for {
  fill: none;
  stroke: var(--text-muted);
  stroke-width: 1.5;
  stroke-dasharray: 5 4;
}

.xray-waits .cycle {
  stroke: var(--bad);
  stroke-width: 2.5;
  stroke-dasharray: none;
}

.xray-waits .head {
  fill: var(--text);
}
`;
