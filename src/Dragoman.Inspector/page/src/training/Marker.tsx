/** Shapes that tell runs apart without colour, around 0 and 0. */
const shapes = [
  'M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z',
  'M-3.2 -3.2H3.2V3.2H-3.2Z',
  'M0 -4.2L4 3H-4Z',
  'M0 -4.5L4.5 0L0 4.5L-4.5 0Z',
  'M-4 -3H4L0 4.2Z',
  'M-1.2 -4H1.2V-1.2H4V1.2H1.2V4H-1.2V1.2H-4V-1.2H-1.2Z',
  'M-4.5 -1.5H4.5V1.5H-4.5Z',
];

/** The sign of a run on its lines. */
export function Marker({ index, x, y }: { index: number; x: number; y: number }) {
  return <path class={`marker run-${index % 4}`} d={shapes[index % shapes.length]!} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} />;
}
