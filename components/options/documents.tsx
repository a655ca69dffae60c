import permissions from '../../docs/permissions.md?raw';
import privacy from '../../docs/privacy.md?raw';
import unknown from '../../docs/unknown.md?raw';
import { Markdown } from './markdown.tsx';

export const Permissions = () => <Markdown text={permissions} />;
export const Privacy = () => <Markdown text={privacy} />;
export const Unknown = () => <Markdown text={unknown} />;
