import { i18n } from '#i18n';
import licences from 'virtual:licences';

/** Shows which packages of others are in this build, and their licences. */
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
                <bdi class="quiet">{licence}</bdi>
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
