import { i18n } from '#i18n';
import { MARK, Sentence } from './sentence.tsx';

/** Shows what a server itself said, in its own direction. */
export const ServerSaid = ({ words }: { words: string }) => (
  <p class="server-words">
    <Sentence text={i18n.t('common.serverSaid', [MARK])} values={[words]} />
  </p>
);
