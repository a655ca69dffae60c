import { DEMO_ORG, OTHER_ORG } from '../fake-ibl/api.ts';
import { connectNight, disconnect, inCard, tick } from '../browser/connect.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import {
  demonstration,
  IBL,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
} from '../fake-openedx/courses.ts';
import { scene } from './scene.ts';

/* Several schools, and disconnecting while deleting what Waypoint stored. */

const [second] = plainCourses as [Course];

export const schools = [
  scene(
    [
      'options-school-new',
      'options-schools',
      'options-school-edited',
      'now-two-schools',
      'instruction-two-schools',
      'memory-two-schools',
      'now-other-school-refused',
      'options-school-refused',
      'options-school-remove',
    ],
    async (stage, show) => {
      const page = await stage.options();
      await press(page, 'Add another school');
      await show('options-school-new', page);
      await press(page, 'Cancel');
      await connectNight(page);
      await tick(page, inCard(OTHER_ORG), new URL(IBL.learning).host);
      await until(async () => (await textOf(page, 'school-sites')) !== '');
      await show('options-schools', page);
      await press(page, 'Change', inCard(OTHER_ORG));
      await show('options-school-edited', page);
      await press(page, 'Cancel', inCard(OTHER_ORG));
      await stage.open(unitUrl(second, unitAt(second, 0).unit, IBL));
      const popup = await stage.now(/Saved for your mentor/);
      await show('now-two-schools', popup);
      await press(popup, 'Instruction');
      await until(() => popup.$('#popup-panel-instruction form, [role=tabpanel] form'));
      await show('instruction-two-schools', popup);
      await press(popup, 'Memory');
      await until(() => popup.$('[data-testid="memory-row"]'));
      await show('memory-two-schools', popup);
      await popup.close();
      stage.api.faults.add({
        path: /night-school/,
        do: { kind: 'status', status: 401, body: { detail: 'Invalid token.' } },
      });
      await stage.open(unitUrl(second, unitAt(second, 1).unit, IBL));
      await until(
        () => page.$(inCard(OTHER_ORG, '[data-kind="key-refused"]')),
        'the refusal of the second school',
      );
      await stage.study(unitAt(demonstration, 1));
      const other = await stage.now(/Saved for your mentor/);
      await until(async () => (await textOf(other, 'other-school')) !== '');
      await show('now-other-school-refused', other);
      await page.bringToFront();
      await show('options-school-refused', page);
      await disconnect(page, { within: inCard(OTHER_ORG) });
      await press(page, 'Remove from the list', inCard(OTHER_ORG));
      await show('options-school-remove', page);
    },
  ),
  scene(
    [
      'options-disconnect',
      'options-disconnect-and-delete',
      'options-disconnecting',
      'now-disconnecting',
      'options-disconnect-not-all',
    ],
    async (stage, show) => {
      for (const place of [unitAt(demonstration, 1), unitAt(second, 0)]) {
        await stage.study(place);
        await stage.now(/Saved for your mentor/);
      }
      const [kept] = stage.api.memories(DEMO_ORG, 'ada');
      stage.api.faults.add({
        method: 'DELETE',
        path: new RegExp(kept?.uniqueId ?? ''),
        do: { kind: 'status', status: 403, body: { detail: 'This memory is locked.' } },
      });
      const page = await stage.options();
      await until(async () => (await textOf(page, 'connection-status')).includes('Connected as'));
      await press(page, 'Disconnect…');
      await show('options-disconnect', page);
      await tick(page, 'dialog', 'Also delete what Waypoint saved there');
      await show('options-disconnect-and-delete', page);
      const release = stage.api.faults.add({ method: 'DELETE', do: { kind: 'hang' } });
      await press(page, 'Delete and disconnect', 'dialog');
      const says = (words: string) =>
        until(async () => (await textOf(page, 'disconnecting')).includes(words), words);
      await says('of 2 deleted');
      await show('options-disconnecting', page);
      await show('now-disconnecting', await stage.now(/Then it disconnects/));
      // Waypoint gives up the silent request, and tries it again by itself.
      release();
      await says('Some of it');
      await page.bringToFront();
      await show('options-disconnect-not-all', page);
    },
  ),
];
