import { describe, expect, test } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();

describe('a message that its sender may not send', () => {
  const mine = () => ({ id: browser.runtime.id });
  test.each([
    ['another extension', () => ({ id: 'other', url: browser.runtime.getURL('/popup.html') })],
    [
      'a content script with a request that only the screens may send',
      () => ({ ...mine(), url: unit('a').url }),
    ],
    [
      'an unknown page of the extension',
      () => ({ ...mine(), url: browser.runtime.getURL('/evil.html') }),
    ],
  ])('is not answered: %s', (_, sender) => {
    expect(study.worker().message({ type: 'pause/set', paused: true }, sender())).toBeUndefined();
  });

  test('is not answered if it is malformed', () => {
    const sender = { ...mine(), url: browser.runtime.getURL('/popup.html') };
    for (const message of [null, 1, {}, { type: 'nope' }, { type: 'pause/set', paused: 'yes' }]) {
      expect(study.worker().message(message, sender)).toBeUndefined();
    }
  });
});
