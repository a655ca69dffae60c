import permissions from '../../docs/permissions.md?raw';
import privacy from '../../docs/privacy.md?raw';
import unknown from '../../docs/unknown.md?raw';
import { Document } from './markdown.tsx';

export const Permissions = () => <Document text={permissions} />;
export const Privacy = () => <Document text={privacy} />;
export const Unknown = () => <Document text={unknown} />;
