import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { formatAddress, parseAddress, type Address } from './address';
import { Refusal } from './models';

/** Changes the address. Stepping replaces the entry in the history; a new sentence or view makes one. */
export type Go = (change: Partial<Address>, history?: 'push' | 'replace') => void;

/** Browsers refuse more than some twenty changes of the address a second; while keys are held down, it follows at this pace, in ms. */
const pause = 120;

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
    const write = () => history.replaceState(null, '', location.pathname + formatAddress(current.current));
    if (way === 'push') {
      clearTimeout(pending.current);
      pending.current = undefined;
      history.pushState(null, '', location.pathname + formatAddress(current.current));
    } else if (pending.current === undefined) {
      write();
      pending.current = setTimeout(() => {
        pending.current = undefined;
        write();
      }, pause);
    }

    setAddress(current.current);
  }, []);
  return [address, go];
}

/** What became of a question. While a new answer is awaited the old one stays. */
export interface Answer<T> {
  value: T | null;
  loading: boolean;
  refusal: Refusal | null;
  retry: () => void;
}

/** Asks whenever the key changes; a null key asks nothing. */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [result, setResult] = useState<{ key: string | null; value: T | null; refusal: Refusal | null }>({ key: null, value: null, refusal: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (key === null) {
      setResult({ key: null, value: null, refusal: null });
      return undefined;
    }

    const abort = new AbortController();
    ask(abort.signal).then(
      (value) => { if (!abort.signal.aborted) setResult({ key, value, refusal: null }); },
      (e: unknown) => {
        if (!abort.signal.aborted) {
          setResult({ key, value: null, refusal: e instanceof Refusal ? e : new Refusal('Something went wrong', String(e), 0) });
        }
      });
    return () => abort.abort();
  }, [key, attempt]);
  const retry = useCallback(() => {
    setResult({ key: null, value: null, refusal: null });
    setAttempt((n) => n + 1);
  }, []);
  return { value: key === null ? null : result.value, loading: key !== null && result.key !== key, refusal: result.key === key ? result.refusal : null, retry };
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
