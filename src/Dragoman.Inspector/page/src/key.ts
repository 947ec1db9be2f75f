/** The key of a server that asks for one: the browser's tab keeps it until it is closed, and nothing else does. */

const place = 'dragoman-key';
let key = storage()?.getItem(place) ?? null;
let lock: (wrong: boolean) => void = () => undefined;

/** The key that the user gave; null without. */
export function currentKey(): string | null {
  return key;
}

export function keepKey(given: string): void {
  key = given;
  storage()?.setItem(place, given);
}

/** Forgets the key, and with it all that was shown. */
export function forgetKey(): void {
  storage()?.removeItem(place);
  location.reload();
}

/** Notes that the server refused a request with this key, or asked for one. An answer that comes late says nothing of another key. */
export function refuseKey(shown: string | null): void {
  if (shown === key) {
    key = null;
    storage()?.removeItem(place);
    lock(shown !== null);
  }
}

/** Whom to call when the server wants a key; true says that the one it was shown is wrong. */
export function onLocked(call: (wrong: boolean) => void): void {
  lock = call;
}

/** The header that shows a key to the server. */
export function headerOf(shown: string | null): Record<string, string> {
  return shown === null ? {} : { authorization: `Bearer ${shown}` };
}

/** Whether a text can be a key at all: a header has no room for other letters. */
export function canBeKey(text: string): boolean {
  return /^[!-~]+$/.test(text);
}

/** Null where the browser is told to keep nothing. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
