import { useLayoutEffect, useRef } from 'preact/hooks';
import { buildMath } from './mathml';
import type { Equation as EquationText } from './trace';

/** An equation in MathML, which browsers set and screen readers read. */
export function Equation({ equation }: { equation: EquationText }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const math = buildMath(equation.mathml);
    if (math === null) {
      place.current!.textContent = equation.text;
    } else {
      place.current!.replaceChildren(math);
    }
  }, [equation.mathml, equation.text]);
  return <div class="equation" ref={place} tabIndex={0} role="group" aria-label="Equation" data-own-keys />;
}
