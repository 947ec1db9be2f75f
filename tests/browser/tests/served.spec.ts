import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, expectAccessible, expectPlace, open, test as base, translation } from './page';

const tool = fileURLToPath(new URL('../../../artifacts/bin/Dragoman.Cli/release/dragoman', import.meta.url));
const nouns = { dog: 'chien', cat: 'chat', boy: 'garçon', bird: 'oiseau' };
const verbs = { sleeps: 'dort', eats: 'mange', sings: 'chante', plays: 'joue' };
const adjectives = { red: 'rouge', white: 'blanc' };

const key = 'correct-horse-battery-staple';

interface Servers {
  /** Two models that were trained a moment ago, one with attention and one without. */
  folder: string;
  server: string;
  /** A server with a key, and beside it a training that goes on. */
  locked: string;
  /** A model that writes trees. */
  parser: string;
}

const test = base.extend<object, Servers>({
  folder: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'dragoman-'));
    const pairs = Object.entries(nouns).flatMap(([noun, nom]) => Object.entries(verbs).flatMap(([verb, verbe]) => Object.entries(adjectives).map(([adjective, adjectif]) =>
      `the ${adjective} ${noun} ${verb} .\tle ${nom} ${adjectif} ${verbe} .`)));
    writeFileSync(join(folder, 'pairs.tsv'), Array.from({ length: 15 }, () => pairs.join('\n')).join('\n') + '\n');
    for (const [preset, hidden] of [['default', 48], ['seq2seq-init', 24]] as const) {
      execFileSync(tool, ['train', '--data', 'pairs.tsv', '--valid', 'pairs.tsv', '--model', preset, '--preset', preset, '--threads', '1', '--seed', '1',
        ...['training.maximumEpochs=30', 'model.embedSize=24', 'model.encoderHiddenSize=24', `model.decoderHiddenSize=${hidden}`].flatMap((option) => ['--set', option])],
      { cwd: folder, stdio: 'ignore' });
    }

    execFileSync(tool, ['index', '--model', 'default', '--data', 'pairs.tsv', '--states', '2000'], { cwd: folder, stdio: 'ignore' });

    await use(folder);
    rmSync(folder, { recursive: true });
  }, { scope: 'worker', timeout: 120_000 }],
  server: [async ({ folder }, use) => {
    const server = spawn(tool, ['serve', '--model', 'default', '--model', 'seq2seq-init', '--training', 'default', '--port', '0'], { cwd: folder });
    await use(await listening(server));
    await end(server);
  }, { scope: 'worker' }],
  locked: [async ({ folder }, use) => {
    const training = spawn(tool, ['train', '--data', 'pairs.tsv', '--valid', 'pairs.tsv', '--model', 'trained', '--preset', 'seq2seq-init', '--threads', '1',
      '--set', 'training.maximumEpochs=100000', '--set', 'training.patience=100000'], { cwd: folder, stdio: 'ignore' });
    const server = spawn(tool, ['serve', '--model', 'default', '--training', 'trained', '--port', '0'], { cwd: folder, env: { ...process.env, DRAGOMAN_API_KEYS: key } });
    await use(await listening(server));
    await end(training);
    await end(server);
  }, { scope: 'worker' }],
  parser: [async ({ folder }, use) => {
    const trees = Object.keys(nouns).flatMap((noun) => Object.keys(verbs).flatMap((verb) => [
      `the ${noun} ${verb} .\t(S (NP XX XX )NP (VP XX )VP . )S`, `${noun} ${verb} the ${noun} .\t(S (NP XX )NP (VP XX (NP XX XX )NP )VP . )S`]));
    writeFileSync(join(folder, 'trees.tsv'), Array.from({ length: 15 }, () => trees.join('\n')).join('\n') + '\n');
    execFileSync(tool, ['train', '--data', 'trees.tsv', '--valid', 'trees.tsv', '--model', 'parser', '--preset', 'grammar', '--threads', '1', '--seed', '1',
      ...['training.maximumEpochs=30', 'training.optimizer.kind=adam', 'training.optimizer.learningRate=0.01', 'training.schedule=constant', 'data.batching.batchSize=16',
        'model.embedSize=24', 'model.encoderHiddenSize=32', 'model.decoderHiddenSize=32', 'model.encoderLayers=1', 'model.decoderLayers=1'].flatMap((option) => ['--set', option])],
    { cwd: folder, stdio: 'ignore' });
    const server = spawn(tool, ['serve', '--model', 'parser', '--port', '0'], { cwd: folder });
    await use(await listening(server));
    await end(server);
  }, { scope: 'worker', timeout: 120_000 }],
  baseURL: async ({ server }, use) => use(server),
});

