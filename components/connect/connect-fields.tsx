import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { ConnectModel } from './connect-model.ts';
import { KeySchools } from './key-advice.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { ConnectWords } from './connect-text.ts';

interface Props {
  readonly model: ConnectModel;
  readonly wrong: ConnectWords | null;
}

export function ConnectFields({ model, wrong }: Props) {
  const { change, keepsKey, connection, fixed } = model;
  const form = model.form.value;
  const source = connection.value?.source.kind;
  const [visible, setVisible] = useState(false);
  const errorOf = (field: ConnectWords['field']) => (wrong?.field === field ? wrong.phrase : null);
  const moved = connection.value?.connected === true && !keepsKey.value && form.key === '';
  /**
   * Opens the section when the address matters and keeps it open, so that it never closes while the
   * learner types.
   */
  const unfolded = useRef(false);
  unfolded.current ||=
    form.address !== DEFAULT_BASE ||
    form.mentor !== '' ||
    fixed.value.address ||
    wrong?.field === 'address' ||
    wrong?.field === 'mentor';
  return (
    <>
      <TextField
        id="org"
        label={i18n.t('connection.org')}
        hint={fixed.value.org ? i18n.t('policy.fixed') : i18n.t('connection.orgHint')}
        fixed={fixed.value.org}
        error={errorOf('org')}
        value={form.org}
        onValue={(org) => change({ org })}
      />
      <KeySchools model={model} />
      <TextField
        id="username"
        label={i18n.t('connection.username')}
        hint={i18n.t('connection.usernameHint')}
        error={errorOf('username')}
        value={form.username}
        onValue={(username) => change({ username })}
      />
      <TextField
        id="key"
        label={i18n.t('connection.key')}
        hint={moved ? i18n.t('connection.keyNeeded') : i18n.t('connection.keyHint')}
        error={errorOf('key')}
        value={form.key}
        onValue={(key) => change({ key })}
        secret={!visible}
        dir="ltr"
        placeholder={keepsKey.value && source === 'key' ? i18n.t('connection.keyStored') : ''}
      >
        {form.key !== '' && (
          <button type="button" aria-pressed={visible} onClick={() => setVisible(!visible)}>
            {visible ? i18n.t('connection.hide') : i18n.t('connection.show')}
          </button>
        )}
      </TextField>
      <details open={unfolded.current}>
        <summary>{i18n.t('connection.ownServer')}</summary>
        <TextField
          id="address"
          label={i18n.t('connection.address')}
          hint={fixed.value.address ? i18n.t('policy.fixed') : i18n.t('connection.addressHint')}
          fixed={fixed.value.address}
          error={errorOf('address')}
          value={form.address}
          onValue={(address) => change({ address })}
          inputMode="url"
          dir="ltr"
        />
        <TextField
          id="mentor"
          label={i18n.t('connection.mentor')}
          hint={i18n.t('connection.mentorHint')}
          error={errorOf('mentor')}
          value={form.mentor}
          onValue={(mentor) => change({ mentor })}
          inputMode="url"
          dir="ltr"
        />
      </details>
    </>
  );
}
