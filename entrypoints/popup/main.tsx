import '../../components/style.css';
import { mount } from '../../components/mount.tsx';
import { Damaged, Popup } from '../../components/popup.tsx';

mount(Popup, Damaged);