const keyed = test.extend({ baseURL: async ({ locked }, use) => use(locked) });
const parsing = test.extend({ baseURL: async ({ parser }, use) => use(parser) });

async function end(process: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  await ended;
}

function listening(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    const read = (data: Buffer) => {
      told += String(data);
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(told);
      if (address !== null) {
        resolve(address[0]);
      }
    };
    process.stdout!.on('data', read);
    process.stderr!.on('data', read);
    process.once('exit', () => reject(new Error(`dragoman serve ended: ${told}`)));
  });
}

test.skip(!existsSync(tool), 'the tool is not built: dotnet build -c Release src/Dragoman.Cli');
test.describe.configure({ mode: 'default' });

const sentence = 'The red dog sings.';

test('a model of one\'s own is seen at work', async ({ page }) => {
  await open(page, { text: sentence });
  expect(await translation(page)).toEqual(['le', 'chien', 'rouge', 'chante', '.', '⟨end⟩']);
  await expect(page.locator('.overview .source .word')).toHaveText(['The', 'red', 'dog', 'sings', '.', '⟨end⟩']);
  await page.locator('.overview .target .word').first().click();
  for (const phase of ['predict', 'readout', 'context', 'weigh', 'score', 'state', 'read']) {
    if (phase !== 'predict') {
      await page.keyboard.press('ArrowLeft');
      await expectPlace(page, { step: '0', phase });
    }

    await expect(page.locator('.phase-body math')).toBeVisible();
  }

  await expectAccessible(page);
});

test('what-ifs reach the model', async ({ page }) => {
  await open(page, { text: sentence, step: 1, phase: 'weigh' });
  await page.getByRole('slider', { name: 'Weight of sings' }).press('End');
  await expect(page.getByRole('slider', { name: 'Weight of sings' })).toHaveAttribute('aria-valuenow', '1');
  await expect(page.locator('.target .edited')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo all' }).click();
  await page.locator('.overview .source').getByRole('button', { name: /^dog/ }).click();
  await page.keyboard.type('bird');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).toContain('oiseau');
  await page.locator('.overview .source').getByRole('button', { name: /^sings/ }).click();
  await page.keyboard.type('sleeps');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).toContain('dort');
  await page.locator('.next .candidate').nth(1).click();
  await expect(page.locator('.target .forced').first()).toBeVisible();
});

test('the beam is a tree', async ({ page }) => {
  await open(page, { text: sentence, view: 'tree', beam: 3 });
  await expect(page.getByRole('heading', { name: 'Beam search, 3 at a time' })).toBeVisible();
  await expect(page.locator('.tree .node.chosen')).toHaveCount(7);
  await page.locator('.hypothesis').nth(1).click();
  await expect(page.locator('.hypothesis').nth(1)).toHaveAttribute('aria-pressed', 'true');
});

test('models are compared, with and without attention', async ({ page }) => {
  await open(page, { text: sentence, view: 'compare', compareModel: 'seq2seq-init' });
  await expect(page.locator('.side')).toHaveCount(2);
  await expect(page.locator('.side').nth(1)).toContainText('no attention');
});

