import { answerTo } from './answer.ts';

/* Runs in a Web Worker of the options page, so that a long history does not block the page. */

globalThis.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.data instanceof Blob) void answerTo(event.data).then((made) => postMessage(made));
});
