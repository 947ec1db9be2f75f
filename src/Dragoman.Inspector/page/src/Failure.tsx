import type { Refusal } from './models';

/** What went wrong, in the words of whoever refused, and a way to try again. */
export function Failure({ refusal, onRetry }: { refusal: Refusal; onRetry: () => void }) {
  return (
    <div class="failure" role="alert">
      <strong>{refusal.title}</strong>
      <p>{refusal.message}</p>
      {(refusal.status === 0 || refusal.status >= 500) && <button type="button" onClick={onRetry}>Try again</button>}
    </div>
  );
}
