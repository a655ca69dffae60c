import { ConnectionLost } from './faults.ts';
import type { Fault } from './faults.ts';

/** Returns the answer that the fault asks for. Rejects if there is no answer. */
export async function misbehave(
  fault: Fault,
  signal: AbortSignal,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  const { action } = fault;
  switch (action.kind) {
    case 'status':
      if (action.ms !== undefined) await wait(action.ms, fault, signal);
      return answer(action.status, action.body, action.headers ?? {});
    case 'body': {
      const type = action.contentType ?? 'application/json';
      return new Response(action.body, { headers: { 'Content-Type': type } });
    }
    case 'hang':
      return Promise.race([fault.ended, aborted(signal)]);
    case 'drop':
      throw new ConnectionLost('closed before an answer');
    case 'lose-reply':
      await carryOut();
      throw new ConnectionLost('closed after the work was done');
    case 'repeat': {
      await carryOut();
      const second = await carryOut();
      if (action.isLost) throw new ConnectionLost('closed after the work was done twice');
      return second;
    }
    case 'cut-reply':
      return cut(await carryOut(), action.after);
    case 'drip':
      return drip(await carryOut(), action.ms);
    case 'delay':
      await wait(action.ms, fault, signal);
      return carryOut();
    default:
      // Every kind is handled above; a new one would not compile here.
      return action satisfies never;
  }
}

async function wait(ms: number, fault: Fault, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  try {
    await Promise.race([promise, fault.ended, aborted(signal)]);
  } finally {
    clearTimeout(timer);
  }
}

function answer(status: number, body: unknown, headers: Record<string, string>): Response {
  const said = body === undefined && status >= 400 ? OWN_WORDS : body;
  const isBare =
    said === undefined || said === null || status === 204 || status === 205 || status === 304;
  if (isBare) return new Response(null, { status, headers });
  const isText = typeof said === 'string';
  const type = isText ? 'text/html; charset=utf-8' : 'application/json';
  const all = new Headers({ 'Content-Type': type });
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(isText ? said : JSON.stringify(said), { status, headers: all });
}

const OWN_WORDS = { detail: 'As the test has it.' };

function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => {
    const reason: unknown = signal.reason;
    reject(reason instanceof Error ? reason : new ConnectionLost('the caller gave up'));
  };
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  return promise;
}

/** Returns an answer whose connection breaks after the first bytes. */
async function cut(whole: Response, after: number): Promise<Response> {
  const bytes = new Uint8Array(await whole.arrayBuffer()).slice(0, after);
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new ConnectionLost('broken in the middle of an answer'));
      else if (bytes.length > 0) controller.enqueue(bytes);
      else controller.error(new ConnectionLost('broken before the first byte of the body'));
      isSent = true;
    },
  });
  return new Response(body, { status: whole.status, headers: whole.headers });
}

/** Returns an answer that sends a byte each `ms`, until the reader goes. */
async function drip(whole: Response, ms: number): Promise<Response> {
  const bytes = new Uint8Array(await whole.arrayBuffer());
  let sent = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent >= bytes.length) return controller.close();
      await new Promise<void>((done) => (timer = setTimeout(done, ms)));
      controller.enqueue(bytes.slice(sent, sent + 1));
      sent += 1;
    },
    cancel: () => clearTimeout(timer),
  });
  const { status, headers } = whole;
  return new Response(body, { status, headers });
}
