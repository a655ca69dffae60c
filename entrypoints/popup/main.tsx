import '../../components/styles/index.css';
import { mount } from '../../components/ui/mount.tsx';
import { Damaged, Popup } from '../../components/popup/popup.tsx';

mount(Popup, Damaged);
