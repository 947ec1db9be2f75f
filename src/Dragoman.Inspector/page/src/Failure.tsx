import type { Refusal } from './models';

/** A server that took too long, or that has too much to do, may answer another time. */
const passing: readonly number[] = [408, 429];

/** What went wrong, in the words of whoever refused, and a way to try again. */
export function Failure({ refusal, onRetry }: { refusal: Refusal; onRetry: () => void }) {
  const mayPass = refusal.status === 0 || refusal.status >= 500 || passing.includes(refusal.status);
  return (
    <div class="failure" role="alert">
      <strong>{refusal.title}</strong>
      <p>{refusal.message}</p>
      {mayPass && <button type="button" onClick={onRetry}>Try again</button>}
    </div>
  );
}
