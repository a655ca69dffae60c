import '../../components/style.css';
import { mount } from '../../components/mount.tsx';
import { Options } from '../../components/options.tsx';

mount(Options);
