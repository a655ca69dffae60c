import '../../components/styles/index.css';
import '../../components/styles/options-page.css';
import { followTheme } from '../../components/data/theme.ts';
import { mount } from '../../components/ui/mount.tsx';
import { Options } from '../../components/options/options.tsx';
import { Recovery } from '../../components/options/recovery.tsx';

followTheme();
mount(Options, Recovery);
