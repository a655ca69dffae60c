import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';
import { MENTOR, mentor, over } from './sign-in.ts';

/* The offer to connect with a sign-in, in states that few learners ever see. */

export const signInRare = [
  scene(
    ['sign-in-changed', 'sign-in-taking', 'sign-in-again'],
    async (stage, show) => {
      const page = await mentor(stage, `${MENTOR}?hours=5`);
      const question = () => over(stage, page, 'Connect as ada');
      const other = await question();
      await page.evaluate(() =>
        localStorage.setItem('userData', JSON.stringify({ user_nicename: 'grace' })),
      );
      await press(other, 'Connect');
      await until(async () => (await textOf(other, 'sign-in-error')).includes('has changed'));
      await show('sign-in-changed', other);
      await other.close();
      await press(page, 'Sign in as Ada');
      const slow = await question();
      const held = stage.api.faults.add({ path: /./, do: { kind: 'hang' } });
      await press(slow, 'Connect');
      await until(async () => (await textOf(slow, 'sign-in')).includes('Connecting'));
      await show('sign-in-taking', slow);
      held();
      // The browser sends the request again, or the learner has to.
      const isConnected = async () => (await textOf(slow, 'sign-in')).includes('Connected as');
      await until(
        async () => (await textOf(slow, 'sign-in-error')) !== '' || (await isConnected()),
      );
      if (!(await isConnected())) await press(slow, 'Connect');
      await until(isConnected);
      await slow.close();
      // A sign-in that works longer than the one in use.
      const later = await mentor(stage);
      const again = await over(stage, later, 'Renew');
      await show('sign-in-again', again);
      await again.close();
      await Promise.all([page.close(), later.close()]);
    },
    false,
    'chromium',
  ),
  scene(
    ['sign-in-name-only'],
    async (stage, show) => {
      const page = await mentor(stage, 'https://mentor.iblai.app/');
      await page.evaluate(() => {
        for (const name of ['tenant', 'current_tenant', 'app_tenant'])
          localStorage.removeItem(name);
      });
      await show('sign-in-name-only', await over(stage, page, 'does not say which school'));
      await page.close();
    },
    false,
    'chromium',
  ),
];
