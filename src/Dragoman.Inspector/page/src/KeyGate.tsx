import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { canBeKey, currentKey, forgetKey, keepKey, onLocked } from './key';
import { opens } from './server';

type State = 'open' | 'asked' | 'wrong' | 'trying' | 'unanswered';

const words: Partial<Record<State, string>> = {
  wrong: 'Wrong key: the server does not take it.',
  unanswered: 'The server does not answer. Is dragoman serve still running?',
};

/** Shows the page; where the server asks for a key, a form for it first. */
export function KeyGate({ children }: { children: ComponentChildren }) {
  const [state, setState] = useState<State>('open');
  useLayoutEffect(() => onLocked((wrong) => setState((now) => now !== 'open' ? now : wrong ? 'wrong' : 'asked')), []);
  return state === 'open' ? <>{children}</> : <KeyForm state={state} onState={setState} />;
}

function KeyForm({ state, onState }: { state: State; onState: (state: State) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current!.focus(), []);
  const send = async (e: SubmitEvent) => {
    e.preventDefault();
    const key = input.current!.value.trim();
    if (!canBeKey(key)) {
      onState(key === '' ? 'asked' : 'wrong');
      return;
    }

    onState('trying');
    const answer = await opens(key);
    if (answer === 'yes') {
      keepKey(key);
      onState('open');
    } else {
      onState(answer === 'no' ? 'wrong' : 'unanswered');
      input.current?.select();
    }
  };
  return (
    <>
      <header class="top"><h1>Dragoman</h1></header>
      <main>
        <section class="welcome" aria-labelledby="key-title">
          <h2 id="key-title">This server asks for a key.</h2>
          <p>Whoever runs it can give you one. This tab keeps it until it is closed.</p>
          {/* The field has no name: a key never gets into an address. */}
          <form class="key-form" onSubmit={(e) => void send(e)}>
            <label for="key">API key</label>
            <input id="key" ref={input} type="password" autocomplete="off" spellcheck={false} required aria-invalid={state === 'wrong'} aria-describedby="key-problem" />
            <button type="submit" class="primary" disabled={state === 'trying'}>Open</button>
          </form>
          <p class="key-problem" id="key-problem" role="alert">{words[state] ?? ''}</p>
        </section>
      </main>
    </>
  );
}

/** Forgets the key, where there is one. */
export function ForgetKey() {
  return currentKey() === null ? null : <button type="button" class="quiet" onClick={forgetKey}>Forget the key</button>;
}
