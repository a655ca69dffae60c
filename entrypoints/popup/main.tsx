import '../../components/style.css';
import { mount } from '../../components/mount.tsx';
import { Popup } from '../../components/popup.tsx';

mount(Popup);
