/** The parents' entrance. */
import '../lib/tokens.css';
import '../lib/base.css';
import '../lib/i18n/ahead';
import { mount } from 'svelte';
import { start } from '../lib/i18n';
import App from './App.svelte';
import { begin } from './pages';

const words = start('parent');
begin();
await words;
const target = document.getElementById('app');
if (target) mount(App, { target });
