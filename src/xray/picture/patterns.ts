// Fills that differ in more than their hue.

export const PATTERNS =
  '<defs>' +
  '<pattern id="xray-ready" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<path class="ready-line" d="M0 0V6"/></pattern>' +
  '<pattern id="xray-stopped" width="6" height="6" patternUnits="userSpaceOnUse">' +
  '<path class="stopped-line" d="M0 0L6 6M6 0L0 6"/></pattern>' +
  '<marker id="xray-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">' +
  '<path class="head" d="M0 0L8 4L0 8z"/></marker>' +
  '</defs>';
