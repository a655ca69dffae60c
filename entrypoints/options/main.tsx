import '../../components/style.css';
import { mount } from '../../components/mount.tsx';
import { Options } from '../../components/options.tsx';
import { Recovery } from '../../components/recovery.tsx';

mount(Options, Recovery);
