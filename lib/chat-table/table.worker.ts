import { answerTo } from './answer.ts';

/* Runs in a Web Worker of the options page, which does not feel then how long a history is. */

globalThis.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.data instanceof Blob) void answerTo(event.data).then((made) => postMessage(made));
});