test('neighbours are the moments of its own training', async ({ page }) => {
  await open(page, { text: sentence, view: 'neighbours', step: 1 });
  const list = page.getByRole('list', { name: 'Nearest moments of training' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await expect(list.locator('strong').first()).toHaveText('chien ');
  await expect(list.locator('.similarity').first()).toHaveText('1.00');
  await page.getByRole('radio', { name: 'what it looked at' }).check();
  await expect(list.locator('strong').first()).toHaveText('chien ');
  await page.getByRole('radio', { name: 'state of a source word' }).check();
  await page.locator('.pick').getByRole('button', { name: 'sings' }).click();
  await expect(page.getByRole('heading', { name: 'Where did it learn “sings”?' })).toBeVisible();
  await expect(list.locator('strong').first()).toHaveText('sings ');
  await expectAccessible(page);
  await list.getByRole('button').first().click();
  await expect.poll(() => translation(page)).toContain('chante');
});

test('a model without an index says how to make one', async ({ page }) => {
  await open(page, { text: sentence, view: 'neighbours', model: 'seq2seq-init' });
  await expect(page.getByRole('alert')).toContainText('dragoman index');
});

test('the words nearest to a word are there to ask for', async ({ page }) => {
  await open(page, { text: sentence });
  const answer = await page.evaluate(async () => (await fetch('v1/words?word=dog&side=source&count=5')).json());
  expect(answer.word).toBe('dog');
  expect(answer.neighbours).toHaveLength(5);
  expect(answer.neighbours.map(({ word }: { word: string }) => word)).not.toContain('dog');
});

test('its states are a way through the plane', async ({ page }) => {
  await open(page, { text: sentence, view: 'trajectories' });
  await expect(page.getByRole('group', { name: 'Decoder, word by word: le, chien, rouge, chante, ., ⟨end⟩' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Encoder, over the source: the, red, dog, sings, ., ⟨end⟩' })).toBeVisible();
  await page.locator('.way.says .way-point').nth(3).click();
  await expectPlace(page, { step: '3', phase: null });
  await expectAccessible(page);
});

test('its training is there to look at', async ({ page }) => {
  await page.goto('/training');
  await expect(page.getByRole('img', { name: /^Loss:/ })).toBeVisible();
  await expectAccessible(page);
});

test('its training is there with a slash at the end, too', async ({ page }) => {
  await page.goto('/training/?run=default');
  await expect(page.getByRole('img', { name: /^Loss:/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/training');
});

test('a what-if that the model refuses takes nothing away', async ({ page }) => {
  await open(page, { text: sentence, view: 'what-if', step: 1 });
  await page.getByRole('textbox', { name: 'Another word' }).fill('zebra');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('zebra');
  expect(await translation(page)).toContain('chien');
  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a refusal is told in the words of the server', async ({ page }) => {
  await page.goto('/?text=dog&model=nowhere');
  await expect(page.getByRole('alert')).toContainText('The models are: default, seq2seq-init');
});

test('the search has options, and the server says which do not go together', async ({ page }) => {
  await open(page, { text: sentence });
  expect(await translation(page)).not.toContain('chat');
  await page.getByText('options', { exact: true }).click();
  await page.getByLabel('must hold', { exact: true }).fill('chat');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).toContain('chat');
  await expectAccessible(page);
  await expect.poll(() => new URL(page.url()).searchParams.get('must')).toBe('["chat"]');

  await page.getByLabel('groups').fill('0');
  await page.getByLabel('groups').press('Tab');
  await expect(page.getByText('a whole number from 1 to 999999')).toBeVisible();
  await page.getByLabel('groups').fill('');
  await page.getByLabel('diversity').fill('much');
  await page.getByLabel('diversity').press('Tab');
  await expect(page.getByText('a number from 0 to 999999')).toBeVisible();
  await page.getByLabel('diversity').fill('0,5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('diversity would have no effect');
  await page.getByRole('button', { name: 'as the model has it' }).click();
  await expect.poll(() => translation(page)).not.toContain('chat');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('must hold', { exact: true })).toBeHidden();
});

keyed('the page asks for a key and shows it to the server', async ({ page }) => {
  await page.goto('/?' + new URLSearchParams({ text: sentence }));
  await page.getByLabel('API key').fill('tr0ub4dor-and-three');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(/^Wrong key/);
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect.poll(() => translation(page)).toContain('chien');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Forget the key' }).click();
  await expect(page.getByLabel('API key')).toBeVisible();
});

keyed('a training is followed with a key', async ({ page }) => {
  await page.goto('/training');
  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
  await expect(page.locator('.summary .live')).toBeVisible();
  const update = page.locator('.summary dd').nth(1);
  const now = await update.textContent();
  await expect(update).not.toHaveText(now!, { timeout: 20_000 });
});

parsing('a parser writes a tree over the words', async ({ page }) => {
  await open(page, { text: 'the dog sings .', view: 'parse' });
  await expect(page.locator('.parse .node')).toHaveText(['S', 'NP', 'XX', 'XX', 'VP', 'XX', '.']);
  await expect(page.locator('.parse-word')).toHaveText(['the', 'dog', 'sings', '.']);
  await expect(page.getByText('Nothing is open.')).toBeVisible();
  await page.getByRole('button', { name: 'XX of sings' }).click();
  await expect(page.getByText('Open: S, VP', { exact: true })).toBeVisible();
  await expectAccessible(page);
});
