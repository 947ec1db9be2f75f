import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { formatAddress, parseAddress, type Address } from './address';
import { Refusal } from './models';

/** Changes the address. Stepping replaces the entry in the history; a new sentence or view makes one. */
export type Go = (change: Partial<Address>, history?: 'push' | 'replace') => void;

/** A change of the address costs, and browsers refuse more than some twenty a second; it follows the steps at this pace, in ms. */
const pause = 100;

/** The address of the page as state. */
export function useAddress(): [Address, Go] {
  const [address, setAddress] = useState(() => parseAddress(location.search));
  const current = useRef(address);
  const pending = useRef<number | undefined>(undefined);
  useEffect(() => {
    const read = () => {
      clearTimeout(pending.current);
      pending.current = undefined;
      current.current = parseAddress(location.search);
      setAddress(current.current);
    };
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const go = useCallback<Go>((change, way = 'push') => {
    current.current = { ...current.current, ...change };
    if (way === 'push') {
      clearTimeout(pending.current);
      pending.current = undefined;
      history.pushState(null, '', location.pathname + formatAddress(current.current));
    } else {
      pending.current ??= setTimeout(() => {
        pending.current = undefined;
        history.replaceState(null, '', location.pathname + formatAddress(current.current));
      }, pause);
    }

    setAddress(current.current);
  }, []);
  return [address, go];
}

/** What became of a question. While a new answer is awaited the old one stays; after a refusal it does if it is about the same. */
export interface Answer<T> {
  value: T | null;
  loading: boolean;
  refusal: Refusal | null;
  retry: () => void;
}

interface Result<T> {
  key: string | null;
  /** What the value is about. */
  subject: string | null;
  value: T | null;
  refusal: Refusal | null;
}

const nothing: Result<never> = { key: null, subject: null, value: null, refusal: null };

/** Asks whenever the key changes; a null key asks nothing. The subject is what several keys may be about. */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>, subject = key): Answer<T> {
  const [result, setResult] = useState<Result<T>>(nothing);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (key === null) {
      setResult(nothing);
      return undefined;
    }

    const abort = new AbortController();
    ask(abort.signal).then(
      (value) => { if (!abort.signal.aborted) setResult({ key, subject, value, refusal: null }); },
      (e: unknown) => {
        if (!abort.signal.aborted) {
          const refusal = e instanceof Refusal ? e : new Refusal('Something went wrong', String(e), 0);
          setResult((last) => ({ key, subject, value: last.subject === subject ? last.value : null, refusal }));
        }
      });
    return () => abort.abort();
  }, [key, attempt]);
  const retry = useCallback(() => {
    setResult((last) => ({ ...last, key: null, refusal: null }));
    setAttempt((n) => n + 1);
  }, []);
  return { value: key === null ? null : result.value, loading: key !== null && result.key !== key, refusal: result.key === key ? result.refusal : null, retry };
}

/** A function that stays the same from render to render, and does what that of the latest one does: what it is given to need not be rendered again. */
export function useLatest<A extends unknown[], R>(action: (...given: A) => R): (...given: A) => R {
  const latest = useRef(action);
  latest.current = action;
  return useCallback((...given: A) => latest.current(...given), []);
}

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const read = () => setHolds(media.matches);
    media.addEventListener('change', read);
    return () => media.removeEventListener('change', read);
  }, [query]);
  return holds;
}
