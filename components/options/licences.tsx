import { i18n } from '#i18n';
import licences from 'virtual:licences';

/** What of others is in this build, and under which terms. */
export function Licences() {
  return (
    <>
      <p>{i18n.t('about.licencesIntro')}</p>
      <ul class="plain rows">
        {licences.map(({ name, version, licence, text }) => (
          <li key={name}>
            <details>
              <summary>
                <bdi>
                  {name} {version}
                </bdi>{' '}
                <span class="quiet">{licence}</span>
              </summary>
              <pre tabIndex={0} lang="en" dir="ltr">
                {text}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
