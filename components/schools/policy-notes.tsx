import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ValidationIssue } from '../../lib/shared/validation-issue.ts';
import type { Connection } from '../../lib/store/items/connections.ts';
import { POLICY_KEYS, type Policy, type PolicyKey } from '../../lib/store/policy/read-policy.ts';
import { isElsewhere } from '../connect/locked-fields.ts';
import { livePolicy } from '../data/live-items-options.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { nameOfType } from '../ui/invalid-input-text.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Message } from '../ui/message.tsx';
import { counted } from '../ui/words/plural.ts';

/** Shows the settings of the organization that cannot be read; nothing if all can be read. */
export function PolicyTrouble() {
  const policy = useMemo(livePolicy, []);
  const issues = policy.value.value?.misfits ?? [];
  if (issues.length === 0) return null;
  const details = issues.map(wordsOf).join('\n');
  return (
    <Message tone="wait" role="status" data-testid="policy-trouble">
      <p>{counted('policy.trouble', issues.length)}</p>
      <details>
        <summary>{i18n.t('policy.details')}</summary>
        <pre tabIndex={0}>{details}</pre>
        <div class="row">
          <CopyButton text={details} label={i18n.t('policy.copy')} />
        </div>
      </details>
    </Message>
  );
}

/** Says that a connection goes to another school or server than the locked one; else nothing. */
export function PolicyElsewhere({ connection }: { readonly connection: Connection | undefined }) {
  const policy = useMemo(livePolicy, []);
  const set = policy.value.value;
  if (!set || !connection || !isElsewhere(set, connection)) return null;
  const theirs = set.organization?.locked === true ? set.organization.value : connection.org;
  return (
    <Message tone="wait" data-testid="connection-elsewhere">
      <p>
        {theirs === connection.org ? (
          i18n.t('policy.other')
        ) : (
          <Sentence
            text={i18n.t('policy.otherNamed', [MARK, MARK_2])}
            values={[theirs, connection.org]}
          />
        )}
      </p>
    </Message>
  );
}

function wordsOf(issue: ValidationIssue): string {
  const at = 'at' in issue ? issue.at : '';
  if (issue.kind === 'missing') return i18n.t('policy.missing', [at]);
  if (issue.kind !== 'type') return i18n.t('policy.value', [at]);
  return i18n.t('policy.type', [at, nameOfType(issue.found), nameOfType(issue.wanted)]);
}

/** Shows everything that the organization has set, for everybody to see; nothing if not set. */
export function PolicyAbout() {
  const policy = useMemo(livePolicy, []);
  const set = policy.value.value;
  if (!set) return null;
  const keys = POLICY_KEYS.filter((key) => set[key] !== null);
  return (
    <>
      {keys.length > 0 && (
        <div class="set" data-testid="policy-about">
          <p>{i18n.t('policy.about')}</p>
          <ul>
            {keys.map((key) => (
              <li key={key}>
                {i18n.t(`policy.${key}`)} <span class="quiet">{proposed(set, key)}</span>
              </li>
            ))}
          </ul>
          <p>{i18n.t('policy.never')}</p>
        </div>
      )}
      {set.unknown.length > 0 && (
        <div class="set" data-testid="policy-unknown">
          <p>{counted('policy.unknown', set.unknown.length)}</p>
          <ul>
            {set.unknown.map((name) => (
              <li key={name}>
                <code dir="auto">{name}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Says that the learner can choose another value. The page with help is no choice. */
const proposed = (policy: Policy, key: PolicyKey): string =>
  policy[key]?.locked || key === 'help' ? '' : i18n.t('policy.proposed');
