import { expect, test } from 'vitest';
import { cutSlice } from '../../dev/fake-ibl/openapi/cut.ts';
import { readSlice } from '../../dev/fake-ibl/openapi/slice.ts';

test('the committed slice equals the official document', () => {
  const isSame = cutSlice() === readSlice();
  expect(isSame, 'npm run api:slice writes it again; check what changed.').toBe(true);
});
