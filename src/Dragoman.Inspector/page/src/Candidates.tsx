import type { Step } from './trace';
import { percent } from './weights';
import { nameOf } from './words';

/** The most probable words of a step; a click goes on with one of them. */
export function Candidates({ step, onForce, limit }: { step: Step; onForce?: ((token: string) => void) | undefined; limit?: number }) {
  return (
    <ol class="candidates" aria-label={`Candidates for word ${step.step + 1}`}>
      {step.candidates.slice(0, limit).map((candidate) => {
        const written = candidate.token === step.write;
        const content = (
          <>
            <span class="mark" aria-hidden="true">{written ? '▸' : ''}</span>
            <bdi class="token">{nameOf(candidate.token)}</bdi>
            <span class="probability">{percent(candidate.probability)}</span>
            <span class="visually-hidden">{written ? ', written' : onForce === undefined ? '' : ', go on with it'}</span>
            <span class="bar" aria-hidden="true"><i style={{ transform: `scaleX(${candidate.probability})` }} /></span>
          </>
        );
        return (
          <li key={candidate.id} class={written ? 'written' : ''}>
            {onForce === undefined
              ? <div class="candidate">{content}</div>
              : <button type="button" class="candidate" onClick={() => onForce(candidate.token)}>{content}</button>}
          </li>
        );
      })}
    </ol>
  );
}
